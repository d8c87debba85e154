/**
 * Reads the form in which n8n keeps an execution (npm package "flatted"): a list of values in which every string inside
 * an object or a list is the position of the value that stands there.
 */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const built = new Map<number, unknown>();
	const at = (position: number): unknown => {
		const value = values[position];
		if (typeof value !== 'object' || value === null) return value;
		if (built.has(position)) return built.get(position);
		const copy: unknown = Array.isArray(value) ? [] : {};
		built.set(position, copy);
		const inner = Object.entries(value as Record<string, unknown>).map(([key, entry]): [string, unknown] => [
			key,
			typeof entry === 'string' ? at(Number(entry)) : entry,
		]);
		return Object.assign(copy as object, Object.fromEntries(inner));
	};
	return at(0);
}
