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
		'Fields to empty in Kiamo where the item has no value for them. Other fields without a value stay as they are.',
	options: [{ displayName: 'Field', name: 'field', values: [fieldChoice] }],
};

/** The choice of the field that tells our own changes from those of others. */
function markFieldChoice(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: 'Add Mark Field',
		default: {},
		description,
		options: [{ displayName: 'Mark Field', name: 'field', values: [fieldChoice] }],
	};
}

/** Marks what is written, so that the trigger can tell it from other people's changes. */
export const markChanges = markFieldChoice(
	'Mark Changes for the Trigger',
	'markChanges',
	'A text field of the base, kept for this alone. Each contact that is written gets a short mark there, by which the Kiamo Contact Manager Trigger knows that the change comes from n8n.',
);

/** Passes over what was marked. */
export const ignoreMarkedChanges = markFieldChoice(
	'Ignore Changes Made by This Workflow Package',
	'ignoreMarked',
	'Passes over contacts that a Kiamo Contact Manager node wrote, so that a two-way sync does not echo. Choose the field that is set in that node under Mark Changes for the Trigger.',
);

export interface MarkFieldChoice {
	field?: { name: string };
}

/** How telephone numbers are written, for every operation that writes contacts. */
export const phoneOptions: INodeProperties[] = [
	{
		displayName: 'Invalid Phone Numbers',
		name: 'badPhone',
		type: 'options',
		default: 'asGiven',
		description: 'What to do with a text in a phone field that cannot be a phone number',
		options: [
			{ name: 'Refuse the Item', value: 'refuse' },
			{ name: 'Write as Given', value: 'asGiven' },
		],
	},
	{
		displayName: 'Write Phone Numbers',
		name: 'phoneFormat',
		type: 'options',
		default: 'asGiven',
		description: 'How to write phone numbers in Kiamo. A number that is there already stays as it is.',
		options: [
			{ name: 'As Given', value: 'asGiven' },
			{ name: 'E.164 (+33612345678)', value: 'e164' },
		],
	},
];

export interface WriteOptions {
	clearFields?: { field?: Array<{ name: string }> };
	markChanges?: MarkFieldChoice;
	badPhone?: 'asGiven' | 'refuse';
	phoneFormat?: 'asGiven' | 'e164';
}
