import { checkLength, cleanText, foldText, isBlank, quote, readText } from './text';

/**
 * Reads the list that a parameter holds: a list, one number or text, texts separated by comma, semicolon, bar, tab or line, whole
 * numbers separated by spaces, or a JSON list as text. Blanks and repetitions are left out, the order is kept. Throws a
 * RangeError, with the label, for an object, a yes or no, and a number that JavaScript does not keep exactly.
 */
export function readList(label: string, value: unknown): string[] {
	const given = typeof value === 'string' ? split(label, value) : Array.isArray(value) ? value : [value];
	return [...new Set(given.filter((entry) => !isBlank(entry)).map((entry) => readEntry(label, entry)))];
}

/**
 * Finds the choice that a text names by its value or its name, apart from capitals, accents and blanks. Throws a RangeError,
 * with the label and the choices, for another.
 */
export function readChoice<Value>(
	label: string,
	text: string,
	choices: Array<{ name: string; value: Value }>,
): Value {
	const wanted = foldChoice(text);
	const isNamed = ({ name, value }: { name: string; value: Value }) =>
		[name, String(value)].some((title) => foldChoice(title) === wanted);
	const found = choices.find(({ value }) => value === text) ?? choices.find(isNamed);
	if (found) return found.value;
	const names = quote(choices.map(({ value }) => value).join(', '));
	throw new RangeError(`"${label}" takes one of ${names}, not "${quote(text)}"`);
}

function foldChoice(title: string): string {
	return foldText(title)
		.normalize('NFKD')
		.replace(/[\p{M}\s]/gu, '')
		.toLowerCase();
}

function split(label: string, text: string): unknown[] {
	checkLength(label, text);
	const trimmed = cleanText(text);
	if (trimmed.includes('[object Object]')) return [text];
	if (/^(?:\d+\s+)+\d+$/.test(trimmed)) return trimmed.split(/\s/);
	const json = /^[[{]/.test(trimmed) ? parseJson(trimmed) : undefined;
	if (json !== undefined) return [json].flat();
	return trimmed
		.replace(/^\[([^]*)\]$/, '$1')
		.split(/[,;|\t\r\n]/)
		.map((entry) => entry.trim().replace(/^(['"])([^]*)\1$/, '$2'));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Not JSON: read as texts with commas between them.
		return undefined;
	}
}

function readEntry(label: string, entry: unknown): string {
	if (typeof entry === 'boolean')
		throw new RangeError(`"${label}" needs a list of texts or numbers, not "${entry}"`);
	return readText(label, entry);
}
