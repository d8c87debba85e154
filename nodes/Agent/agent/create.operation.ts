import type { BatchOperation } from '../../shared/operation/operation';
import { Stop } from '../../shared/writing/arrayWriter';
import { failureOutcome } from '../../shared/writing/failureOutcome';
import { agentCreator, missingValues } from './creator';
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
import { executeTogether } from '../../shared/operation/executeBatch';

export const create: BatchOperation = {
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
		const { read, kiamo, context } = run;
		return await executeTogether(
			run,
			(item) => {
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
			async (inputs, items) => {
				const results = await agentCreator(kiamo, new Stop(!context.continueOnFail())).write(inputs);
				return results.map((result, at) =>
					result.written
						? { rows: [{ ...(result.row ?? inputs[at]) }] }
						: failureOutcome(run, items[at], result.failure),
				);
			},
		);
	},
};
