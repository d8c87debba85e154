import type { BatchOperation } from '../../shared/operation/operation';
import { executeBatch } from '../../shared/writing/batch';
import { writeInRounds } from '../../shared/writing/rounds';
import {
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
import { agentCreator, missingValues } from './writer';

export const create: BatchOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create agent',
	description: 'Create a new agent',
	output: { row: 'Agent' },
	properties: [
		{ ...login, required: true },
		{ ...firstName, required: true },
		{ ...lastName, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [email, enabled, extension, groups],
		},
	],
	writes: true,
	async executeAll(run) {
		const { read, kiamo } = run;
		return await executeBatch(run, {
			read(item) {
				const values = toAgentValues(run, item, {
					login: read('login', item, ''),
					firstName: read('firstName', item, ''),
					lastName: read('lastName', item, ''),
					...read<GivenValues>('additionalFields', item, {}),
				});
				const missing = missingValues(values);
				if (missing) throw new RangeError(`A new agent needs: ${missing}`);
				return values;
			},
			write: async (inputs, items, stop) =>
				await writeInRounds(run, items, stop, {
					decide: (at) => ({ at, isNew: true }),
					create: async () => await agentCreator(kiamo, stop).write(inputs),
					settle: ({ at }, row) => ({ rows: [{ ...(row ?? inputs[at]) }] }),
				}),
		});
	},
};
