import type { INodeProperties } from 'n8n-workflow';

import { shorten } from '../../shared/transport/refusals';
import { readText } from '../../shared/values/text';
import type { Activity } from './activitiesOf';
import { choices } from '../../../contract/generated/operations';

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Product training',
	description: 'Name shown in the schedule',
};

export const kindField: INodeProperties = {
	displayName: 'Kind',
	name: 'kind',
	type: 'options',
	default: 'work',
	description: 'What the activity is; only Work counts as being at work',
	options: choices.ActivityKind,
};

export const colorField: INodeProperties = {
	displayName: 'Color',
	name: 'color',
	type: 'color',
	default: '',
	description: 'Color in the schedule',
};

export const paidField: INodeProperties = {
	displayName: 'Paid',
	name: 'paid',
	type: 'boolean',
	default: true,
	description: 'Whether the time counts as paid',
};

/** The color as Kiamo takes it (`#2e7d32`, or null for none). Throws a RangeError for anything else. */
export function readColor(value: unknown): Activity['color'] {
	const text = readText('Color', value);
	if (text === '') return null;
	if (/^#[0-9a-f]{6}$/i.test(text)) return text;
	throw new RangeError(`Color must be written like #2e7d32, not "${shorten(text)}"`);
}

/** The name of an activity. Throws a RangeError for none. */
export function readName(value: unknown): string {
	const name = readText('Name', value);
	if (name === '') throw new RangeError('Name is empty');
	return name;
}
