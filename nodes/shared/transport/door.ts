import { freeNames, idNames, needed, valueTypes } from '../../../contract/generated/operations';
import { requestFor, type Arguments, type Kiamo, type ListId } from './client';
import { operationOf } from './contract';
import { toNodeError } from './errors';
import { failed, type Cause } from './failure';
import { toList } from './page';

/** Takes note of rows of a list that lack what nothing can be done without, and are left out. */
export type OnBadRows = (count: number, list: ListId, missing: string[]) => void;

const free = new Set(freeNames);
const ids = new Set(idNames);
const typeOf = new Map([
	...idNames.map((name) => [name, 'id'] as const),
	...Object.entries(valueTypes).flatMap(([type, names]) => names.map((name) => [name, type] as const)),
]);
/** Nothing that a node reads lies deeper, and n8n can't keep what lies thousands of levels deep. */
const maxDepth = 50;

/**
 * What Kiamo answers, changed in place to what the nodes read: ids are text, blank is null, and values have the type that the
 * contract gives their name, as servers write types in several ways (`1` or `"true"`, `"12"`, `0` for no date). What is no date
 * or number for sure is none.
 */
export function readAnswer(value: unknown, name = '', depth = 0): unknown {
	const type = typeOf.get(name);
	if (type === 'list') return asList(value, ids.has(name) ? 'id' : undefined, depth);
	if (typeof value !== 'object' || value === null) return readValue(value, type);
	if (depth > maxDepth) return asText(value);
	if (type && type !== 'id') return type === 'text' ? asText(value) : null;
	if (Array.isArray(value)) return value.map((element) => readAnswer(element, '', depth + 1));
	// What the customer names is of any type.
	const isFree = free.has(name) || name === any;
	const object = value as Record<string, unknown>;
	for (const key in object) {
		const given = object[key];
		if (isFree && given !== '' && typeof given !== 'object') continue;
		const read = readAnswer(given, isFree ? any : key, depth + 1);
		if (read !== given) object[key] = read;
	}
	return object;
}

const any = '*';

/** A list without holes; one element may come without its list. */
function asList(value: unknown, type: string | undefined, depth: number): unknown[] {
	const blank = [undefined, null, '', false];
	const list = blank.includes(value as null) ? [] : (toList(value) ?? [value]);
	return list
		.map((element) => (type ? readValue(element, type) : readAnswer(element, '', depth + 1)))
		.filter((element) => !blank.includes(element as null));
}

function asText(value: object): string | null {
	try {
		return JSON.stringify(value);
	} catch {
		// Nested too deeply.
		return null;
	}
}

function readValue(value: unknown, type: string | undefined): unknown {
	if (value === '' || (value === false && type && type !== 'boolean')) return null;
	switch (type) {
		case 'boolean':
			return /^(1|true)$/i.test(String(value)) || (/^(0|false)$/i.test(String(value)) ? false : value);
		case 'date':
			return readMoment(String(value).trim()) ?? null;
		case 'number':
			return typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : value;
		case 'id':
			return typeof value === 'number' ? String(value) : value;
		case 'text':
			return typeof value === 'number' || value === true ? String(value) : value;
		default:
			return value;
	}
}

/**
 * A date as ISO text: it may come as seconds or milliseconds since 1970, or as HTTP writes dates. Undefined for what is none
 * for sure, such as `0000-00-00` or `03/02/2026`.
 */
function readMoment(text: string): string | undefined {
	const isDate = !Number.isNaN(Date.parse(text));
	if (/^\d{4}-\d\d-\d\d[^,]*$/.test(text)) return isDate ? text : undefined;
	if (/^\d{10}$/.test(text)) return readMoment(`${text}000`)?.replace('.000', '');
	if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
	const isOtherDate = isDate && /^(\d{4}-\d\d-\d\d|[a-z]{3}, \d)/i.test(text);
	return isOtherDate ? new Date(text).toISOString().replace('.000', '') : undefined;
}

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
