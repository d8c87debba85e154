import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';

export type Field = components['schemas']['Field'];

const cache = new WeakMap<Kiamo, Map<string, Promise<Field[]>>>();

/** The fields of a base; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function fieldsOf(kiamo: Kiamo, baseId: string, itemIndex?: number): Promise<Field[]> {
	const asked = cache.get(kiamo) ?? new Map<string, Promise<Field[]>>();
	cache.set(kiamo, asked);
	const fields = asked.get(baseId) ?? listRows(kiamo, 'listBaseFields', { path: { baseId } }, { itemIndex });
	asked.set(baseId, fields);
	return await fields;
}
