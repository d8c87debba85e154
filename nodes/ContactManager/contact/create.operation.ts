import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { baseLocator } from '../base/locator';
import { executeByBase } from './byBase';
import { fieldsMapper } from './fields';
import { hintAtDropped, readFields } from './readFields';
import type { ContactWrite } from './confirm';
import { checkMarkField } from '../matching/mark';
import { ContactWriter } from './writer';
import { markChanges, phoneOptions, type WriteOptions } from './writeOptions';
import { writeOutcome } from './writeOutcome';

export const create: BatchOperation = {
	properties: [baseLocator, fieldsMapper({ mode: 'add' }), optionsOf([markChanges, ...phoneOptions])],
	writes: true,
	async executeAll(run) {
		const dropped = new Set<string>();
		const outcomes = await executeByBase<ContactWrite>(run, {
			matchOn: () => [],
			read(item, matcher) {
				const options = run.read<WriteOptions>('options', item, {});
				const field = checkMarkField(matcher, options.markChanges?.field?.name);
				const fields = readFields(run, item, matcher, options, dropped);
				return { fields, ...(field ? { mark: { field, current: {}, baseRevision: 0 } } : {}) };
			},
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
