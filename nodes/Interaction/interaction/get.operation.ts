import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { simplify } from '../../shared/operation/properties';
import { addNames, interactionNames, withNames } from '../../shared/lists/names';
import { interactionLocator } from './locator';
import { simplifyInteraction } from './simplify';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get call or other interaction',
	description: 'Retrieve a call, e-mail, chat or message by its ID',
	properties: [interactionLocator, simplify, addNames],
	async execute(run, itemIndex) {
		const path = { interactionId: readId(run, 'interaction', itemIndex) };
		const interaction = await run.kiamo.call('getInteraction', { path }, itemIndex);
		const isSimple = run.read('simplify', itemIndex, true);
		const row = isSimple ? simplifyInteraction(interaction, run.context.getTimezone()) : { ...interaction };
		if (!run.read('addNames', itemIndex, true)) return row;
		return await withNames(run.kiamo, interactionNames, [row], run.hint);
	},
};
