import type { INodeProperties } from 'n8n-workflow';

import { addressOf } from '../../shared/transport/credential';
import type { BatchOperation, Run } from '../../shared/operation/operation';
import { listItems } from '../../shared/operation/run';
import { readIsoMoment } from '../../shared/values/dates';
import { originOf } from '../../shared/values/zones';
import { baseLocator } from '../base/locator';
import { fieldsMapper } from './fields';
import { openBase } from './openBase';
import { clearFields, hintAtDropped, readFields } from './readFields';
import type { SeveralMatches } from '../matching/contactIndex';
import { checkMarkField } from '../matching/mark';
import { isPhone, type Matcher } from '../matching/matcher';
import { syncContacts, type NoKey, type SyncItem } from './sync';
import { foldText, isBlank } from '../../shared/values/text';
import { executeBatch } from '../../shared/writing/batch';
import { withLock } from '../../shared/writing/mutex';
import { optionsOf } from '../../shared/operation/properties';
import { clearTheseFields, markChanges, phoneOptions, type WriteOptions } from './writeOptions';

interface UpsertOptions extends WriteOptions {
	dryRun?: boolean;
	unlessChangedAfter?: unknown;
	noKey?: NoKey;
	severalMatches?: SeveralMatches;
}

const properties: INodeProperties[] = [
	baseLocator,
	fieldsMapper({
		mode: 'upsert',
		matchingFieldsLabels: {
			title: 'Match On',
			description:
				'The fields that tell whether a contact is there already. They are tried in this order; the first filled one that finds a contact decides. E-mails match in upper and lower case, phone numbers in any way of writing and in every phone field.',
			hint: 'For instance a CRM ID, then the e-mail, then the phones',
		},
	}),
	optionsOf([
		clearTheseFields,
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to only tell what would be created, updated or left unchanged',
		},
		{
			displayName: 'If No Match Field Is Filled',
			name: 'noKey',
			type: 'options',
			default: 'fail',
			description: 'What to do with an item that has no value in any field of Match On',
			options: [
				{
					name: 'Create a Contact',
					value: 'create',
					description: 'Running again creates another, as nothing tells that it is there',
				},
				{ name: 'Fail', value: 'fail' },
				{ name: 'Skip the Item', value: 'skip' },
			],
		},
		{
			displayName: 'If Several Contacts Match',
			name: 'severalMatches',
			type: 'options',
			default: 'fail',
			description: 'What to do when more than one contact has the value that decides',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Skip the Item', value: 'skip' },
				{ name: 'Update the Most Recently Updated', value: 'mostRecent' },
				{ name: 'Update the Oldest', value: 'oldest' },
			],
		},
		markChanges,
		{
			displayName: 'Skip If Changed in Kiamo After',
			name: 'unlessChangedAfter',
			type: 'dateTime',
			default: '',
			description:
				'Leaves a contact alone that Kiamo changed after this moment, such as the time of the last change in your CRM: the last writer wins. By the clock of Kiamo.',
		},
		...phoneOptions,
	]),
];

/** Creates the contacts that are not there yet and updates those that are; each item names what became of it. */
export const upsert: BatchOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update contact',
	description: 'Create a new contact, or update the current one if it already exists (upsert)',
	properties,
	writes: true,
	async executeAll(run) {
		const dropped = new Set<string>();
		const junkKeys = new Set<number>();
		const outcomes = await executeBatch(run, {
			async read(item) {
				const matchOn = run.read<string[] | null>('fields.matchingColumns', item, []) ?? [];
				if (matchOn.length === 0) throw new RangeError('Choose at least one field under Match On');
				const base = await openBase(run, item, matchOn);
				const input = readItem(run, item, base.matcher, dropped);
				if (hasJunkKey(base.matcher, input)) junkKeys.add(item);
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
		hintAtDropped(run, dropped);
		if (junkKeys.size > 0) {
			run.hint(
				`No phone number in a phone field to match on: ${listItems([...junkKeys])}. The field was not used to find the contact.`,
			);
		}
		return outcomes;
	},
};

function readItem(run: Run, item: number, matcher: Matcher, dropped: Set<string>): SyncItem {
	const options = run.read<UpsertOptions>('options', item, {});
	const values = readFields(run, item, matcher, options, dropped);
	const { severalMatches = 'fail', noKey = 'fail', dryRun = false } = options;
	const moment = readIsoMoment('Skip If Changed in Kiamo After', options.unlessChangedAfter, originOf(run));
	return {
		values: clearFields(values, options),
		severalMatches,
		noKey,
		dryRun,
		markField: checkMarkField(matcher, options.markChanges?.field?.name),
		unlessChangedAfter: moment === undefined ? undefined : Date.parse(moment),
	};
}

function hasJunkKey({ matchFields, phone }: Matcher, { values }: SyncItem): boolean {
	return matchFields.some(
		(field) =>
			isPhone(field) && !isBlank(values[field.name]) && phone(foldText(values[field.name])) === undefined,
	);
}
