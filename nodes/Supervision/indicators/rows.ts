import type { IDataObject } from 'n8n-workflow';

import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';
import type { Kind } from './kinds';

/** The live indicators of all services, agents or groups, flat. Throws a NodeApiError when they cannot be read. */
export async function readIndicators(
	kiamo: Kiamo,
	{ list }: Kind,
	{ limit, itemIndex }: { limit?: number; itemIndex?: number } = {},
): Promise<IDataObject[]> {
	const rows = await listRows(kiamo, list, {}, { limit, itemIndex });
	return rows.map(flatten);
}

/** Puts what lies one level deeper beside the rest: `{ today: { answered } }` becomes `{ today_answered }`. */
export function flatten(row: object): IDataObject {
	const entries = Object.entries(row as IDataObject).flatMap(([name, value]) =>
		value !== null && typeof value === 'object' && !Array.isArray(value)
			? Object.entries(value).map(([inner, innerValue]) => [`${name}_${inner}`, innerValue as unknown])
			: [[name, value]],
	);
	return Object.fromEntries(entries) as IDataObject;
}

/** The ID and the name of a flat row, and its chosen indicators: all of them where none is chosen. */
export function pickIndicators(row: IDataObject, { id, name: kind }: Kind, chosen: string[]): IDataObject {
	const { [id]: ownId, name = null, ...indicators } = row;
	const picked = chosen.length === 0 ? indicators : pickFields(row, chosen);
	return { [id]: ownId ?? null, [`${kind}_name`]: name, ...picked };
}

/** These fields of a row, in this order; null where it lacks one. */
export function pickFields(row: object, names: string[]): IDataObject {
	return Object.fromEntries(names.map((name) => [name, (row as IDataObject)[name] ?? null]));
}
