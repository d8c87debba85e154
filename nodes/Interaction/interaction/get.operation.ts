import type { INodeProperties } from 'n8n-workflow';

import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { interactionLocator } from './locator';
import { simplifyInteraction } from './simplify';

/** The switch between Kiamo's own form of an interaction and a flat one. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const get: ItemOperation = {
	properties: [interactionLocator, simplify],
	async execute(run, itemIndex) {
		const path = { interactionId: readId(run, 'interaction', itemIndex) };
		const interaction = await run.kiamo.call('getInteraction', { path }, itemIndex);
		if (!run.read('simplify', itemIndex, true)) return { ...interaction };
		return simplifyInteraction(interaction, run.context.getTimezone());
	},
};
