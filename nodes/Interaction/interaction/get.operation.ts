import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { addNames } from '../../shared/lists/names';
import { interactionLocator } from './locator';
import { interactionOutput, showInteractions } from '../../shared/operation/interactions';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get call or other interaction',
	description: 'Retrieve a call, email, chat or message by its ID',
	properties: [interactionLocator, ...interactionOutput, addNames],
	async execute(run, itemIndex) {
		const path = { interactionId: readId(run, 'interaction', itemIndex) };
		const interaction = await run.kiamo.call('getInteraction', { path }, itemIndex);
		return await showInteractions(run, itemIndex, [interaction]);
	},
};
