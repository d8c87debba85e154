import type { BatchOperation } from '../../shared/operation/operation';
import { isPlaceholder, quote } from '../../shared/values/text';
import { executeBatch } from '../../shared/writing/batch';
import type { MatchOn } from './agentIndex';
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
import { upsertAgents } from './upsertAgents';
import { withAgentLock } from './writer';

export const upsert: BatchOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update agent',
	description: 'Create a new agent, or update the current one if it already exists (upsert)',
	properties: [
		{
			displayName: 'Match On',
			name: 'matchOn',
			type: 'options',
			noDataExpression: true,
			default: 'login',
			description: 'Field used to find existing agents, ignoring case. Disabled agents are also found.',
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
		return await executeBatch(run, {
			read(item) {
				const values = toAgentValues(run, item, {
					login: read('login', item, ''),
					email: read('email', item, ''),
					firstName: read('firstName', item, ''),
					lastName: read('lastName', item, ''),
					...read<GivenValues>('additionalFields', item, {}),
				});
				const key = values[matchOn];
				if (!key) throw new RangeError(`The item has no ${matchOn} to match on`);
				if (!isPlaceholder(key)) return values;
				throw new RangeError(
					`The ${matchOn} "${quote(key)}" can't identify an agent. Give the agent a unique one`,
				);
			},
			// Two runs that look for an agent at once would both find nobody.
			write: async (inputs, items, stop) =>
				await withAgentLock(kiamo, 'all', async () => await upsertAgents(run, inputs, items, matchOn, stop)),
		});
	},
};
