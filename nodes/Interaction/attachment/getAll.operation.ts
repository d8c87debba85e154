import { listRows } from '../../shared/transport/pages';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { readList } from '../../shared/values/lists';
import { interactionLocator } from '../interaction/locator';
import { kindChoice } from './kinds';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many recordings and attachments',
	description: 'Retrieve the list of the recordings, voicemails and files of an interaction',
	output: { row: 'Attachment' },
	properties: [interactionLocator, ...returnAllOrLimit, kindChoice],
	async execute(run, itemIndex) {
		const path = { interactionId: readId(run, 'interaction', itemIndex) };
		const kinds = readList('Kinds', run.read<unknown>('kinds', itemIndex, []));
		const limit = readLimit(run, itemIndex);
		// Kiamo has no filters here, so all are read before some are chosen.
		const rows = await listRows(run.kiamo, 'listInteractionAttachments', { path }, { itemIndex });
		return rows
			.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
			.slice(0, limit)
			.map((row) => ({ ...row }));
	},
};
