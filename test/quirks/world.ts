import { Clock, startSimulator, type Simulator } from '../../simulator';

/** Everything that a Kiamo holds, by kind and ID, without the dates of changes. */
export type World = Map<string, Record<string, unknown>>;

/** How a run went against what it should have done. */
export interface Verdict {
	lost: number;
	duplicated: number;
	blanked: number;
	/** What was said and is not so. */
	false: number;
	hung: number;
	/** Why, for people who look into it. */
	notes: string[];
}

export const start = new Date('2026-03-02T10:00:00Z');
/** No run takes longer, however slow the server is. */
const longestRunMs = 40_000;

export const startWorld = async () =>
	await startSimulator({ contacts: 50, history: 0, clock: new Clock(start) });

const changing = /(_at|At|since|_seconds)$/;
const fixed = (row: object) =>
	JSON.parse(
		JSON.stringify(row, (key: string, value: unknown) => (changing.test(key) ? undefined : value)),
	) as Record<string, unknown>;

/** What a Kiamo holds now. Contacts that were not there before are numbered, as their IDs depend on the moment. */
export function worldOf(kiamo: Simulator, before?: World): World {
	const { centre, bases } = kiamo;
	const rows: Array<[string, object]> = [
		...bases.flatMap(({ id: base }) =>
			kiamo.contacts(base).map((row): [string, object] => [`contact ${base} ${row.id}`, row]),
		),
		...centre.agents.all().map((row): [string, object] => [`agent ${row.id}`, row]),
		...centre.agents.all().map(({ id }): [string, object] => [`state ${id}`, centre.states.get(id)]),
		...centre.interactions.all().map((row): [string, object] => [`interaction ${row.id}`, row]),
		...centre.planning.all().map((row): [string, object] => [`slot ${row.id}`, row]),
		...[...centre.planning.activities.values()].map((row): [string, object] => [`activity ${row.id}`, row]),
		...centre.services.map((row): [string, object] => [`service ${row.id}`, row]),
	];
	let added = 0;
	const keyOf = (key: string) =>
		before && key.startsWith('contact') && !before.has(key) ? `contact new ${++added}` : key;
	return new Map(
		rows.map(([key, row]) => {
			const known = keyOf(key);
			return [known, known === key ? fixed(row) : { ...fixed(row), id: known }];
		}),
	);
}

const isBlank = (value: unknown) => value === null || value === undefined || value === '';

/** The rows that are not the same in both. */
export function differences(one: World, other: World): string[] {
	return [...new Set([...one.keys(), ...other.keys()])].filter(
		(key) => JSON.stringify(one.get(key)) !== JSON.stringify(other.get(key)),
	);
}

/** Fields that were filled before, should be so now, and are not. */
export function blankedFields(before: World, wanted: World, after: World): string[] {
	const flat = (row: Record<string, unknown> = {}) => ({ ...row, ...(row.fields ?? {}) });
	return [...before].flatMap(([key, row]) => {
		const now = after.get(key);
		if (!now) return [];
		const [was, should, is] = [flat(row), flat(wanted.get(key)), flat(now)] as Array<Record<string, unknown>>;
		return Object.keys(was)
			.filter((name) => !isBlank(was[name]) && !isBlank(should[name]) && isBlank(is[name]))
			.map((name) => `${key}.${name}`);
	});
}

/** Runs something; undefined where it does not come to its end. */
export async function withTimeLimit<Result>(work: Promise<Result>): Promise<Result | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>(
		(resolve) => (timer = setTimeout(() => resolve(undefined), longestRunMs)),
	);
	return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
