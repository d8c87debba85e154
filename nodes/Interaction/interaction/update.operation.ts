import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import { toNodeError } from '../../shared/transport/errors';
import { readId, checkId } from '../../shared/lists/locator';
import { readList } from '../../shared/values/lists';
import { wholeNumber } from '../../shared/values/numbers';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { isBlank } from '../../shared/values/text';
import { readUserData, userDataOptions, type UserDataInput } from '../../shared/values/userData';
import { originOf, timezoneOption, type Origin } from '../../shared/values/zones';
import { agentChoice, priorityOption } from './createProperties';
import { interactionLocator } from './locator';
import { readBack, updateInteraction, withInteractionLock } from './readBack';
import { allowPastOption, readSchedule, type ScheduleInput } from './schedule';

interface UpdateFields extends ScheduleInput, UserDataInput {
	agent?: unknown;
	date?: unknown;
	priority?: unknown;
	removeAgent?: boolean;
	removeKeys?: unknown;
}

const fields: INodeProperties[] = [
	agentChoice,
	allowPastOption,
	{
		displayName: 'Date',
		name: 'date',
		type: 'dateTime',
		default: '',
		description:
			'When to start the interaction. Only scheduled interactions can be moved. In the time zone of the workflow, unless the date has an offset or a time zone is set.',
	},
	priorityOption,
	{
		displayName: 'Remove the Agent',
		name: 'removeAgent',
		type: 'boolean',
		default: false,
		description: 'Whether to let any agent take it',
	},
	{
		displayName: 'Remove User Data',
		name: 'removeKeys',
		type: 'string',
		default: '',
		placeholder: 'e.g. order, shop',
		description: 'Comma-separated names of the user data to remove',
	},
	timezoneOption,
	...userDataOptions,
];

export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update callback or other interaction',
	description: 'Move an interaction to another date, or change its priority, agent or user data',
	properties: [
		interactionLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: fields.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	],
	writes: true,
	async execute(run, itemIndex) {
		const interactionId = readId(run, 'interaction', itemIndex);
		const given = run.read<UpdateFields>('updateFields', itemIndex, {});
		const origin = originOf(run, given.timezone);
		if (!isBlank(given.date) && !given.allowPast) await learnServerClock(run.kiamo);
		const body = readChange(run, itemIndex, given, origin);
		return await withInteractionLock(run.kiamo, interactionId, async () => {
			const answer = await updateInteraction(run.kiamo, interactionId, body);
			if (!answer.ok) throw toNodeError(run.context.getNode(), answer.failure, itemIndex);
			return await readBack(run.kiamo, interactionId, answer.data, origin.zone);
		});
	},
};

/** Makes sure that the server's clock is known: any answer tells it, a refusal too. Asks once per run. */
async function learnServerClock(kiamo: Kiamo): Promise<void> {
	await kiamo.once('clock', async () => await kiamo.attempt('listServices', { page: { size: 1 } }));
}

function readChange(
	{ kiamo, context }: Run,
	itemIndex: number,
	given: UpdateFields,
	origin: Origin,
): components['schemas']['InteractionChange'] {
	const { agent, date, priority, removeAgent } = given;
	if (!isBlank(agent) && removeAgent)
		throw new RangeError('Enter an agent or turn on Remove the Agent, not both');
	const userdata = {
		...readUserData(given),
		...Object.fromEntries(readList('Remove User Data', given.removeKeys).map((name) => [name, null])),
	};
	const change = {
		...(!isBlank(date) ? { scheduled_date: readSchedule(kiamo, 'Date', date, origin, given).date } : {}),
		...(isBlank(priority) ? {} : { priority: wholeNumber('Priority', priority) }),
		...(!isBlank(agent) ? { agent_id: checkId(context.getNode(), 'agent', agent, itemIndex) } : {}),
		...(removeAgent ? { agent_id: null } : {}),
		...(Object.keys(userdata).length > 0 ? { userdata } : {}),
	};
	if (Object.keys(change).length > 0) return change;
	throw new RangeError('There is nothing to update: fill at least one field under Update Fields');
}
