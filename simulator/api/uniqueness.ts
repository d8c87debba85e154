import { fold } from '../store/fieldIndex';
import type { Kiamo } from '../kiamo';
import type { Base, ContactValues } from '../store/contacts';
import { Refusal } from '../server/refusal';

export interface Written {
	/** The element's place in the request, as errors name it. */
	at: string;
	id?: string;
	fields: ContactValues;
}

/** The elements of an array, each with its place. */
export const placed = (elements: Array<{ id?: string; fields: ContactValues }>): Written[] =>
	elements.map(({ id, fields }, position) => ({ at: `${position}.`, id, fields }));

/** Refuses values that another contact has, or an earlier element of the same array. */
export function refuseDuplicates(kiamo: Kiamo, base: Base, elements: Written[]): void {
	const claimed = new Map<string, string | undefined>();
	const errors = elements.flatMap(({ at, id, fields }) =>
		kiamo.quirks.uniqueFields.flatMap((name) => {
			const value = fold(fields[name]);
			if (!value) return [];
			const key = `${name}=${value}`;
			const others = [...base.contacts.holding(name, value)].some((contact) => contact.id !== id);
			const taken = others || (claimed.has(key) && (!id || claimed.get(key) !== id));
			claimed.set(key, id);
			return taken ? { field: `${at}fields.${name}`, message: 'This value is already used.' } : [];
		}),
	);
	if (errors.length) throw new Refusal(409, 'The contact exists already', errors);
}
