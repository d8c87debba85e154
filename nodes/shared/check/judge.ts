import { shapes, type Property } from '../../../contract/generated/checks';
import { needed, type Paging } from '../../../contract/generated/operations';
import { rowKey, type ListId } from '../transport/pages';

/** A word or a name that a server uses, and no value of a person. */
const isWord = (text: unknown) => typeof text === 'string' && /^[a-z][a-z0-9_]{0,23}$/.test(text);
const mostNames = 8;

/** What the rows of an answer are like, where that is not as the contract has it. None of their values is said. */
export function judgeRows(schema: string, rows: unknown[]): string[] {
	const objects = rows.filter(isObject);
	const notObjects = rows.length - objects.length;
	return [
		...(notObjects > 0 ? [`${countOf(notObjects, rows)} no object`] : []),
		...judgeMissing(schema, objects),
		...Object.entries(shapes[schema] ?? {}).flatMap(([name, property]) =>
			judgeProperty(name, property, objects),
		),
	];
}

function judgeMissing(schema: string, rows: Array<Record<string, unknown>>): string[] {
	const shape = shapes[schema] ?? {};
	const isNeeded = (name: string) => needed[schema]?.includes(name) ?? false;
	const names = Object.keys(shape).filter((name) => isNeeded(name) || !shape[name][0].endsWith('?'));
	const lacking = names.flatMap((name) => {
		const count = rows.filter(
			({ [name]: value }) => isNothing(value) || (isNeeded(name) && value === ''),
		).length;
		return count > 0 ? [`"${name}" is missing in ${count} of ${rows.length} rows`] : [];
	});
	if (lacking.length === 0) return [];
	const others = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
		(name) => isWord(name.toLowerCase()) && !(name in shape),
	);
	const shown = others.slice(0, mostNames).join(', ');
	return shown ? [...lacking, `the rows have other properties: ${shown}`] : lacking;
}

function judgeProperty(
	name: string,
	[kind, ...words]: Property,
	rows: Array<Record<string, unknown>>,
): string[] {
	const values = rows.map((row) => row[name]).filter((value) => !isNothing(value) && value !== '');
	const wanted = kind.replace('?', '');
	const wrong = values.find((value) => !isOfKind(wanted, value));
	if (wrong !== undefined) return [`"${name}" is ${kindOf(wrong)}, not ${wanted}`];
	const unknown = [...new Set(values)].filter(
		(value) => words.length > 0 && !words.includes(value as string),
	);
	if (unknown.length === 0) return [];
	const said = unknown.filter(isWord).slice(0, mostNames).join(', ');
	return [`"${name}" has unknown words${said ? `: ${said}` : ''}`];
}

/** The names of an answer that holds no list, at its top. */
export function namesOf(body: unknown): string {
	if (!isObject(body)) return kindOf(body);
	const names = Object.keys(body).filter((name) => isWord(name.toLowerCase()));
	return `an object with ${names.slice(0, mostNames).join(', ') || 'no names'}`;
}

/** What is not as assumed about the pages of a list, given two of two rows and one far behind the end. */
export function judgePages(
	{ style, size, position, total: totalName }: Paging,
	[first, second, far]: Array<PageSeen | undefined>,
	list: ListId,
): { paging: 'contradicted' | 'notProven' | 'proven'; differences: string[] } {
	if (!first || style === 'none') return { paging: 'notProven', differences: [] };
	const differences: string[] = [];
	if (first.rows.length > pageRows)
		differences.push(`asked for ${pageRows} rows with "${size}", the server returned ${first.rows.length}`);
	const keyOf = rowKey(list);
	const keys = new Set(first.rows.filter(isObject).map(keyOf));
	const repeats = second?.rows.filter(isObject).some((row) => keys.has(keyOf(row))) ?? false;
	if (repeats) differences.push(`the second page, asked for with "${position}", repeats the first`);
	if (far && far.rows.length > 0 && !repeats)
		differences.push('a page far behind the end of the list has rows');
	const isProven = (second?.rows.length ?? 0) > 0 && differences.length === 0;
	const seen = first.rows.length + (second && !repeats ? second.rows.length : 0);
	const { total } = first;
	if (total !== undefined && !(Number.isSafeInteger(total) && (total as number) >= 0))
		differences.push(`"${totalName}" is ${kindOf(total)}, not a count; the nodes don't rely on it`);
	else if (total !== undefined && (total as number) < seen)
		differences.push(`"${totalName}" is less than the rows of the list; the nodes don't rely on it`);
	const isContradicted = differences.some((text) => !text.endsWith('rely on it'));
	return { paging: isContradicted ? 'contradicted' : isProven ? 'proven' : 'notProven', differences };
}

/** The rows that are asked for at a time. */
export const pageRows = 2;

/** A page as it came. */
export interface PageSeen {
	rows: unknown[];
	total: unknown;
}

const isNothing = (value: unknown) => value === null || value === undefined;
const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const countOf = (count: number, all: unknown[]) =>
	`${count} of ${all.length} rows ${count > 1 ? 'are' : 'is'}`;

function isOfKind(kind: string, value: unknown): boolean {
	switch (kind) {
		case 'id':
			return typeof value === 'string' || Number.isSafeInteger(value);
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

function kindOf(value: unknown): string {
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
