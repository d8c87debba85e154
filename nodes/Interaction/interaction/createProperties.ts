import type { INodeProperties } from 'n8n-workflow';

import { nameOrId } from '../../shared/lists/choices';
import { sendPhoneAs } from '../../shared/values/destination';
import { optionsOf } from '../../shared/operation/properties';
import { userDataOptions } from '../../shared/values/userData';
import { timezoneOption } from '../../shared/values/zones';
import { allowPastOption } from './schedule';

/** The choice of the agent an interaction is for. */
export const agentChoice: INodeProperties = nameOrId(
	'Agent',
	'agent',
	'getAgents',
	'Agent to assign the interaction to.',
);

export const priorityOption: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 5,
	description: 'From 1 to 10. The highest is handled first.',
};

const options: INodeProperties[] = [
	agentChoice,
	allowPastOption,
	{
		displayName: 'Contact ID',
		name: 'contact',
		type: 'string',
		default: '',
		placeholder: 'e.g. 65f1a2b3c4d5e6f7a8b9c0d1',
		description: 'ID of the Kiamo contact to link',
	},
	{
		displayName: 'If the Reference Exists Already',
		name: 'ifExists',
		type: 'options',
		default: 'create',
		description: 'What to do when the service has an interaction with this reference, whatever its status',
		options: [
			{ name: 'Create Another', value: 'create' },
			{ name: 'Fail', value: 'fail' },
			{ name: 'Return the Existing One', value: 'return' },
		],
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		description: 'Text that agents see in their list',
	},
	priorityOption,
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORDER-4711',
		description: 'ID from your own system to find the interaction later, up to 64 characters',
	},
	sendPhoneAs,
	timezoneOption,
	...userDataOptions,
];

/** What Create asks for beside the service. */
export const createProperties: INodeProperties[] = [
	{
		displayName: 'Destination',
		name: 'destination',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 06 12 34 56 78',
		description:
			'Where to reach the customer: a phone number in any format, an email address, or the ID of the chat or message stream, depending on the channel of the service',
	},
	{
		displayName: 'When',
		name: 'when',
		type: 'options',
		default: 'now',
		description: 'When to start the interaction',
		options: [
			{ name: 'At a Date', value: 'later', description: 'At a date in the future, such as for a callback' },
			{ name: 'Now', value: 'now', description: 'As soon as an agent is free' },
		],
	},
	{
		displayName: 'Date',
		name: 'date',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { when: ['later'] } },
		default: '',
		description: 'In the time zone of the workflow, unless the date has an offset or a time zone is set',
	},
	optionsOf(options),
];
