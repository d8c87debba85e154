import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readOutput } from '../../shared/operation/output';
import { addNames, interactionNames, withNames } from '../../shared/lists/names';
import { interactionLocator } from './locator';
import { interactionOutput, simplifyInteraction } from './simplify';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get call or other interaction',
	description: 'Retrieve a call, email, chat or message by its ID',
	properties: [interactionLocator, ...interactionOutput, addNames],
	async execute(run, itemIndex) {
		const path = { interactionId: readId(run, 'interaction', itemIndex) };
		const interaction = await run.kiamo.call('getInteraction', { path }, itemIndex);
		const { isSimple, pick } = readOutput(run, itemIndex);
		const row = isSimple ? simplifyInteraction(interaction, run.context.getTimezone()) : { ...interaction };
		const addsNames = run.read('addNames', itemIndex, true);
		const named = addsNames ? await withNames(run.kiamo, interactionNames, [row], run.hint) : [row];
		return named.map(pick);
	},
};
