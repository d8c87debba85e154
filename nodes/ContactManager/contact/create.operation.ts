import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { executeBatch } from '../../shared/writing/batch';
import { Brake } from '../../shared/writing/brake';
import { writeInRounds } from '../../shared/writing/rounds';
import { baseLocator } from '../base/locator';
import { checkMarkField } from '../matching/mark';
import { fieldsMapper } from './fields';
import { contactOutput, openBase, readSimplify } from './openBase';
import { FieldReader, withHints } from './readFields';
import { markChanges, valueOptions, type WriteOptions } from './writeOptions';
import { ContactWriter } from './writer';

const brake = new Brake({ created: 'whether they are in Kiamo already' }, 'contacts', 'the items');

export const create: BatchOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create contact',
	description: 'Create a new contact',
	properties: [
		baseLocator,
		...fieldsMapper({ mode: 'add' }),
		...contactOutput,
		optionsOf([markChanges, brake.option, ...valueOptions]),
	],
	writes: true,
	async executeAll(run) {
		const reader = new FieldReader(run);
		const outcomes = await executeBatch(run, {
			async read(item) {
				const base = await openBase(run, item);
				const options = run.read<WriteOptions>('options', item, {});
				const field = checkMarkField(base.matcher, options.markChanges?.field?.name);
				const { values: fields, hints } = reader.read(item, base.matcher, options);
				const mark = field ? { mark: { field, current: {}, baseRevision: 0 } } : {};
				return { base, fields, hints, show: await readSimplify(run, item), ...mark };
			},
			groupOf: ({ base }) => base.baseId,
			brake,
			plan(inputs, items, stop) {
				const [{ base }] = inputs;
				const writer = new ContactWriter(run.kiamo, base, stop);
				const write = async () =>
					await writeInRounds(run, items, stop, {
						decide: (at) => ({ at, isNew: true, ...inputs[at] }),
						create: async (plans) => await writer.create(plans),
						settle: ({ hints, fields, show }, row) => ({
							rows: [withHints(show(row ?? { fields }), hints)],
						}),
					});
				return { changes: { created: inputs.length }, write };
			},
		});
		reader.hint();
		return outcomes;
	},
};
