/**
 * `npm run bench`: measures the package on the real n8n, side by side with the same job built from HTTP Request nodes,
 * with a node that only reads its parameters, and with a bare script. Medians; every run starts from the same state of
 * the simulated Kiamo and is checked for what it wrote. `-- --json` ends with one line of ratios; `-- --rounds 1 --items 1000`
 * is a quick look.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createUnderResets, measureCallbacks } from './bench/callbacks';
import { countContacts, fill, startKiamo, type KiamoServer } from './bench/kiamo';
import { execute, prepareN8n, type Measured } from './bench/run';
import * as workflows from './bench/workflows';
import { capture, freePort, messageOf, stopAll } from './sandbox/process';
import { installN8n } from './sandbox/install';
import type { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import type { Workflow } from './sandbox/session';

const { values: flags } = parseArgs({
	options: {
		json: { type: 'boolean' },
		rounds: { type: 'string', default: '5' },
		items: { type: 'string', default: '10000' },
	},
});
const rounds = Number(flags.rounds);
const items = Number(flags.items);
const rowsToRead = 10 * items;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const expect = (holds: boolean, fault: string) => {
	if (!holds) throw new Error(fault);
};

/** Gives n8n the workflows and the credentials for a Kiamo at this port. */
async function bringIn(n8n: N8n, kiamo: KiamoServer, all: Workflow[]): Promise<void> {
	const { serverUrl, token } = kiamo;
	const bring = async (what: string, content: object) => {
		const file = join(n8n.folder, `${what}.json`);
		writeFileSync(file, JSON.stringify(content));
		await n8n.command(`import:${what}`, `--input=${file}`);
	};
	await bring('credentials', [
		{
			...workflows.kiamoCredential,
			type: 'kiamoApi',
			data: { serverUrl, apiToken: token, defaultCountry: 'FR' },
		},
		{
			...workflows.headerCredential,
			type: 'httpHeaderAuth',
			data: { name: 'Kiamo-Api-Token', value: token },
		},
	]);
	await bring('workflow', all);
}

/** One upsert of all items into a base of as many, half of them known; checks that it did the job. */
async function measureUpsert(n8n: N8n, port: number, workflow: Workflow): Promise<Measured> {
	const kiamo = await startKiamo(port, 0);
	await fill(kiamo, items);
	const measured = await execute(n8n, workflow);
	const held = await countContacts(kiamo);
	await kiamo.stop();
	expect(held === 1.5 * items, `${workflow.name} left ${held} contacts instead of ${1.5 * items}`);
	return measured;
}

async function measureBare({ contactsUrl, token }: KiamoServer): Promise<number> {
	const { node } = await installN8n();
	const script = join(__dirname, 'bench/bare.mjs');
	const said = await capture('The bare script', node, [script, contactsUrl, token], {});
	const { milliseconds, rows } = JSON.parse(said) as { milliseconds: number; rows: number };
	expect(rows === rowsToRead, `The bare script read ${rows} contacts`);
	return milliseconds;
}

async function main(): Promise<void> {
	const n8n = await prepareN8n(await packPackage());
	const port = await freePort();
	const taken: Record<string, number[]> = {};
	const peaks: Record<string, number[]> = {};
	const note = (name: string, { milliseconds, peakKb }: Measured) => {
		(taken[name] ??= []).push(milliseconds);
		(peaks[name] ??= []).push(peakKb);
		console.log(`  ${name.padEnd(24)}${(milliseconds / 1000).toFixed(2)} s, ${Math.round(peakKb / 1024)} MB`);
	};

	const first = await startKiamo(port, 0);
	const target = { ...first, items };
	const upserts = {
		'HTTP Request nodes': workflows.httpRequests(target),
		'Upsert, mapped': workflows.upsertMapped(target),
		'Upsert, auto-mapped': workflows.upsertAutoMapped(target),
	};
	const parameters = workflows.parametersOnly(target);
	const getMany = workflows.getMany(target);
	const callbacks = {
		'Callbacks, HTTP Request': workflows.callbacksByHttp(target),
		Callbacks: workflows.callbacks(target),
	};
	await bringIn(n8n, first, [...Object.values(upserts), parameters, getMany, ...Object.values(callbacks)]);
	await first.stop();

	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${items} items`);
		for (const [name, workflow] of Object.entries(upserts))
			note(name, await measureUpsert(n8n, port, workflow));
		note('Parameters only', await execute(n8n, parameters));
		for (const [name, workflow] of Object.entries(callbacks))
			note(name, await measureCallbacks(n8n, port, workflow, items));
	}
	const underResets = await createUnderResets(n8n, port, callbacks.Callbacks, first.token);
	console.log(
		`Callbacks while ${underResets.resets} requests were cut off: ${underResets.created} created, ` +
			`${underResets.failed} items failed, ${underResets.twice} created twice`,
	);
	expect(underResets.created + underResets.failed === items, 'Not every callback is accounted for');
	const kiamo = await startKiamo(port, rowsToRead);
	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${rowsToRead} contacts`);
		const read = await execute(n8n, getMany);
		expect(read.items.length === rowsToRead, `Get Many read ${read.items.length} contacts`);
		note('Get Many', read);
		note('Bare script', { milliseconds: await measureBare(kiamo), peakKb: 0, items: [] });
	}
	await kiamo.stop();

	const time = (name: string) => median(taken[name]);
	const figures = {
		upsert_vs_http_request: time('HTTP Request nodes') / time('Upsert, mapped'),
		upsert_vs_parameters_only: time('Parameters only') / time('Upsert, mapped'),
		upsert_automap_vs_http_request: time('HTTP Request nodes') / time('Upsert, auto-mapped'),
		upsert_memory_vs_http_request: median(peaks['Upsert, mapped']) / median(peaks['HTTP Request nodes']),
		get_many_vs_bare: time('Get Many') / time('Bare script'),
		callbacks_vs_http_request: time('Callbacks, HTTP Request') / time('Callbacks'),
		callbacks_created_twice: underResets.twice,
	};
	console.log('\nMedians');
	for (const [name, values] of Object.entries(taken)) {
		console.log(
			`  ${name.padEnd(24)}${(median(values) / 1000).toFixed(2)} s, ${Math.round(median(peaks[name]) / 1024)} MB`,
		);
	}
	const goals = [
		'at least 10',
		'at least 0.5',
		'at least 20',
		'at most 1.3',
		'at most 1.5',
		'at least 20',
		'0',
	];
	console.log('Ratios');
	Object.entries(figures).forEach(([name, value], index) =>
		console.log(`  ${name.padEnd(34)}${value.toFixed(2).padStart(7)}   (${goals[index]})`),
	);
	if (flags.json) {
		const rounded = Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]);
		console.log(JSON.stringify(Object.fromEntries(rounded)));
	}
}

main()
	.catch((error: unknown) => {
		console.error(messageOf(error));
		process.exitCode = 1;
	})
	.finally(() => stopAll());
