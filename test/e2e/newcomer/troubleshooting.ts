import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';

const page = readFileSync(join(__dirname, '../../../docs/troubleshooting.md'), 'utf8');

/** Waits until a place shows a sentence that docs/troubleshooting.md lists in these words; `…` stands for what varies. */
export async function expectDocumented(place: Locator, sentence: string): Promise<void> {
	expect(page).toContain(`| ${sentence} |`);
	const literal = sentence.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	await expect(place).toContainText(new RegExp(literal.join('.+')));
}
