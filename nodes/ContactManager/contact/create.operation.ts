import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { executeBatch } from '../../shared/writing/batch';
import { writeInRounds } from '../../shared/writing/rounds';
import { baseLocator } from '../base/locator';
import { checkMarkField } from '../matching/mark';
import { fieldsMapper } from './fields';
import { openBase } from './openBase';
import { hintAtDropped, readFields } from './readFields';
import { markChanges, phoneOptions, type WriteOptions } from './writeOptions';
import { ContactWriter } from './writer';

export const create: BatchOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create contact',
	description: 'Create a new contact',
	properties: [baseLocator, fieldsMapper({ mode: 'add' }), optionsOf([markChanges, ...phoneOptions])],
	writes: true,
	async executeAll(run) {
		const dropped = new Set<string>();
		const outcomes = await executeBatch(run, {
			async read(item) {
				const base = await openBase(run, item);
				const options = run.read<WriteOptions>('options', item, {});
				const field = checkMarkField(base.matcher, options.markChanges?.field?.name);
				const fields = readFields(run, item, base.matcher, options, dropped);
				return { base, fields, ...(field ? { mark: { field, current: {}, baseRevision: 0 } } : {}) };
			},
			groupOf: ({ base }) => base.baseId,
			async write(inputs, items, stop) {
				const [{ base }] = inputs;
				const writer = new ContactWriter(run.kiamo, base, stop);
				return await writeInRounds(run, items, stop, {
					decide: (at) => ({ at, isNew: true, ...inputs[at] }),
					create: async (plans) => await writer.create(plans),
					settle: (plan, row) => ({ rows: [base.simplify(row ?? plan)] }),
				});
			},
		});
		hintAtDropped(run, dropped);
		return outcomes;
	},
};
