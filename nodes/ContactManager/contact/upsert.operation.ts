import type { BatchOperation } from '../../shared/operation/operation';
import { readOutput } from '../../shared/operation/output';
import { optionsOf } from '../../shared/operation/properties';
import { readIsoMoment } from '../../shared/values/dates';
import { originOf } from '../../shared/values/zones';
import { executeBatch } from '../../shared/writing/batch';
import { Brake } from '../../shared/writing/brake';
import { baseLocator } from '../base/locator';
import { checkMarkField } from '../matching/mark';
import { DryRun } from './dryRun';
import { fieldsMapper } from './fields';
import { mergeOptions, readMerge } from './mergeOptions';
import { contactOutput, openBase } from './openBase';
import { clearFields, FieldReader } from './readFields';
import { outputName } from './simplify';
import { countChanges, prepareSync, type SyncItem } from './sync';
import { matchOptions, type UpsertOptions } from './upsertOptions';
import { clearTheseFields, markChanges, valueOptions } from './writeOptions';

const brake = new Brake(
	{ created: 'Match On', updated: 'the mapped fields', cleared: 'Clear These Fields' },
	'contacts',
	'the items',
);

/** Creates the contacts that are not there yet and updates those that are; each item names what became of it. */
export const upsert: BatchOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update contact',
	description: 'Create a new contact, or update the current one if it already exists (upsert)',
	properties: [
		baseLocator,
		...fieldsMapper({
			mode: 'upsert',
			matchingFieldsLabels: {
				title: 'Match On',
				description:
					'Fields used to find existing contacts, checked in order. Email matching ignores case; phone numbers match in any format and in every phone field.',
				hint: 'For example a CRM ID, then the email, then the phones',
			},
		}),
		...contactOutput,
		optionsOf([
			clearTheseFields,
			markChanges,
			...matchOptions,
			...mergeOptions,
			brake.option,
			...valueOptions,
		]),
	],
	writes: true,
	async executeAll(run) {
		const reader = new FieldReader(run);
		const dryRun = new DryRun(run, brake);
		const outcomes = await executeBatch(run, {
			async read(item) {
				const matchOn = run.read<string[] | null>('fields.matchingColumns', item, []) ?? [];
				if (matchOn.length === 0) throw new RangeError('Choose at least one field under Match On');
				const base = await openBase(run, item, matchOn);
				const { matcher } = base;
				const options = run.read<UpsertOptions>('options', item, {});
				const given = reader.read(item, matcher, options);
				const { values, matched, hints } = given;
				const moment = readIsoMoment(
					'Skip If Changed in Kiamo After',
					options.unlessChangedAfter,
					originOf(run),
				);
				const input: SyncItem = {
					values: clearFields(matcher, values, options),
					matched,
					hints,
					severalMatches: options.severalMatches ?? 'fail',
					otherDiffers: options.otherDiffers ?? 'fail',
					unknownId: options.unknownId ?? 'fail',
					noKey: options.noKey ?? 'fail',
					explainNoKey: () => reader.explainNoKey(item, matcher),
					dryRun: options.dryRun ?? false,
					output: readOutput(run, item, outputName),
					markField: checkMarkField(matcher, options.markChanges?.field?.name),
					merge: readMerge(run, reader, matcher, given, options),
					unlessChangedAfter: moment === undefined ? undefined : Date.parse(moment),
				};
				return { base, ...input };
			},
			groupOf: ({ base }) => base.baseId,
			// Without the address: credentials may write that of one server in several ways.
			lockOf: ({ base }) => `base ${base.baseId}`,
			brake,
			async plan(inputs, items, stop) {
				const [{ base }] = inputs;
				const { rehearse, write } = await prepareSync(run, base, inputs, items, stop);
				const isDry = inputs.some((input) => input.dryRun);
				const plans = isDry || brake.isSet(run) ? await rehearse() : [];
				const ofDryRun = plans.filter(({ at }) => inputs[at].dryRun);
				if (isDry) await dryRun.add(base.baseId, ofDryRun);
				return { changes: countChanges(plans.filter((plan) => !ofDryRun.includes(plan))), write };
			},
		});
		reader.hint();
		dryRun.hint(outcomes);
		return outcomes;
	},
};
