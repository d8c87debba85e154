/**
 * `npm run bench`: measures the package on the real n8n, side by side with the same job built from HTTP Request nodes,
 * with a node that only reads its parameters, and with a bare script. Medians; every run starts from the same state of
 * the simulated Kiamo and is checked for what it wrote. `-- --json` ends with one line of figures; `-- --rounds 1 --items
 * 1000` is a quick look; `-- --only load`, `callbacks`, `contacts` or `text` measures just that; `text` needs no n8n.
 */
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { benchCallbacks } from './bench/callbacks';
import { benchContacts } from './bench/contacts';
import { startKiamo } from './bench/kiamo';
import { benchLoad } from './bench/load';
import { Measurements } from './bench/record';
import { prepareN8n, type Bench } from './bench/run';
import { benchText } from './bench/text';
import { packPackage } from './sandbox/pack';
import { runScript } from './sandbox/process';

const { values: flags } = parseArgs({
	options: {
		json: { type: 'boolean' },
		only: { type: 'string', default: '' },
		rounds: { type: 'string', default: '5' },
		items: { type: 'string', default: '10000' },
	},
});

const parts = { load: benchLoad, callbacks: benchCallbacks, contacts: benchContacts, text: benchText };

async function prepare(tarball: string): Promise<Bench> {
	const n8n = await prepareN8n(tarball);
	const port = await getPort();
	const first = await startKiamo(port, 0);
	await first.stop();
	const { serverUrl, token } = first;
	const target = { ...first, items: Number(flags.items) };
	return { n8n, port, target, serverUrl, token, rounds: Number(flags.rounds) };
}

async function main(): Promise<void> {
	const wanted = Object.entries(parts).filter(([name]) => !flags.only || flags.only === name);
	if (wanted.length === 0) throw new Error(`--only takes one of ${Object.keys(parts).join(', ')}`);
	const measurements = new Measurements();
	const figures = [];
	const bench = flags.only === 'text' ? undefined : await prepare(await packPackage());
	for (const [, part] of wanted) {
		if (part === benchText) figures.push(...benchText());
		else if (bench) figures.push(...(await part(bench, measurements)));
	}
	measurements.printMedians();
	console.log('Figures');
	for (const { name, value, goal } of figures)
		console.log(`  ${name.padEnd(34)}${value.toFixed(2).padStart(7)}   (${goal})`);
	if (flags.json) {
		const rounded = figures.map(({ name, value }) => [name, Number(value.toFixed(3))]);
		console.log(JSON.stringify(Object.fromEntries(rounded)));
	}
}

runScript(main);
