import type { BatchOperation } from '../../shared/operation/operation';
import { baseLocator } from '../base/locator';
import { executeByBase } from './byBase';
import { fieldsMapper, hintAtDropped, optionsOf, phoneOptions, readFields } from './fields';
import type { ContactWrite } from './sync/confirm';
import { ContactWriter } from './sync/writer';
import { writeOutcome } from './writeOutcome';

export const create: BatchOperation = {
	properties: [baseLocator, fieldsMapper({ mode: 'add' }), optionsOf(phoneOptions)],
	writes: true,
	async executeAll(run) {
		const dropped = new Set<string>();
		const outcomes = await executeByBase<ContactWrite>(run, {
			matchOn: () => [],
			read: (item, matcher) => ({
				fields: readFields(run, item, matcher, run.read('options', item, {}), dropped),
			}),
			async write({ baseId, simplify, matcher, items, inputs }, stopAtFailure) {
				const writer = new ContactWriter(run.kiamo, baseId, matcher, stopAtFailure);
				const results = await writer.create(inputs);
				return results.map((result, at) => writeOutcome(run, items[at], result, inputs[at], simplify));
			},
		});
		hintAtDropped(run, dropped);
		return outcomes;
	},
};
