import { inspect } from 'node:util';

/** A thing as text in every way a program might show it: hidden properties, causes and stacks too. */
export function everything(thing: unknown): string {
	const seen = new Set<unknown>();
	const json = JSON.stringify(thing, (_key, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return undefined;
		seen.add(value);
		return value instanceof Error
			? Object.fromEntries(Object.getOwnPropertyNames(value).map((name) => [name, value[name as 'message']]))
			: value;
	});
	return `${inspect(thing, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null })}${json}`;
}

/** Expects that a token is in no form in a thing. */
export function expectWithout(token: string, thing: unknown) {
	const text = everything(thing);
	for (const form of [token, token.slice(0, 20), Buffer.from(token).toString('base64').slice(0, 40)]) {
		expect(text.includes(form)).toBe(false);
	}
}
