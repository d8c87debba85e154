import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/kiamo/client';
import { listRows } from '../../shared/kiamo/pages';

export type Field = components['schemas']['Field'];

const cache = new WeakMap<Kiamo, Map<string, Field[]>>();

/** The fields of a base; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function fieldsOf(kiamo: Kiamo, baseId: string, itemIndex?: number): Promise<Field[]> {
	const known = cache.get(kiamo) ?? new Map<string, Field[]>();
	cache.set(kiamo, known);
	const fields =
		known.get(baseId) ?? (await listRows(kiamo, 'listBaseFields', { path: { baseId } }, { itemIndex }));
	known.set(baseId, fields);
	return fields;
}
