import { NodeOperationError } from 'n8n-workflow';

import type { BatchOperation, Outcome, Run } from '../../shared/operation/operation';
import { failureOutcome } from '../../shared/writing/failureOutcome';
import {
	clear,
	email,
	enabled,
	extension,
	firstName,
	groups,
	lastName,
	login,
	toAgentValues,
	type GivenValues,
} from './fields';
import { executeTogether } from '../../shared/operation/executeBatch';
import { inAgentsTurn } from './locks';
import { upsertAgents, type MatchOn, type UpsertResult } from './upsertAgents';

export const upsert: BatchOperation = {
	properties: [
		{
			displayName: 'Match On',
			name: 'matchOn',
			type: 'options',
			noDataExpression: true,
			default: 'login',
			description:
				'What tells whether an agent is there already, in upper or lower case. Disabled agents count too.',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'Login', value: 'login' },
			],
		},
		{ ...login, description: `${login.description}. A new agent needs one.` },
		email,
		{ ...firstName, description: `${firstName.description}. A new agent needs one.` },
		{ ...lastName, description: `${lastName.description}. A new agent needs one.` },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [clear, enabled, extension, groups],
		},
	],
	writes: true,
	async executeAll(run) {
		const { read, kiamo } = run;
		const matchOn = read<MatchOn>('matchOn', 0);
		return await executeTogether(
			run,
			(item) => {
				const values = toAgentValues(run, item, {
					login: read('login', item, ''),
					email: read('email', item, ''),
					firstName: read('firstName', item, ''),
					lastName: read('lastName', item, ''),
					...read<GivenValues>('additionalFields', item, {}),
				});
				if (values[matchOn]) return values;
				throw new RangeError(`The item has no ${matchOn} to find the agent by`);
			},
			async (inputs, items) => {
				// Two runs that look for an agent at once would both find nobody.
				const results = await inAgentsTurn(
					kiamo,
					'all',
					async () => await upsertAgents(kiamo, inputs, matchOn, !run.context.continueOnFail()),
				);
				return results.map((result, at) => toOutcome(run, items[at], result));
			},
		);
	},
};

function toOutcome(run: Run, item: number, result: UpsertResult): Outcome {
	switch (result.status) {
		case 'refused': {
			const { message, description } = result;
			const error = new NodeOperationError(run.context.getNode(), message, { itemIndex: item, description });
			return { error };
		}
		case 'failed':
			return failureOutcome(run, item, result.failure);
		default: {
			const { status, agent, changedFields } = result;
			return { rows: [{ status, id: agent.id, changedFields, agent: { ...agent } }] };
		}
	}
}
