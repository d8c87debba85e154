import type { INodeProperties } from 'n8n-workflow';

import type { MatchOptions } from '../matching/contactIndex';
import type { MergeOptions } from './mergeOptions';
import type { WriteOptions } from './writeOptions';

/** What is set under Options of Create or Update. */
export interface UpsertOptions extends WriteOptions, MergeOptions, Partial<MatchOptions> {
	dryRun?: boolean;
	noKey?: 'create' | 'fail' | 'skip';
	unlessChangedAfter?: unknown;
}

/** Who an item means, and what to do in doubt. */
export const matchOptions: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to only output what would be created, updated or left unchanged',
	},
	{
		displayName: 'If All Match Fields Are Empty',
		name: 'noKey',
		type: 'options',
		default: 'fail',
		description: 'What to do with an item that has no value in any Match On field',
		options: [
			{
				name: 'Create a Contact',
				value: 'create',
				description: 'Each run creates another contact, as nothing identifies it',
			},
			{ name: 'Fail', value: 'fail' },
			{ name: 'Skip the Item', value: 'skip' },
		],
	},
	{
		displayName: 'If Another Match Field Differs',
		name: 'otherDiffers',
		type: 'options',
		default: 'fail',
		description:
			'What to do when a contact is found, for example by email, but has a different value in an earlier Match On field, for example another CRM ID',
		options: [
			{ name: 'Create a Contact', value: 'create', description: 'The contact found is another person' },
			{ name: 'Fail', value: 'fail' },
			{ name: 'Update It', value: 'update', description: 'The contact found is the same person' },
		],
	},
	{
		displayName: 'If Multiple Contacts Match',
		name: 'severalMatches',
		type: 'options',
		default: 'fail',
		description: 'What to do when more than one contact has the matching value',
		options: [
			{ name: 'Fail', value: 'fail' },
			{ name: 'Skip the Item', value: 'skip' },
			{ name: 'Update the Most Recently Updated', value: 'mostRecent' },
			{ name: 'Update the Oldest', value: 'oldest' },
		],
	},
	{
		displayName: 'If the Contact ID Is Unknown',
		name: 'unknownId',
		type: 'options',
		default: 'fail',
		description: 'What to do when you match on the Contact ID and Kiamo has no contact with it',
		options: [
			{
				name: 'Create a Contact',
				value: 'create',
				description: 'If no other Match On field finds the contact. Kiamo assigns it a new ID.',
			},
			{ name: 'Fail', value: 'fail' },
		],
	},
	{
		displayName: 'Skip If Changed in Kiamo After',
		name: 'unlessChangedAfter',
		type: 'dateTime',
		default: '',
		description:
			'Skip contacts modified in Kiamo after this time (Kiamo server time), e.g. the last change in your CRM',
	},
];
