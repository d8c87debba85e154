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
	'The agent who shall treat it.',
);

export const priorityOption: INodeProperties = {
	displayName: 'Priority',
	name: 'priority',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 5,
	description: 'From 1 to 10; the highest goes first',
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
		description: 'What agents see of it in their list',
	},
	priorityOption,
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. ORDER-4711',
		description: 'An ID of your own system, up to 64 characters, by which you find it again',
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
			'Where to reach the customer: a phone number, written in any way, for a service of calls; an e-mail address for one of mails; else what Kiamo knows the stream by',
	},
	{
		displayName: 'When',
		name: 'when',
		type: 'options',
		default: 'now',
		description: 'When Kiamo shall treat it',
		options: [
			{ name: 'At a Date', value: 'later', description: 'At a moment to come, as for a callback' },
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
		description:
			'In the time zone of the workflow, unless it has an offset or a time zone is set under Options',
	},
	optionsOf(options),
];
