import { freeNames, idNames, needed } from '../../../contract/generated/operations';
import { requestFor, type Arguments, type Kiamo, type ListId } from './client';
import { operationOf } from './contract';
import { toNodeError } from './errors';
import { failed, type Cause } from './failure';

/** Takes note of rows of a list that lack what nothing can be done without, and are left out. */
export type OnBadRows = (count: number, list: ListId, missing: string[]) => void;

/** Makes null of each empty text in what Kiamo answers, in place: blank is null. */
export function blankToNull(value: unknown): unknown {
	if (value === '') return null;
	if (typeof value === 'object' && value !== null) {
		const inner = value as Record<string, unknown>;
		for (const key of Object.keys(inner)) {
			const was = inner[key];
			if (was === '' || typeof was === 'object') inner[key] = blankToNull(was);
		}
	}
	return value;
}

const free = new Set(freeNames);
const ids = new Set(idNames);

/** What a row lacks of what the contract says is needed of its schema. */
export function missingOf(schema: string | undefined, row: unknown): string[] {
	const names = (schema && needed[schema]) || [];
	const isObject = typeof row === 'object' && row !== null && !Array.isArray(row);
	return names.filter((name) => {
		const value = isObject ? (row as Record<string, unknown>)[name] : undefined;
		if (free.has(name)) return typeof value !== 'object' || value === null || Array.isArray(value);
		if (ids.has(name)) return typeof value !== 'string' && !Number.isFinite(value);
		return value === undefined || value === null;
	});
}

/**
 * Lets through the rows of a page that can be read. Of `page`, only `fresh` are looked at for the first time. Throws a
 * NodeApiError when that is none of them, or, where nobody takes note of those that are left out, not all: anyone who reads a
 * list before a write must know it whole.
 */
export function rowDoor<Id extends ListId>(
	kiamo: Kiamo,
	list: Id,
	args: Arguments<Id>,
	{ itemIndex, onBadRows = kiamo.onBadRows }: { itemIndex?: number; onBadRows?: OnBadRows } = {},
) {
	const schema = operationOf(list).rows;
	const fail = (cause: Cause) =>
		toNodeError(kiamo.node, failed(requestFor(list, args), cause).failure, itemIndex);
	return <Item>(fresh: Item[], page: Item[]): Item[] => {
		const lacks = fresh.map((row) => missingOf(schema, row));
		const bad = lacks.filter((names) => names.length > 0);
		if (bad.length === 0) return fresh;
		const missing = [...new Set(bad.flat())];
		if (bad.length === page.length) throw fail({ kind: 'badRows', isAll: true, count: bad.length, missing });
		if (!onBadRows) throw fail({ kind: 'badRows', isAll: false, count: bad.length, missing });
		onBadRows(bad.length, list, missing);
		return fresh.filter((_, index) => lacks[index].length === 0);
	};
}
