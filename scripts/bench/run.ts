import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { N8n } from '../sandbox/n8n';
import { sandbox } from '../sandbox/install';
import type { Execution, Item, Workflow } from '../sandbox/session';
import { headerCredential, kiamoCredential, type Target } from './workflows';

/** What the jobs of the benchmark work with. */
export interface Bench {
	n8n: N8n;
	/** Where the simulated Kiamo listens. */
	port: number;
	target: Target;
	serverUrl: string;
	token: string;
	rounds: number;
}

export interface Measured {
	/** What n8n says its nodes took, the trigger and the source of the items left out. */
	milliseconds: number;
	/** Peak resident memory of the n8n process. */
	peakKb: number;
	/** Items that the last nodes put out. */
	items: Item[];
}

const peakFile = join(sandbox, 'bench-peak.txt');
const leftOut = ['Start', 'Customers', 'Begin', 'End'];

/** An n8n with nothing in it but the package and the two nodes of the benchmark. */
export async function prepareN8n(tarball: string): Promise<N8n> {
	const n8n = await N8n.prepare({
		user: 'bench',
		fresh: true,
		environment: {
			N8N_CUSTOM_EXTENSIONS: join(__dirname, 'nodes'),
			NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'peakMemory.cjs'))}`,
			BENCH_PEAK_FILE: peakFile,
		},
	});
	await n8n.installPackage(tarball);
	return n8n;
}

/** Runs a workflow with `n8n execute`. The start of the command is in none of the figures but the memory. */
export async function execute(n8n: N8n, { id, name }: Workflow): Promise<Measured> {
	rmSync(peakFile, { force: true });
	const output = await n8n.command('execute', `--id=${id}`, '--rawOutput');
	const json = output.slice(output.search(/^\{/m), output.lastIndexOf('\n}\n') + 2); // n8n's log is around it
	const { data } = JSON.parse(json) as Execution;
	const { runData, error } = data.resultData;
	if (error) throw new Error(`${name}: ${error.message}`);
	const runs = Object.entries(runData).filter(([node]) => !leftOut.includes(node));
	return {
		milliseconds: runs.reduce((sum, [, [{ executionTime }]]) => sum + executionTime, 0),
		peakKb: Math.max(...readFileSync(peakFile, 'utf8').trim().split('\n').map(Number)),
		items: runs.flatMap(([, [{ data: outputs }]]) => outputs?.main.flatMap((items) => items ?? []) ?? []),
	};
}

/** Gives n8n the workflows and the credentials for a Kiamo at this port. */
export async function bringIn({ n8n, serverUrl, token }: Bench, all: Workflow[]): Promise<void> {
	const bring = async (what: string, content: object) => {
		const file = join(n8n.folder, `${what}.json`);
		writeFileSync(file, JSON.stringify(content));
		await n8n.command(`import:${what}`, `--input=${file}`);
	};
	await bring('credentials', [
		{
			...kiamoCredential,
			type: 'kiamoApi',
			data: { serverUrl, apiToken: token, defaultCountry: 'FR' },
		},
		{
			...headerCredential,
			type: 'httpHeaderAuth',
			data: { name: 'Kiamo-Api-Token', value: token },
		},
	]);
	await bring('workflow', all);
}
