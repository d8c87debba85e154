import type { Browser } from 'playwright-core';
import type { Simulator } from '../../simulator';
import type { N8n } from '../sandbox/n8n';
import type { Session } from '../sandbox/session';

/** What a scenario works in: a running n8n and a simulated Kiamo that all scenarios share, so each uses rows of its own. */
export interface World {
	n8n: N8n;
	session: Session;
	simulator: Simulator;
	/** The credential of the Kiamo nodes. */
	credential: { id: string; name: string };
	browser: Browser;
}

/** One example put to work as its users do. */
export interface Scenario {
	name: string;
	/** Plays it; returns what was seen in a line, and throws when that is not what the example promises. */
	play(world: World): Promise<string>;
}

/** Seconds between two polls of the triggers in scenarios; the examples' own pace is a minute. */
export const pace = 10;
