import { isDeepStrictEqual } from 'node:util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { allUses } from '../rights';
import type { NodeUses, Use } from '../rights/use';
import { runNode, type NodeRun } from '../support/harness';
import type { Server } from './servers';
import { blankedFields, differences, inTime, startWorld, worldOf, type Verdict, type World } from './world';

/** One way to use an operation. */
export interface OperationUse {
	title: string;
	name: string;
	of: NodeUses;
	use: Use;
}

/** All ways to use an operation that succeed on a plain server. */
export const operationUses: OperationUse[] = allUses.flatMap((of) =>
	Object.entries(of.uses).flatMap(([name, uses]) =>
		uses
			.filter(({ happens, fails, when }) => !happens && !fails && !when?.startsWith('after a lost answer'))
			.map((use) => ({ title: [name, use.when].filter(Boolean).join(' '), name, of, use })),
	),
);

interface Course {
	before: World;
	after: World;
	run: NodeRun | undefined;
	writes: number;
	/** Contacts and the like after the same run once more. */
	again?: World;
}

const isRepeatable = (name: string) => /upsert|replace|setSkills|^service\./.test(name);
const timeout = 0.3;

async function play(
	{ name, of, use }: OperationUse,
	server: Server | undefined,
	items: IDataObject[],
): Promise<Course> {
	const kiamo = await startWorld();
	try {
		const parameters = (use.set?.(kiamo) ?? {}) as INodeParameters;
		kiamo.clock.advance(60_000);
		const before = worldOf(kiamo);
		apply(kiamo, server);
		const [resource, operation] = name.split('.');
		const once = async () =>
			await inTime(
				runNode({
					node: of.node,
					credentials: credentialsOf(kiamo),
					items,
					parameters: {
						resource,
						operation,
						returnAll: true,
						requestOptions: server?.set.drip ? { timeout } : {},
						...parameters,
					},
				}),
			);
		const run = await once();
		const after = worldOf(kiamo);
		const writes = kiamo.writes.length;
		if (!isRepeatable(name)) return { before, after, run, writes };
		await once();
		return { before, after, run, writes, again: worldOf(kiamo) };
	} finally {
		await kiamo.close();
	}
}

function apply(kiamo: Simulator, server: Server | undefined): void {
	if (!server) return;
	Object.assign(kiamo.quirks, server.set, server.then);
	server.faults?.(kiamo);
}

const plain = new Map<OperationUse, Promise<Course & { items: IDataObject[] }>>();

/** The run on a plain server: with two items, where that can succeed. */
async function playPlain(use: OperationUse): Promise<Course & { items: IDataObject[] }> {
	const two = [{}, {}];
	const course = await play(use, undefined, two);
	return course.run?.error
		? { ...(await play(use, undefined, [{}])), items: [{}] }
		: { ...course, items: two };
}

/** What a run on a server comes to, against the same run on a plain one. */
export async function judgeOperation(use: OperationUse, server: Server): Promise<Verdict> {
	const wanted = await (plain.get(use) ?? playPlain(use));
	plain.set(use, Promise.resolve(wanted));
	const verdict: Verdict = { lost: 0, duplicated: 0, blanked: 0, false: 0, hung: 0, notes: [] };
	const blame = (what: Exclude<keyof Verdict, 'notes'>, note: string) => {
		verdict[what]++;
		verdict.notes.push(
			`${what}: ${use.title} (${server.quirk} ${JSON.stringify({ ...server.set, ...server.then })}): ${note}`,
		);
	};
	const { before, after, run, again, writes } = await play(use, server, wanted.items);
	if (!run) {
		blame('hung', 'the run did not end');
		return verdict;
	}
	for (const field of blankedFields(before, wanted.after, after)) blame('blanked', field);
	const extra = [...after.keys()].filter((key) => !wanted.after.has(key) && !before.has(key));
	if (extra.length > 0) blame('duplicated', extra.join());
	const repeated = [...(again ?? [])].filter(([key]) => !wanted.again?.has(key) && !before.has(key));
	if (repeated.length > 0) blame('duplicated', `again: ${repeated.map(([key]) => key).join()}`);
	const { error, json, hints } = run;
	if (error) {
		const said = `${error.message} ${String('description' in error ? error.description : '')}`;
		if (
			/Nothing was (written|done|changed|created)(?! for the others)/i.test(said) &&
			writes > 0 &&
			differences(before, after).length > 0
		)
			blame('false', `${said} / ${differences(before, after).join()}`);
		if (wanted.run && !wanted.run.error && /TypeError|undefined|\[object/.test(said)) blame('false', said);
		return verdict;
	}
	const missing = differences(wanted.after, after);
	if (missing.length > 0) blame('lost', missing.join());
	const said = hints.map(({ message }) => message).join(' ');
	const isShort = /missing from the output|may be incomplete/.test(said);
	const rows = json.map(comparable);
	const truth = (wanted.run?.json ?? []).map(comparable);
	const isSame = isShort
		? rows.every((row) => truth.some((one) => isDeepStrictEqual(one, row)))
		: isDeepStrictEqual(rows, truth);
	if (!isSame)
		blame('false', `${JSON.stringify(rows).slice(0, 600)} / ${JSON.stringify(truth).slice(0, 600)}`);
	return verdict;
}

/** An item without what depends on the moment. */
function comparable(item: IDataObject): unknown {
	return JSON.parse(
		JSON.stringify(sorted(item), (key, value: unknown) => {
			if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return 'date';
			return /seconds|^at$|^date$/i.test(key) ? undefined : value;
		}),
	) as unknown;
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
