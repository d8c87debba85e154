import { parse } from 'yaml';

/** What a text between quotes, a comment, a placeholder or an ellipsis of a hand-written example looks like. */
const tokens = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\{\{[^{}]*\}\}|<[\w ,-]+>|\.{3}|…/g;

const samples: Record<string, unknown> = {
	boolean: true,
	double: 1.5,
	float: 1.5,
	integer: 1,
	long: 1,
	number: 1.5,
};

/** Placeholders of Postman for texts: they say the type, and no more. */
const textPlaceholder = /^<(?:string|dateTime|date-time|date|time|uuid|uri|email|byte|binary|password)>$/;

/** Whether a value only says that there is a text. */
export const isAnyText = (value: unknown): boolean =>
	typeof value === 'string' && textPlaceholder.test(value);

/**
 * Takes the text of an example for what it stands for: null for a placeholder (`{{id}}`, `<token>`) or a blank, from
 * which no type can be read; a value of the type for `<integer>`, `<integer,null>` and their like, which Postman writes
 * itself; `<string>` and its like stay, as `isAnyText` knows them.
 */
export function readText(text: string): unknown {
	const trimmed = text.trim();
	if (isAnyText(trimmed)) return trimmed;
	const [, placeholder] = /^<([\w ,-]+)>$/.exec(trimmed) ?? [];
	if (placeholder) {
		const types = placeholder.split(',').filter((type) => type !== 'null');
		const text = types.map((type) => `<${type}>`).find(isAnyText);
		return text ?? samples[types[0]] ?? null;
	}
	return trimmed === '' || /^\{\{.*\}\}$/.test(trimmed) ? null : text;
}

/** The value that the text of a query or a form stands for: a number or a boolean where it reads like one. */
export function readScalar(text: string | null | undefined): unknown {
	const value = readText(text ?? '');
	const plain = typeof value === 'string' && /^(-?(0|[1-9]\d{0,14})(\.\d+)?|true|false)$/.test(value);
	return plain ? JSON.parse(value) : value;
}

function readTexts(value: unknown): unknown {
	if (typeof value === 'string') return readText(value);
	if (Array.isArray(value)) return value.map(readTexts);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readTexts(inner)]));
}

/**
 * Reads the JSON of an example as people write it: with comments, commas too many, placeholders without quotes, and
 * ellipses. Returns undefined when it is no object and no array even so.
 */
export function readJson(text: string): unknown {
	const cleaned = text
		.replace(tokens, (token) => {
			if (token.startsWith('"')) return token;
			return /^[{<]/.test(token) ? JSON.stringify(token) : '';
		})
		.trim();
	if (!/^[{[]/.test(cleaned)) return undefined;
	try {
		return readTexts(parse(cleaned, { logLevel: 'error', uniqueKeys: false }));
	} catch (error) {
		if (error instanceof Error && error.name === 'YAMLParseError') return undefined;
		throw error;
	}
}

/** Lays several examples over each other: all fields of objects, one element for all elements of an array. */
export function mergeExamples(examples: unknown[]): unknown {
	const [first = null] = examples.filter((example) => example !== null && example !== undefined);
	if (Array.isArray(first)) {
		const elements = examples.filter(Array.isArray).flat() as unknown[];
		return elements.length === 0 ? [] : [mergeExamples(elements)];
	}
	if (typeof first !== 'object' || first === null) return first;
	const objects = examples.filter(
		(example): example is Record<string, unknown> =>
			typeof example === 'object' && example !== null && !Array.isArray(example),
	);
	const keys = new Set(objects.flatMap((object) => Object.keys(object)));
	return Object.fromEntries(
		[...keys].map((key) => [
			key,
			mergeExamples(objects.filter((object) => key in object).map((object) => object[key])),
		]),
	);
}
