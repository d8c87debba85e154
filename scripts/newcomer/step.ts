import type { Page } from 'playwright-core';
import type { Simulator, Token } from '../../simulator';
import type { N8n } from '../sandbox/n8n';

/** Somebody new to n8n and to this package, with all they have at hand. */
export interface Newcomer {
	/** An n8n that is installed and not started yet; its user folder is an empty home folder. */
	n8n: N8n;
	/** The only page of their browser that shows n8n. */
	page: Page;
	/** Their Kiamo. */
	simulator: Simulator;
	/** The address of the web page of that Kiamo. */
	kiamoPage: string;
	/** The token that they made in Kiamo: it may read, and nothing else yet. */
	token: Token;
}

/** Something that a newcomer does, after the steps before it. */
export interface Step {
	name: string;
	/** Does it; returns what was seen in a line, and throws when that is not what a newcomer should see. */
	take(newcomer: Newcomer): Promise<string>;
}
