import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';

export type Field = components['schemas']['Field'];

/** The fields of a base; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function fieldsOf(kiamo: Kiamo, baseId: string, itemIndex?: number): Promise<Field[]> {
	const path = { baseId };
	return await kiamo.once(
		`fields ${baseId}`,
		// A field that the list lacks is refused by its name, so nothing is lost where the end is not proved.
		async () =>
			await listRows(kiamo, 'listBaseFields', { path }, { itemIndex, onUnprovenEnd: () => undefined }),
	);
}
