import { freeNames } from '../../../contract/generated/operations';

/** What the customer names may be called like an id and be none. */
const free = new Set(freeNames);

/** A body with those ids as numbers that Kiamo takes as numbers, where they are digits: others are sent as they are. */
export const idsAsNumbers = (value: unknown, names: string[]): unknown =>
	names.length === 0
		? value
		: changeValues(value, free, (name, id) =>
				names.includes(name) && typeof id === 'string' && isNumber(id) ? Number(id) : id,
			);

/** True for the digits of a number that is written in no other way. */
const isNumber = (id: string) => /^\d{1,15}$/.test(id) && String(Number(id)) === id;

/** A copy with each value that is no object or array changed by the name that it is under; what is under `untouched` stays. */
export function changeValues(
	value: unknown,
	untouched: ReadonlySet<string>,
	toNew: (name: string, value: unknown) => unknown,
	name = '',
): unknown {
	if (Array.isArray(value)) return value.map((element) => changeValues(element, untouched, toNew, name));
	if (typeof value !== 'object' || value === null) return toNew(name, value);
	const copy: Record<string, unknown> = { ...value };
	for (const key in copy) {
		if (!untouched.has(key)) copy[key] = changeValues(copy[key], untouched, toNew, key);
	}
	return copy;
}
