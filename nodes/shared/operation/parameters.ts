import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

/** An expression with nothing before, between or after: its value keeps its type. */
const wholeExpression = /^=\{\{((?:(?!\{\{|\}\})[^])*)\}\}$/;

/** Reads a parameter at an item. What it returns may be shared between items: do not change it. */
export type ReadParameter = <T>(
	name: string,
	itemIndex: number,
	fallback?: T,
	options?: IGetNodeParameterOptions,
) => T;

/** Reads parameters at the item's own index; one that holds no expression is the same for all items, so it is read once. */
export function parameterReader(context: IExecuteFunctions): ReadParameter {
	const { parameters } = context.getNode();
	const fixed = new Map<string, unknown>();
	return <T>(name: string, itemIndex: number, fallback?: T, options?: IGetNodeParameterOptions): T => {
		if (fixed.has(name)) return fixed.get(name) as T;
		const value = context.getNodeParameter(name, itemIndex, fallback, options);
		if (!holdsExpression(valueAt(parameters, name))) fixed.set(name, value);
		return value as T;
	};
}

/**
 * Reads objects of mapped values at an item. n8n takes the same time for an expression whatever it holds, so those of an
 * object are joined into one; where that does not give plain values, they are read one by one.
 */
export function recordReader(
	context: IExecuteFunctions,
): (name: string, itemIndex: number) => Record<string, unknown> {
	const { parameters } = context.getNode();
	const joins = new Map<string, Joined>();
	return (name, itemIndex) => {
		const joined = joins.get(name) ?? join((valueAt(parameters, name) ?? {}) as Record<string, unknown>);
		joins.set(name, joined);
		return (
			evaluate(context, joined, itemIndex) ??
			// n8n's own check of the mapper would turn a blank into 0, and refuse a blank date.
			(context.getNodeParameter(name, itemIndex, {}, { skipValidation: true }) as Record<string, unknown>)
		);
	};
}

/** The fixed values of an object, the keys of the others, and one expression for them; none if they cannot be joined. */
interface Joined {
	fixed: Record<string, unknown>;
	keys: string[];
	expression?: string;
}

function join(record: Record<string, unknown>): Joined {
	const expressions = Object.entries(record).filter(([, value]) => holdsExpression(value));
	const codes = expressions.map(([, value]) => wholeExpression.exec(String(value))?.[1]);
	const isJoinable = codes.every((code) => code !== undefined);
	return {
		fixed: record,
		keys: expressions.map(([key]) => key),
		expression: isJoinable ? `{{ [${codes.map((code) => `(${code}\n)`).join()}] }}` : undefined,
	};
}

function evaluate(
	context: IExecuteFunctions,
	{ fixed, keys, expression }: Joined,
	itemIndex: number,
): Record<string, unknown> | undefined {
	if (expression === undefined) return undefined;
	if (keys.length === 0) return fixed;
	try {
		const values: unknown = context.evaluateExpression(expression, itemIndex);
		if (!Array.isArray(values) || values.some((value) => typeof value === 'object' && value !== null))
			return undefined;
		return { ...fixed, ...Object.fromEntries(keys.map((key, at) => [key, values[at] as unknown])) };
	} catch {
		// Read one by one, the values tell which of them is at fault.
		return undefined;
	}
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
