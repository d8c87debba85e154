import { NodeOperationError } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import { beside } from '../../shared/operation/output';
import { listRows } from '../../shared/transport/pages';
import { isBlank } from '../../shared/values/text';
import type { Stop } from '../../shared/writing/batch';
import { hides, isSample } from '../../shared/writing/hides';
import { writeInRounds, type Plan } from '../../shared/writing/rounds';
import { AgentIndex, keysOf, type MatchOn } from './agentIndex';
import { agentName } from '../../shared/lists/names';
import type { Agent, AgentValues } from './fields';
import { agentCreator, agentUpdater, differences, missingValues, readBack } from './writer';

interface AgentPlan extends Plan {
	agent?: Agent;
	changes: AgentValues;
}

/** Brings agents into Kiamo as if one item came after the other. Throws a NodeApiError, with nothing written, when the agents cannot be read. */
export async function upsertAgents(
	run: Run,
	inputs: AgentValues[],
	items: number[],
	matchOn: MatchOn,
	stop: Stop,
): Promise<Outcome[]> {
	const { kiamo } = run;
	const agents = await listRows(kiamo, 'listAgents', {});
	if (agents.length > 0 && agents.every((agent) => agent[matchOn] === undefined)) {
		const read = async ({ id }: Agent) => await kiamo.attempt('getAgent', { path: { agentId: id } });
		if (
			matchOn === 'login' ||
			(await hides(agents.filter(isSample), read, (agent) => !isBlank(agent[matchOn])))
		)
			throw new RangeError(`Couldn't find out who is there: Kiamo doesn't show the ${matchOn} of agents`);
	}
	const index = new AgentIndex(agents);
	const creator = agentCreator(kiamo, stop);
	const updater = agentUpdater(kiamo, stop);
	const findFor = (at: number) => index.find(matchOn, inputs[at][matchOn]);

	return await writeInRounds<AgentPlan, Agent>(run, items, stop, {
		reads: (at) => [...keysOf(inputs[at]), ...findFor(at).flatMap(keysOf)],
		decide,
		create: async (plans) => await creator.write(plans.map(({ changes }) => changes)),
		update: async (plans) =>
			await updater.write(
				plans.flatMap(({ agent, changes }) =>
					agent ? { agentId: agent.id, body: changes, before: agent } : [],
				),
			),
		async settle({ agent, changes, isNew }, row) {
			// Every row of new agents is there: createRows sees to it.
			const after = agent ? await readBack(kiamo, agent.id, row, { ...agent, ...changes }) : (row as Agent);
			index.put(after);
			return shown(isNew ? 'created' : 'updated', after, Object.keys(changes));
		},
		retryAdvice: () => 'You can safely retry: existing agents are matched, not duplicated.',
	});

	function decide(at: number): AgentPlan | Outcome {
		const values = inputs[at];
		const [agent, ...others] = findFor(at);
		if (others.length > 0) {
			const found = [agent, ...others];
			const names = found.map((each) => `${agentName(each)} (${each.login}, ID ${each.id})`).join(', ');
			return refused(
				at,
				`${found.length} agents have the ${matchOn} "${values[matchOn]}": ${names}`,
				'Match on the login, which only one agent has, or give each agent their own email.',
			);
		}
		if (agent) {
			const changes = differences(agent, values);
			return Object.keys(changes).length > 0
				? { at, isNew: false, agent, changes }
				: shown('unchanged', agent, []);
		}
		const missing = missingValues(values);
		if (missing === '') return { at, isNew: true, keys: keysOf(values), changes: values };
		return refused(
			at,
			`No agent has the ${matchOn} "${values[matchOn]}", and a new one needs: ${missing}`,
			'Fill these fields, or check the spelling.',
		);
	}

	function shown(status: string, agent: Agent, changedFields: string[]): Outcome {
		return { rows: [beside({ status, id: agent.id, changedFields }, { ...agent })] };
	}

	function refused(at: number, message: string, description: string): Outcome {
		const options = { itemIndex: items[at], description };
		return { error: new NodeOperationError(run.context.getNode(), message, options) };
	}
}
