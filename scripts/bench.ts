/**
 * `npm run bench`: measures the package on the real n8n, side by side with the same job built from HTTP Request nodes,
 * with a node that only reads its parameters, and with a bare script. Medians; every run starts from the same state of
 * the simulated Kiamo and is checked for what it wrote. `-- --json` ends with one line of ratios; `-- --rounds 1 --items 1000`
 * is a quick look; `-- --only callbacks` or `contacts` leaves out the rest.
 */
import { parseArgs } from 'node:util';
import { benchCallbacks } from './bench/callbacks';
import { benchContacts } from './bench/contacts';
import { startKiamo } from './bench/kiamo';
import { Measurements } from './bench/record';
import { prepareN8n } from './bench/run';
import { packPackage } from './sandbox/pack';
import { freePort } from './sandbox/process';
import { runScript } from './sandbox/script';

const { values: flags } = parseArgs({
	options: {
		json: { type: 'boolean' },
		only: { type: 'string', default: '' },
		rounds: { type: 'string', default: '5' },
		items: { type: 'string', default: '10000' },
	},
});

const parts = { callbacks: benchCallbacks, contacts: benchContacts };

async function main(): Promise<void> {
	const n8n = await prepareN8n(await packPackage());
	const port = await freePort();
	const first = await startKiamo(port, 0);
	await first.stop();
	const target = { ...first, items: Number(flags.items) };
	const bench = {
		n8n,
		port,
		target,
		serverUrl: first.serverUrl,
		token: first.token,
		rounds: Number(flags.rounds),
	};

	const measurements = new Measurements();
	const figures = [];
	for (const [name, part] of Object.entries(parts))
		if (!flags.only || flags.only === name) figures.push(...(await part(bench, measurements)));
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
