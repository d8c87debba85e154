import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

/** An expression with nothing before, between or after: its value keeps its type. */
const wholeExpression = /^=\{\{((?:(?!\{\{|\}\})[^])*)\}\}$/;

/** Code that is a field of the item, `$json.name` or `$json["a name"]`: it needs no evaluation. */
const fieldOfItem = /^\s*\$json(?:\.([A-Za-z_]\w*)|\["([^"\\]+)"\])\s*$/;

/** Reads a parameter at an item. What it returns may be shared between items: do not change it. */
export type ReadParameter = <T>(
	name: string,
	itemIndex: number,
	fallback?: T,
	options?: IGetNodeParameterOptions,
) => T;

/**
 * Reads parameters at the item's own index; one that holds no expression is the same for all items, so it is read once.
 * n8n takes the same time for an expression whatever it holds: so a field of the item is read without it, and all others
 * of an item are joined into one. What does not give plain values is read by itself.
 */
export function parameterReader(context: IExecuteFunctions): ReadParameter {
	const { parameters } = context.getNode();
	const fixed = new Map<string, unknown>();
	const dynamic = Object.entries(parameters).filter(
		([, value]) => holdsExpression(value) && !isMapper(value),
	);
	const joined = new JoinedExpressions(context, Object.fromEntries(dynamic));
	return <T>(name: string, itemIndex: number, fallback?: T, options: IGetNodeParameterOptions = {}): T => {
		if (fixed.has(name)) return fixed.get(name) as T;
		const { extractValue, ...others } = options;
		const found = Object.keys(others).length === 0 ? joined.read(name, itemIndex) : undefined;
		if (found) return (extractValue ? (found.value as { value: T }).value : found.value) as T;
		const value = context.getNodeParameter(name, itemIndex, fallback, options);
		if (!holdsExpression(valueAt(parameters, name))) fixed.set(name, value);
		return value as T;
	};
}

/** Reads objects of mapped values at an item, their expressions joined into one. */
export function recordReader(
	context: IExecuteFunctions,
): (name: string, itemIndex: number) => Record<string, unknown> {
	const { parameters } = context.getNode();
	const records = new Map<string, JoinedExpressions>();
	return (name, itemIndex) => {
		const record = (valueAt(parameters, name) ?? {}) as Record<string, unknown>;
		if (!holdsExpression(record)) return record;
		const joined = records.get(name) ?? new JoinedExpressions(context, { record });
		records.set(name, joined);
		return (joined.read('record', itemIndex)?.value ??
			// n8n's own check of the mapper would turn a blank into 0, and refuse a blank date.
			context.getNodeParameter(name, itemIndex, {}, { skipValidation: true })) as Record<string, unknown>;
	};
}

/** An expression within a parameter, and its place there. */
interface Place {
	path: string[];
	code: string;
}

/** Values that hold expressions, each with nothing around it, evaluated together. */
class JoinedExpressions {
	private readonly placesOf = new Map<string, Place[]>();

	/** Each code once that is not just a field. */
	private readonly codes: string[];

	/** What they gave at the item that was read last. */
	private last?: { itemIndex: number; results: unknown };

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly values: Record<string, unknown>,
	) {
		for (const [name, value] of Object.entries(values)) {
			const places = placesIn(value);
			if (places) this.placesOf.set(name, places);
		}
		const all = [...this.placesOf.values()].flat().map(({ code }) => code);
		this.codes = [...new Set(all)].filter((code) => !fieldOfItem.test(code));
	}

	/** A value at an item; undefined when it has to be read by itself. */
	read(name: string, itemIndex: number): { value: unknown } | undefined {
		const places = this.placesOf.get(name);
		if (!places) return undefined;
		let { [name]: value } = this.values;
		for (const { path, code } of places) {
			const result = this.resultOf(code, itemIndex);
			if (!result || (typeof result.value === 'object' && result.value !== null)) return undefined;
			value = withValue(value, path, result.value);
		}
		return { value };
	}

	private resultOf(code: string, itemIndex: number): { value: unknown } | undefined {
		const [, dotted, quoted] = fieldOfItem.exec(code) ?? [];
		const field = dotted ?? quoted;
		if (field !== undefined) {
			const json = this.context.getInputData().at(itemIndex)?.json;
			return json && { value: Object.hasOwn(json, field) ? json[field] : undefined };
		}
		if (this.last?.itemIndex !== itemIndex) this.last = { itemIndex, results: this.evaluate(itemIndex) };
		const { results } = this.last;
		return Array.isArray(results) ? { value: results[this.codes.indexOf(code)] } : undefined;
	}

	private evaluate(itemIndex: number): unknown {
		try {
			const joined = this.codes.map((code) => `(${code}\n)`).join();
			return this.context.evaluateExpression(`{{ [${joined}] }}`, itemIndex);
		} catch {
			// Read one by one, the values tell which of them is at fault.
			return undefined;
		}
	}
}

/** The expressions in a value; undefined when there is one with text around it. */
function placesIn(value: unknown, path: string[] = []): Place[] | undefined {
	if (!holdsExpression(value)) return [];
	if (typeof value === 'string') {
		const code = wholeExpression.exec(value)?.[1];
		return code === undefined ? undefined : [{ path, code }];
	}
	const inner = Object.entries(value as object).map(([key, entry]) => placesIn(entry, [...path, key]));
	return inner.every((places) => places !== undefined) ? inner.flat() : undefined;
}

/** A copy of a value with another one at a place in it. */
function withValue(value: unknown, [key, ...rest]: string[], other: unknown): unknown {
	if (key === undefined) return other;
	const inner = withValue((value as Record<string, unknown>)[key], rest, other);
	if (Array.isArray(value))
		return value.map((entry, at) => (String(at) === key ? inner : (entry as unknown)));
	return { ...(value as object), [key]: inner };
}

/** The mapper has a reader of its own. */
function isMapper(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'mappingMode' in value;
}

function valueAt(parameters: object, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], parameters);
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
