import { foldText } from '../../shared/values/text';
import type { Arguments, Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';
import { ArrayWriter, type Stop } from '../../shared/writing/arrayWriter';
import { createRows } from '../../shared/writing/createRows';
import { differences } from './differences';
import type { Agent, AgentValues } from './fields';

const requiredValues = { login: 'Login', first_name: 'First Name', last_name: 'Last Name' };

/** What a new agent needs and an item does not give, in the words of the node panel; empty when nothing is missing. */
export function missingValues(values: AgentValues): string {
	const missing = Object.entries(requiredValues).filter(([name]) => !(name in values));
	return missing.map(([, label]) => label).join(', ');
}

/** Creates agents in arrays. No two agents have one login, so where an answer was lost, the login tells what was created. */
export function agentCreator(kiamo: Kiamo, stop: Stop): ArrayWriter<AgentValues, Agent> {
	return new ArrayWriter(
		kiamo,
		{
			send: async (writes) => {
				// What has a default in the contract may be left out, which its types do not say.
				const body = writes as Arguments<'createAgents'>['body'];
				return await createRows(kiamo, 'createAgents', { body });
			},
			element: (body) => ({ body }),
			async find(writes) {
				const agents = await listRows(kiamo, 'listAgents', {});
				return writes.map((write) => {
					const row = agents.find(
						(agent) =>
							foldText(agent.login).toLowerCase() === foldText(write.login).toLowerCase() &&
							Object.keys(differences(agent, write)).length === 0,
					);
					return row && { row };
				});
			},
		},
		stop,
	);
}
