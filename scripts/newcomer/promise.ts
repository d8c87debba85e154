import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';

/** Waits until a place on the page shows a sentence that docs/troubleshooting.md lists in these words. Returns what it shows. */
export async function seePromised(place: Locator, sentence: string): Promise<string> {
	if (!troubleshooting.includes(`| ${sentence} |`))
		throw new Error(`docs/troubleshooting.md has no row "${sentence}"`);
	return await see(place, patternOf(sentence));
}

/** Waits until a place on the page shows a text. Returns all that it shows. */
export async function see(place: Locator, text: string | RegExp): Promise<string> {
	const found = place.filter({ hasText: text });
	await found.waitFor();
	return (await found.innerText()).replace(/\s+/g, ' ').trim();
}

const troubleshooting = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');

/** `…` stands for what changes. */
function patternOf(sentence: string): RegExp {
	const literal = sentence.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(literal.join('.+'));
}
