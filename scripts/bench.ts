/**
 * `npm run bench`: measures the package on the real n8n, side by side with the same job built from HTTP Request nodes,
 * with a node that only reads its parameters, and with a bare script. Each ratio is taken round by round: its median, least
 * and most are printed. Every run starts from the same state of the simulated Kiamo and is checked for what it wrote.
 * `-- --json` ends with one line of figures; `-- --rounds 1 --items 1000` is a quick look; `-- --only load`, `text`,
 * `callbacks`, `contacts`, `getMany`, `polls`, `scale` or `profile` measures just that, or several with commas; `load` and
 * `text` need no n8n. `-- --package FILE.tgz` measures another build of the package.
 */
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { benchCallbacks } from './bench/callbacks';
import { benchContacts, benchGetMany } from './bench/contacts';
import { startKiamo } from './bench/kiamo';
import { benchLoad } from './bench/load';
import { benchPolls } from './bench/polls';
import { benchProfile } from './bench/profile';
import { Measurements, type Figure } from './bench/record';
import { prepareN8n, type Bench } from './bench/run';
import { benchScale } from './bench/scale';
import { benchText } from './bench/text';
import { packPackage } from './sandbox/pack';
import { runScript } from './sandbox/process';

const { values: flags } = parseArgs({
	options: {
		json: { type: 'boolean' },
		only: { type: 'string', default: '' },
		package: { type: 'string' },
		rounds: { type: 'string', default: '5' },
		items: { type: 'string', default: '10000' },
	},
});

const alone: Record<string, () => Figure[] | Promise<Figure[]>> = { load: benchLoad, text: benchText };
const inN8n: Record<string, (bench: Bench, measurements: Measurements) => Promise<Figure[]>> = {
	callbacks: benchCallbacks,
	contacts: benchContacts,
	getMany: benchGetMany,
	polls: benchPolls,
	scale: benchScale,
	// The last, as it builds the nodes again.
	profile: benchProfile,
};

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
	const all = [...Object.keys(alone), ...Object.keys(inN8n)];
	const only = flags.only ? flags.only.split(',') : all;
	const unknown = only.filter((name) => !all.includes(name));
	if (unknown.length > 0) throw new Error(`--only takes ${all.join(', ')}, not ${unknown.join(', ')}`);
	const measurements = new Measurements();
	const figures: Figure[] = [];
	const tarball = flags.package ?? (await packPackage());
	for (const name of only.filter((name) => name in alone)) figures.push(...(await alone[name]()));
	if (only.some((name) => name in inN8n)) {
		const bench = await prepare(tarball);
		const wanted = Object.keys(inN8n).filter((name) => only.includes(name));
		for (const name of wanted) figures.push(...(await inN8n[name](bench, measurements)));
	}
	measurements.printMedians();
	console.log('Figures');
	for (const { name, value, goal, least, most } of figures) {
		const range =
			least === undefined || most === undefined ? '' : `${least.toFixed(2)} to ${most.toFixed(2)}; `;
		console.log(`  ${name.padEnd(40)}${value.toFixed(2).padStart(9)}   (${range}goal: ${goal})`);
	}
	if (!flags.json) return;
	const rounded = (value: number) => Number(value.toFixed(3));
	const entries = figures.flatMap(({ name, value, least, most }) => [
		[name, rounded(value)] as const,
		...(least === undefined ? [] : [[`${name}_least`, rounded(least)] as const]),
		...(most === undefined ? [] : [[`${name}_most`, rounded(most)] as const]),
	]);
	console.log(JSON.stringify(Object.fromEntries(entries)));
}

runScript(main);
