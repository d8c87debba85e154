import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

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

function valueAt(parameters: object, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], parameters);
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
