import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { allUses } from '../rights';
import { whenSilent, type NodeUses, type Use } from '../rights/use';
import { runNode, type NodeRun } from '../support/harness';
import type { Server } from './servers';
import {
	blankedFields,
	differences,
	withTimeLimit,
	startWorld,
	worldOf,
	type Verdict,
	type World,
} from './world';

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
		kiamo.quirks.clockJump = server?.then?.clockJump ?? 0;
		const parameters = (use.set?.(kiamo) ?? {}) as INodeParameters;
		kiamo.clock.advance(60_000);
		const before = worldOf(kiamo);
		apply(kiamo, server);
		const [resource, operation] = name.split('.');
		const once = async () =>
			await withTimeLimit(
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
		const after = worldOf(kiamo, before);
		if (!isRepeatable(name)) return { before, after, run };
		await once();
		return { before, after, run, again: worldOf(kiamo, before) };
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
	const { name } = use;
	const wanted = await (plain.get(use) ?? playPlain(use));
	plain.set(use, Promise.resolve(wanted));
	const verdict: Verdict = { lost: 0, duplicated: 0, blanked: 0, false: 0, hung: 0, notes: [] };
	const blame = (what: Exclude<keyof Verdict, 'notes'>, note: string) => {
		verdict[what]++;
		verdict.notes.push(
			`${what}: ${use.title} (${server.quirk} ${JSON.stringify({ ...server.set, ...server.then })}): ${note}`,
		);
	};
	const { before, after, run, again } = await play(use, server, wanted.items);
	if (!run) {
		blame('hung', 'the run did not end');
		return verdict;
	}
	if (name === 'server.checkCompatibility' && !run.error) {
		const wrote = differences(before, after);
		if (wrote.length > 0) blame('false', `the check wrote ${wrote.join()}`);
		const verdictOf = new Map(wanted.run?.json.map(({ call, verdict }) => [call, verdict]));
		const isWrong = ({ call, verdict }: IDataObject) =>
			notInReads.includes(server.quirk) ? verdict !== verdictOf.get(call) : verdict === 'missing';
		for (const row of run.json.filter(isWrong)) blame('false', JSON.stringify(row).slice(0, 900));
		return verdict;
	}
	// What an API Request sends and shows is as it is.
	const isRaw = name.startsWith('apiRequest.');
	if (!isRaw) for (const field of blankedFields(before, wanted.after, after)) blame('blanked', field);
	const extra = [...after.keys()].filter((key) => !wanted.after.has(key) && !before.has(key));
	if (extra.length > 0) blame('duplicated', extra.join());
	const repeated = [...(again ?? [])].filter(([key]) => !wanted.again?.has(key) && !before.has(key));
	if (repeated.length > 0) blame('duplicated', `again: ${repeated.map(([key]) => key).join()}`);
	const { error, json, hints } = run;
	if (error) {
		const said = [error.message, 'description' in error ? error.description : ''].join(' ');
		const wrote = differences(before, after);
		const saysNothing = /Nothing was (written|done|changed|created)(?! for the others)/i.test(said);
		if (saysNothing && wrote.length > 0) blame('false', `${said} / ${wrote.join()}`);
		if (/TypeError|undefined|\[object/.test(said)) blame('false', said);
		return verdict;
	}
	if (isRaw) return verdict;
	const missing = differences(wanted.after, after);
	if (missing.length > 0) blame('lost', missing.join());
	const said = hints.map(({ message }) => message).join(' ');
	const truth = wanted.run?.json ?? [];
	const isShort = /missing from the output|may be incomplete/.test(said);
	// Which agents are in a group, a row of a state does not show.
	const isUncheckable = server.set.ignoresFilters === true && use.use.when === 'for the filter Group';
	for (const row of isUncheckable ? [] : json)
		if (!truth.some((one) => agrees(row, one))) blame('false', JSON.stringify(row).slice(0, 900));
	const isSilent = server.set.emptyPut === true || use.use.when === whenSilent;
	const saysLess = isShort || isSilent || server.set.badRows !== undefined;
	for (const row of truth)
		if (!saysLess && !json.some((one) => agrees(row, one))) blame('lost', JSON.stringify(row).slice(0, 900));
	return verdict;
}

/** Quirks that no answer to a single GET shows: the check must find what it finds on a plain server. */
const notInReads = ['plain', 'putReplaces', 'clockJump', 'lateFeed', 'refusesArrays', 'dateHeaderOff'];

const ofTheMoment = /seconds|^(at|date|since|id|contactId)$|_at$/i;

/** Whether each value of one item is that of the other, as far as it does not depend on the moment. */
function agrees(one: unknown, other: unknown): boolean {
	if (Array.isArray(one)) {
		if (one.length === 0 && other === undefined) return true;
		return Array.isArray(other) && one.every((value) => other.some((known) => agrees(value, known)));
	}
	if (typeof one !== 'object' || one === null) return one === null || one === '' || one === other;
	if (typeof other !== 'object' || other === null) return false;
	const known = other as Record<string, unknown>;
	return Object.entries(one).every(([key, value]) => ofTheMoment.test(key) || agrees(value, known[key]));
}
