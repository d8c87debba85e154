import { listRows } from '../../shared/transport/pages';
import { addNames, agentNames, nameTypes, withNamesIfChosen } from '../../shared/lists/names';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { interactionLocator } from './locator';

export const getMessages: ItemOperation = {
	name: 'Get Messages',
	value: 'getMessages',
	action: 'Get messages of interaction',
	description: 'Retrieve the messages of an email, a chat or a conversation',
	output: { row: 'Message', with: nameTypes([agentNames]) },
	properties: [interactionLocator, ...returnAllOrLimit, addNames],
	async execute(run, itemIndex) {
		const path = { interactionId: readId(run, 'interaction', itemIndex) };
		const limit = readLimit(run, itemIndex);
		const rows = await listRows(run.kiamo, 'listInteractionMessages', { path }, { limit, itemIndex });
		return await withNamesIfChosen(run, itemIndex, [agentNames], rows);
	},
};
