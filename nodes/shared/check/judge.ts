import { shapes, type Property } from '../../../contract/generated/checks';
import { needed } from '../../../contract/generated/operations';
import { isUsualName, isWord, isWordOf, mostNames, sayNames } from './names';

/** What the rows of an answer are like, where that is not as the contract has it. None of their values is said. */
export function judgeRows(schema: string, rows: unknown[]): string[] {
	const objects = rows.filter(isObject);
	const notObjects = rows.length - objects.length;
	return [
		...(notObjects > 0 ? [`${countOf(notObjects, rows)} not an object`] : []),
		...judgeMissing(schema, objects),
		...Object.entries(shapes[schema] ?? {}).flatMap(([name, property]) =>
			judgeProperty(name, property, objects),
		),
	];
}

/** What one record is like, where that is not as the contract has it; it may be inside of the answer. */
export function judgeRecord(schema: string, body: unknown): string[] {
	const shape = shapes[schema] ?? {};
	if (!isObject(body)) return [`the answer is ${namesOf(body)}, not one record`];
	const inner = isRow(body, shape) ? [] : Object.values(body).flat().filter(isObject);
	const [record, ...others] = inner.filter((value) => isRow(value, shape));
	if (!record || others.length > 0) return judgeRows(schema, [body]);
	return [`the record is nested: the answer is ${namesOf(body)}`, ...judgeRows(schema, [record])];
}

function judgeMissing(schema: string, rows: Array<Record<string, unknown>>): string[] {
	const shape = shapes[schema] ?? {};
	const isNeeded = (name: string) => needed[schema]?.includes(name) ?? false;
	const names = Object.keys(shape).filter((name) => isNeeded(name) || !/^[^|]+\?/.test(shape[name]));
	const lacking = names.flatMap((name) => {
		const count = rows.filter(
			({ [name]: value }) => isNothing(value) || (isNeeded(name) && value === ''),
		).length;
		return count > 0 ? [`"${name}" is missing in ${count} of ${rows.length} rows`] : [];
	});
	if (lacking.length === 0) return [];
	if (rows.length === 1 && !isRow(rows[0], shape)) return [...lacking, `the answer is ${namesOf(rows[0])}`];
	const others = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
		(name) => !Object.hasOwn(shape, name) && isNameOfRows(name, rows, shape),
	);
	const shown = others.slice(0, mostNames).join(', ');
	return shown ? [...lacking, `the rows have other properties: ${shown}`] : lacking;
}

type Shape = Record<string, Property>;
type Row = Record<string, unknown>;

const isRow = (row: Row, shape: Shape) => Object.keys(row).some((name) => Object.hasOwn(shape, name));

/** Whether a name is one of a property: what is under the name of a person or an ID is in one row, which has nothing else. */
function isNameOfRows(name: string, rows: Row[], shape: Shape): boolean {
	if (isUsualName(name)) return true;
	const having = rows.filter((row) => Object.hasOwn(row, name));
	return isWord(name.toLowerCase()) && (having.length > 1 || having.some((row) => isRow(row, shape)));
}

function judgeProperty(name: string, property: Property, rows: Array<Record<string, unknown>>): string[] {
	const [kind, ...words] = property.split('|');
	const values = rows.map((row) => row[name]).filter((value) => !isNothing(value) && value !== '');
	const wanted = kind.replace('?', '');
	const wrong = values.find((value) => !isOfKind(wanted, value));
	if (wrong !== undefined) return [`"${name}" is ${kindOf(wrong)}, not ${wanted}`];
	if (wanted === 'moment' && values.some((value) => !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value as string)))
		return [`"${name}" has no time zone`];
	const unknown = [...new Set(values)].filter(
		(value) => words.length > 0 && !words.includes(value as string),
	);
	if (unknown.length === 0) return [];
	const isSaid = (value: unknown) => isWordOf(words, value) || (wanted !== 'role' && isWord(value));
	const said = unknown.filter(isSaid).slice(0, mostNames).join(', ');
	return [`"${name}" has unknown words${said ? `: ${said}` : ''}`];
}

/** The names of an answer that is not what was asked for, at its top. */
export function namesOf(body: unknown): string {
	return isObject(body) ? `an object with ${sayNames(Object.keys(body))}` : kindOf(body);
}

/** The rows that are elsewhere in an answer, and where: the only list in it, or the only one with objects. */
export function rowsUnder(body: unknown): RowsAt | undefined {
	const lists = listsIn(body, 2);
	const filled = lists.filter(({ rows }) => rows.some(isObject));
	const found = filled.length > 0 ? filled : lists;
	return found.length === 1 ? found[0] : undefined;
}

interface RowsAt {
	path: string[];
	rows: unknown[];
}

function listsIn(body: unknown, depth: number): RowsAt[] {
	if (!isObject(body)) return [];
	return Object.entries(body).flatMap(([name, value]) => {
		if (Array.isArray(value)) return [{ path: [name], rows: value as unknown[] }];
		const inner = depth > 1 ? listsIn(value, depth - 1) : [];
		return inner.map(({ path, rows }) => ({ path: [name, ...path], rows }));
	});
}

const isNothing = (value: unknown) => value === null || value === undefined;
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const countOf = (count: number, all: unknown[]) =>
	`${count} of ${all.length} rows ${count > 1 ? 'are' : 'is'}`;

function isOfKind(kind: string, value: unknown): boolean {
	switch (kind) {
		case 'id':
			return typeof value === 'string' || Number.isSafeInteger(value);
		case 'role':
		case 'text':
			return typeof value === 'string';
		case 'number':
			return typeof value === 'number';
		case 'yes or no':
			return typeof value === 'boolean';
		case 'moment':
			return (
				typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))
			);
		case 'list':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		default:
			return true;
	}
}

export function kindOf(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	switch (typeof value) {
		case 'string':
			return 'a text';
		case 'number':
			return 'a number';
		case 'boolean':
			return 'yes or no';
		default:
			return 'an object';
	}
}
