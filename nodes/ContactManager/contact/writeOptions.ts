import type { INodeProperties } from 'n8n-workflow';

import { fieldChoice } from './fields';

/** Empties fields, which a blank value does not. */
export const clearTheseFields: INodeProperties = {
	displayName: 'Clear These Fields',
	name: 'clearFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Fields to empty in Kiamo when the item has no value for them. Other empty fields are left unchanged.',
	options: [{ displayName: 'Field', name: 'field', values: [fieldChoice] }],
};

/** The choice of the field that tells our own changes from those of others. */
function markFieldChoice(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: 'Add Marker Field',
		default: {},
		description,
		options: [{ displayName: 'Marker Field', name: 'field', values: [fieldChoice] }],
	};
}

/** Marks what is written, so that the trigger can tell it from other people's changes. */
export const markChanges = markFieldChoice(
	'Change Marker Field',
	'markChanges',
	'Text field reserved for n8n. The node writes a marker to it so the trigger can skip changes made by n8n.',
);

/** Passes over what was marked. */
export const ignoreMarkedChanges = markFieldChoice(
	'Ignore Changes Made by Kiamo Nodes',
	'ignoreMarked',
	'Skip changes that a Kiamo Contact Manager node made, so that a two-way sync does not loop. Choose the Change Marker Field of that node.',
);

export interface MarkFieldChoice {
	field?: { name: string };
}

/** How values are read and written, for every operation that writes contacts. */
export const valueOptions: INodeProperties[] = [
	{
		displayName: "If a Value Can't Be Read",
		name: 'badValue',
		type: 'options',
		default: 'ignore',
		description:
			'What to do with an invalid phone number or email, and with words such as n/a in a number or date field. Invalid dates and numbers always fail.',
		options: [
			{ name: 'Fail', value: 'fail' },
			{
				name: 'Ignore It and Add a Hint',
				value: 'ignore',
				description: 'Phone numbers are written as given, but not used for matching',
			},
		],
	},
	{
		displayName: 'Several Numbers in One Cell',
		name: 'severalNumbers',
		type: 'options',
		default: 'asGiven',
		description: 'What to write when a phone field contains more than one number. Each is used for matching.',
		options: [
			{ name: 'Write as Given', value: 'asGiven' },
			{ name: 'Write the First', value: 'first' },
		],
	},
	{
		displayName: 'Write Phone Numbers',
		name: 'phoneFormat',
		type: 'options',
		default: 'asGiven',
		description: 'How to write phone numbers in Kiamo. Numbers that are already there stay as they are.',
		options: [
			{ name: 'As Given', value: 'asGiven' },
			{ name: 'E.164 (+33612345678)', value: 'e164', description: 'An extension is added as ;ext=12' },
		],
	},
];

export interface WriteOptions {
	clearFields?: { field?: Array<{ name: string | string[] }> };
	markChanges?: MarkFieldChoice;
	badValue?: 'fail' | 'ignore';
	phoneFormat?: 'asGiven' | 'e164';
	severalNumbers?: 'asGiven' | 'first';
}
