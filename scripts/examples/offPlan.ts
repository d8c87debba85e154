import { setTimeout as sleep } from 'node:timers/promises';
import example from '../../examples/off-plan-alert.json';
import { atPace, changeNode, chooseKiamo, publish } from '../example';
import { until } from '../sandbox/process';
import { makeMessages, readMessages } from './messages';
import { pace, type Scenario } from './scenario';

const minute = 60_000;

/** An agent on shift logs out; the supervisor is told after ten minutes, and again when the agent is back. */
export const offPlan: Scenario = {
	name: 'On shift but logged out 10 minutes → supervisor: told once, closed when the agent is back',
	async play({ session, simulator, credential }) {
		await makeMessages(session);
		const { agents, planning, states } = simulator.centre;
		const now = () => simulator.clock.now().getTime();
		const odette = { first_name: 'Odette', last_name: 'Pauvert', login: 'opauvert', group_ids: [1] };
		const { id } = agents.add(odette);
		const [start, end] = [-2, 2].map((hours) => new Date(now() + hours * 60 * minute));
		planning.plan({ agent_id: id, activity_id: 1, start, end });
		states.set(id, { state: 'available' }, now() - 60 * minute);
		const chosen = changeNode(chooseKiamo(example, credential, {}), 'Off plan', {
			parameters: { filters: { agents: [String(id)] } },
		});
		await publish(session, atPace(chosen, pace));
		// What is so at the first poll is no news.
		const isPolled = async () => simulator.counts.lastRequests.some(isOf(id)) || undefined;
		await until('The first poll', isPolled);
		await sleep(pace * 1000);

		states.set(id, { state: 'logged_out' }, now() - 9.5 * minute);
		const inStatus = async (status: string) => {
			const messages = await readMessages(session, odette.last_name);
			return messages.find((message) => message.status === status);
		};
		await sleep(pace * 1000);
		if (await inStatus('open')) throw new Error('The supervisor was told before ten minutes had passed');
		const opened = await until('The message', () => inStatus('open'));
		states.set(id, { state: 'available' });
		const closed = await until('The end of the message', () => inStatus('closed'));
		const messages = await readMessages(session, odette.last_name);
		if (messages.length !== 1) throw new Error(`There are ${messages.length} messages instead of one`);
		return `“${String(opened.text)}”, then “${String(closed.outcome)}”`;
	},
};

/** Whether a request asks for the plan of an agent. */
function isOf(agentId: number) {
	return ({ operationId, query }: { operationId?: string; query: string }) =>
		operationId === 'listPlannedActivities' && new URLSearchParams(query).get('agent_id') === String(agentId);
}
