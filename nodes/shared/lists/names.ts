import { NodeApiError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { Kiamo } from '../transport/client';
import type { RowOutput, Run } from '../operation/operation';
import { listRows } from '../transport/pages';
import { pauseReasons } from './pauseReasons';

/** A list of Kiamo that gives names to IDs, and the properties of rows that hold the ID and get the name. */
export interface NameList {
	things: string;
	id: string;
	name: string;
	read(kiamo: Kiamo): Promise<Map<string, string>>;
}

/** A row that can't be read has no name; that is all. */
const quietly = { onBadRows: () => undefined, onUnprovenEnd: () => undefined };

export const agentNames: NameList = {
	things: 'agents',
	id: 'agent_id',
	name: 'agent_name',
	async read(kiamo) {
		const rows = await listRows(kiamo, 'listAgents', {}, quietly);
		return new Map(rows.map((agent) => [String(agent.id), agentName(agent)]));
	},
};

export const pauseReasonNames: NameList = {
	things: 'pause reasons',
	id: 'pause_reason_id',
	name: 'pause_reason',
	read: async (kiamo) => await pauseReasons(kiamo),
};

const serviceNames: NameList = {
	things: 'services',
	id: 'service_id',
	name: 'service_name',
	async read(kiamo) {
		const rows = await listRows(kiamo, 'listServices', {}, quietly);
		return new Map(rows.map(({ id, name }) => [String(id), name]));
	},
};

/** The names that states of agents get beside their IDs. */
export const stateNames = [agentNames, pauseReasonNames];
/** The names that interactions get beside their IDs. */
export const interactionNames = [serviceNames, agentNames];

/** The types of the names, for output schemas. */
export const nameTypes = (lists: NameList[]): RowOutput['with'] =>
	Object.fromEntries(lists.map(({ name }) => [name, 'string' as const]));

/** What people know an agent by. */
export function agentName({
	first_name: first,
	last_name: last,
}: {
	first_name?: string | null;
	last_name?: string | null;
}): string {
	return [first, last].filter(Boolean).join(' ');
}

/** Whether names come beside IDs. */
export const addNames: INodeProperties = {
	displayName: 'Add Names',
	name: 'addNames',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the names that belong to the IDs. The node gets each list of names once per execution.',
};

/** Rows with names after their IDs, where Add Names is on at an item. */
export async function withNamesIfChosen(
	run: Run,
	itemIndex: number,
	lists: NameList[],
	rows: object[],
): Promise<IDataObject[]> {
	const shown = rows.map((row): IDataObject => ({ ...row }));
	return run.read('addNames', itemIndex, true) ? await withNames(run.kiamo, lists, shown, run.hint) : shown;
}

/**
 * Rows with names after their IDs: null where Kiamo has none. Asks only for lists of
 * which a row has an ID, each once per run. Names that can't be had, as without a right, are left out, and `hint` says so;
 * throws a NodeApiError during an outage.
 */
export async function withNames(
	kiamo: Kiamo,
	lists: NameList[],
	rows: IDataObject[],
	hint: (message: string) => void,
): Promise<IDataObject[]> {
	const known = await Promise.all(
		lists.map(async (list) => [list, await namesFor(kiamo, list, rows, hint)] as const),
	);
	const byId = new Map(known.map(([{ id, name }, names]) => [id, { name, names }]));
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).flatMap(([key, value]) => {
				const { name, names } = byId.get(key) ?? {};
				return name && names
					? [
							[key, value],
							[name, names.get(String(value)) ?? null],
						]
					: [[key, value]];
			}),
		),
	);
}

/** The names that rows need, asked for once per run; undefined where they can't be had, as without a right: `hint` says so. */
export async function namesFor(
	kiamo: Kiamo,
	{ things, id, read }: NameList,
	rows: IDataObject[],
	hint: (message: string) => void,
	remedy = 'Correct this in Kiamo, or turn off Add Names.',
): Promise<Map<string, string> | undefined> {
	if (!rows.some((row) => row[id] !== undefined && row[id] !== null)) return new Map();
	return await kiamo.once(
		`names of ${things}`,
		async () =>
			await read(kiamo).catch((error: unknown) => {
				// What is over by itself is worth another try of the run.
				const isOutage = error instanceof NodeApiError && error.context.isOutage;
				if (isOutage || !(error instanceof NodeApiError || error instanceof RangeError)) throw error;
				hint(`The names of ${things} are missing from the output: ${error.message}. ${remedy}`);
				return undefined;
			}),
	);
}
