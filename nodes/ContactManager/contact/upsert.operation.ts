import { addressOf } from '../../shared/transport/credential';
import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf, simplify } from '../../shared/operation/properties';
import { readIsoMoment } from '../../shared/values/dates';
import { originOf } from '../../shared/values/zones';
import { executeBatch } from '../../shared/writing/batch';
import { withLock } from '../../shared/writing/mutex';
import { baseLocator } from '../base/locator';
import { checkMarkField } from '../matching/mark';
import { fieldsMapper } from './fields';
import { openBase } from './openBase';
import { clearFields, FieldReader } from './readFields';
import { syncContacts, type SyncItem } from './sync';
import { matchOptions, type UpsertOptions } from './upsertOptions';
import { clearTheseFields, markChanges, valueOptions } from './writeOptions';

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
		simplify,
		optionsOf([clearTheseFields, markChanges, ...matchOptions, ...valueOptions]),
	],
	writes: true,
	async executeAll(run) {
		const reader = new FieldReader(run);
		const outcomes = await executeBatch(run, {
			async read(item) {
				const matchOn = run.read<string[] | null>('fields.matchingColumns', item, []) ?? [];
				if (matchOn.length === 0) throw new RangeError('Choose at least one field under Match On');
				const base = await openBase(run, item, matchOn);
				const { matcher } = base;
				const options = run.read<UpsertOptions>('options', item, {});
				const { values, hints } = reader.read(item, matcher, options);
				const moment = readIsoMoment(
					'Skip If Changed in Kiamo After',
					options.unlessChangedAfter,
					originOf(run),
				);
				const input: SyncItem = {
					values: clearFields(values, options),
					hints,
					severalMatches: options.severalMatches ?? 'fail',
					otherDiffers: options.otherDiffers ?? 'fail',
					unknownId: options.unknownId ?? 'fail',
					noKey: options.noKey ?? 'fail',
					explainNoKey: () => reader.explainNoKey(item, matcher),
					dryRun: options.dryRun ?? false,
					isSimple: run.read('simplify', item, true),
					markField: checkMarkField(matcher, options.markChanges?.field?.name),
					unlessChangedAfter: moment === undefined ? undefined : Date.parse(moment),
				};
				return { base, ...input };
			},
			groupOf: ({ base }) => base.baseId,
			async write(inputs, items, stop) {
				const [{ base }] = inputs;
				const server = addressOf(run.kiamo.connection.credential, 'contactManager');
				const work = async () => await syncContacts(run, base, inputs, items, stop);
				return await withLock(`${server}/${base.baseId}`, work);
			},
		});
		reader.hint();
		return outcomes;
	},
};
