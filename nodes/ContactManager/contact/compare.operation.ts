import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { executeBatch } from '../../shared/writing/batch';
import { baseLocator } from '../base/locator';
import { compareWithBase, type ComparedItem } from './compareWithBase';
import { fieldsMapper } from './fields';
import { openBase } from './openBase';
import { FieldReader } from './readFields';
import { matchOptions, type UpsertOptions } from './upsertOptions';
import { valueOptions } from './writeOptions';

const includeEqual = {
	displayName: 'Include Equal',
	name: 'includeEqual',
	type: 'boolean' as const,
	default: false,
	description: 'Whether to also return the items whose contact has the same values',
};

/** Tells how items and the contacts of a base differ, without a write. */
export const compare: BatchOperation = {
	name: 'Compare',
	value: 'compare',
	action: 'Compare items with contacts',
	description: 'Find the contacts that are only in the items, only in Kiamo, or different',
	properties: [
		baseLocator,
		...fieldsMapper({
			mode: 'upsert',
			valuesLabel: 'Values to Compare',
			matchingFieldsLabels: {
				title: 'Match On',
				description: 'Fields used to find the contact of an item, as in Create or Update',
				hint: 'The same as in the Create or Update that keeps them in sync',
			},
		}),
		optionsOf([
			includeEqual,
			...matchOptions.filter(({ name }) => ['otherDiffers', 'severalMatches'].includes(name)),
			...valueOptions.filter(({ name }) => ['badValue', 'severalNumbers'].includes(name)),
		]),
	],
	async executeAll(run) {
		const reader = new FieldReader(run);
		const unread = new Set(run.context.getInputData().keys());
		// What is missing from an incomplete list would come out as missing in Kiamo.
		run.kiamo.onBadRows = undefined;
		run.kiamo.onUnprovenEnd = undefined;
		const outcomes = await executeBatch(run, {
			async read(item): Promise<ComparedItem> {
				const matchOn = run.read<string[] | null>('fields.matchingColumns', item, []) ?? [];
				if (matchOn.length === 0) throw new RangeError('Choose at least one field under Match On');
				const base = await openBase(run, item, matchOn);
				const options = run.read<UpsertOptions & { includeEqual?: boolean }>('options', item, {});
				const given = reader.read(item, base.matcher, options);
				unread.delete(item);
				return {
					...given,
					base,
					row: run.context.getInputData()[item].json,
					severalMatches: options.severalMatches ?? 'fail',
					otherDiffers: options.otherDiffers ?? 'fail',
					includeEqual: options.includeEqual ?? false,
				};
			},
			groupOf: ({ base }) => base.baseId,
			write: async (inputs) => await compareWithBase(run, inputs, unread.size > 0),
		});
		if (unread.size > 0)
			run.hint(
				`Contacts that are only in Kiamo are not listed, as ${unread.size} of the items couldn't be read.`,
			);
		reader.hint();
		return outcomes;
	},
};
