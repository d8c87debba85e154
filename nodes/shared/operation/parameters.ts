import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

import { holdsExpression, JoinedExpressions } from './joinedExpressions';

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

/** Reads objects of mapped values at an item. */
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

/** The mapper has a reader of its own. */
function isMapper(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'mappingMode' in value;
}

function valueAt(parameters: object, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], parameters);
}
