import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { openKiamo, type Kiamo } from '../transport/client';
import type { RequestOptions } from '../transport/connection';

/** Opens Kiamo for a list that the editor shows, with the node's own request options. */
export async function openForEditor(context: ILoadOptionsFunctions): Promise<Kiamo> {
	return await openKiamo(
		context,
		(context.getCurrentNodeParameter('requestOptions') ?? {}) as RequestOptions,
	);
}

/** The ID that a locator of the open node panel holds; undefined while none is chosen. */
export function chosenId(context: ILoadOptionsFunctions, name: string): string | undefined {
	const id = context.getCurrentNodeParameter(name, { extractValue: true });
	return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}
