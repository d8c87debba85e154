import { join } from 'node:path';
import { installN8n } from '../sandbox/install';
import { start } from '../sandbox/process';
import { expectThat } from './record';
import type { Measured } from './run';

/** What a bare script needs to know. */
interface Job {
	/** Address of the list that it reads or writes. */
	address: string;
	token: string;
	/** How many customers, callbacks or polls. */
	items?: number;
	/** The query of a feed, or the address where references are looked up. */
	feed?: string;
	/** What else each customer has. */
	more?: object;
}

/** Runs a script of `bare/` with the Node of n8n, and checks how many rows it had. */
export async function runBare(name: string, job: Job, expected: number): Promise<Measured> {
	const { node } = await installN8n();
	const { stdout } = await start(node, [join(__dirname, `bare/${name}.mjs`), JSON.stringify(job)], {});
	const { rows, ...measured } = JSON.parse(stdout) as { milliseconds: number; peakKb: number; rows: number };
	expectThat(rows === expected, `The bare script ${name} had ${rows} rows instead of ${expected}`);
	return { ...measured, items: [] };
}
