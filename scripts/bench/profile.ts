import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle.cjs';
import { sandbox } from '../sandbox/install';
import { measureCallbacks } from './callbacks';
import { measureUpsert } from './contacts';
import { startKiamo } from './kiamo';
import { quietPolls } from './polls';
import type { Figure } from './record';
import { bringIn, execute, type Bench, type Measured } from './run';
import * as workflows from './workflows';

/** A CPU profile, as Node's inspector gives it. */
interface Profile {
	nodes: Array<{
		id: number;
		callFrame: { functionName: string; url: string; lineNumber: number };
		children?: number[];
	}>;
	samples: number[];
	timeDeltas: number[];
}

/** What a function belongs to, by its file, or by its module within the file of a node; the first that fits. */
const parts: Array<[name: string, pattern: RegExp]> = [
	['waiting', /^\(idle\)/],
	['garbage collection', /^\(garbage collector\)/],
	['phones', /libphonenumber|values\/phone/],
	// V8 counts the parsing of an answer with the function that asks for it.
	['JSON', /^(?:parse|stringify) $|^parse .*transport\/exchange/],
	['expressions', /joinedExpressions/],
	['matching', /ContactManager\/(?:matching|contact|field)|shared\/values/],
	['writing and paging', /shared\/(?:writing|transport|operation|polling)|contract\/generated/],
	['isolates and native code', /^[^ ]* $/],
	['expressions', /expression|tournament|workflow-data-proxy|luxon|isolated-vm|get-parameter|node-helpers/i],
	['HTTP', /^[^ ]* node:|axios|follow-redirects|agent|form-data|request-helper/],
	['n8n itself', /n8n|node_modules/],
];

type Work = () => Promise<Measured>;

async function beside(port: number, contacts: number, work: Work): Promise<Measured> {
	const kiamo = await startKiamo(port, contacts);
	try {
		return await work();
	} finally {
		await kiamo.stop();
	}
}

/**
 * CPU of each job by part of the work. The profiles are kept in `.sandbox`, for Chrome's tools. The nodes are built
 * readable for this, so that each function has its module.
 */
export async function benchProfile(bench: Bench): Promise<Figure[]> {
	const { n8n, port, target } = bench;
	const { items } = target;
	const outfile = join(n8n.folder, '.n8n/nodes/node_modules/n8n-nodes-kiamo/dist/nodes.js');
	await bundle({ outfile, write: true });
	const upsert = async (work: Work) => await measureUpsert(bench, items, work);
	const jobs = {
		upsert_mapped: { workflow: workflows.upsertMapped(target), run: upsert },
		upsert_auto_mapped: { workflow: workflows.upsertAutoMapped(target), run: upsert },
		callbacks: {
			workflow: workflows.callbacks(target),
			run: async (work: Work) => await measureCallbacks(bench, 'Callbacks', work),
		},
		get_many: {
			workflow: workflows.getMany(target),
			run: async (work: Work) => await beside(port, 10 * items, work),
		},
		quiet_polls: {
			workflow: workflows.polls(target, 'benchpollquiet02', quietPolls, {}),
			run: async (work: Work) => await beside(port, items, work),
		},
	};
	const figures: Figure[] = [];
	for (const [job, { workflow, run }] of Object.entries(jobs)) {
		const file = join(sandbox, `bench-${job}.cpuprofile`);
		const profiled = workflows.profiled(workflow, file);
		await bringIn(bench, [profiled]);
		await run(async () => await execute(n8n, profiled));
		const milliseconds = byPart(JSON.parse(readFileSync(file, 'utf8')) as Profile);
		console.log(`CPU of ${job.replaceAll('_', ' ')} (${file})`);
		for (const [part, time] of milliseconds) {
			console.log(`  ${part.padEnd(30)}${(time / 1000).toFixed(2)} s`);
			figures.push({ name: `cpu_${job}_${part.replace(/\W+/g, '_')}_ms`, value: time, goal: 'none' });
		}
	}
	return figures;
}

/** Milliseconds of each part, without what its functions called. */
function byPart({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
	const modules = new Map<string, string[]>();
	const own = new Set(
		nodes.filter(({ callFrame }) => callFrame.url === 'node:inspector').map(({ id }) => id),
	);
	const partOf = new Map(
		nodes.map(({ id, callFrame }) => {
			const where = `${callFrame.functionName} ${moduleOf(callFrame, modules)}`;
			return [id, parts.find(([, pattern]) => pattern.test(where))?.[0] ?? 'Node and the rest'];
		}),
	);
	const microseconds = new Map(
		[...parts.map(([name]) => name), 'Node and the rest'].map((name) => [name, 0]),
	);
	samples.forEach((id, at) => {
		if (own.has(id)) return;
		const part = partOf.get(id) ?? '';
		microseconds.set(part, (microseconds.get(part) ?? 0) + timeDeltas[at]);
	});
	return new Map([...microseconds].map(([name, time]) => [name, time / 1000]));
}

/** The module within a built file, as esbuild's comments name it, or the file. */
function moduleOf(
	{ url, lineNumber }: Profile['nodes'][number]['callFrame'],
	modules: Map<string, string[]>,
) {
	if (!url.includes('/n8n-nodes-kiamo/')) return url;
	const file = url.replace('file://', '');
	const lines = modules.get(file) ?? (existsSync(file) ? moduleLines(file) : []);
	modules.set(file, lines);
	return lines[lineNumber] ?? url;
}

function moduleLines(file: string): string[] {
	let module = '';
	return readFileSync(file, 'utf8')
		.split('\n')
		.map((line) => (module = /^\/\/ (\S+\.[cm]?[jt]s)$/.exec(line)?.[1] ?? module));
}
