import { invalid } from './refusals';

/** One of the emails or phones of a person. */
export interface Labelled {
	value: string;
	primary: boolean;
	label: string;
}

export function readText(name: string, value: unknown): string {
	if (typeof value !== 'string' || value.trim() === '') throw invalid(`'${name}' must be a text`);
	return value;
}

/** The whole list of emails or phones: it takes the place of the one that was there. */
export function readList(name: string, value: unknown): Labelled[] {
	if (!Array.isArray(value)) throw invalid(`'${name}' must be an array`);
	const list = value.map((one: unknown) => readLabelled(name, one));
	if (list.length > 0 && !list.some(({ primary }) => primary)) list[0].primary = true;
	return list;
}

function readLabelled(name: string, given: unknown): Labelled {
	if (typeof given !== 'object' || given === null) throw invalid(`'${name}' must hold objects`);
	const { value, primary = false, label = 'other', ...more } = given as Record<string, unknown>;
	const [unknown] = Object.keys(more);
	if (unknown) throw invalid(`'${name}' has no property '${unknown}'`);
	if (typeof primary !== 'boolean') throw invalid(`'${name}.primary' must be true or false`);
	return { value: readText(`${name}.value`, value), primary, label: readText(`${name}.label`, label) };
}

export function readNumber(name: string, value: unknown): number {
	if (!Number.isInteger(value)) throw invalid(`'${name}' must be an integer`);
	return value as number;
}

/** A time of a query, `2025-01-01T10:20:00Z`; lists compare whole seconds. */
export function readTime(name: string, text: string): string {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text))
		throw invalid(`'${name}' must be a time as in RFC 3339`);
	return text;
}
