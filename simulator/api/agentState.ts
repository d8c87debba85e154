import { findAgent } from './agent';
import type { Agent } from '../centre/agents';
import type { NewState } from '../centre/agentStates';
import { complaintsOf } from '../centre/interactionErrors';
import type { Call, Handlers } from '../contract';
import type { SeededService } from '../data/centre';
import { merged } from './interaction';
import type { Kiamo } from '../kiamo';
import { page } from '../server/page';
import { Refusal, refuseIfAny } from '../server/refusal';

/** The state that a request asks for, when the agent may have it. */
export function toState({ centre }: Kiamo, agent: Agent, body: Call<'setAgentState'>['body']): NewState {
	const { state, pause_reason_id } = body;
	if (state === 'paused' && !centre.staff.pauseReasons.some(({ id }) => id === pause_reason_id)) {
		const message = pause_reason_id ? 'This reason does not exist.' : 'A pause needs a reason.';
		refuseIfAny([{ field: 'pause_reason_id', message }]);
	}
	if (!agent.enabled && state !== 'logged_out') throw new Refusal(409, 'The agent is disabled');
	return state === 'paused' ? { state, pause_reason_id } : { state };
}

/** The service through which an agent calls: of the agent's own groups, if there is one. */
function callService({ centre }: Kiamo, { group_ids }: Agent): SeededService {
	const outbound = centre.services.filter(
		({ channel, direction }) => channel === 'call' && direction === 'outbound',
	);
	const [any] = outbound;
	return outbound.find(({ groups }) => groups.some((group) => group_ids.includes(group))) ?? any;
}

type StateOperation =
	'listAgentStates' | 'getAgentState' | 'setAgentState' | 'startAgentCall' | 'listPauseReasons';

export const agentState: Pick<Handlers, StateOperation> = {
	listAgentStates({ centre, quirks }, { query }) {
		const { data, ...rest } = page(centre.agents.all(), query, quirks);
		return { data: data.map(({ id }) => centre.states.get(id)), ...rest };
	},

	getAgentState: (kiamo, { path }) => kiamo.centre.states.get(findAgent(kiamo, path.agentId).id),

	setAgentState(kiamo, { path, body }) {
		const agent = findAgent(kiamo, path.agentId);
		const state = toState(kiamo, agent, body);
		if (kiamo.centre.states.isBusy(agent.id)) throw new Refusal(409, 'The agent is busy');
		return kiamo.centre.states.set(agent.id, state);
	},

	startAgentCall(kiamo, { path, body: { destination, userdata } }) {
		const { states } = kiamo.centre;
		const agent = findAgent(kiamo, path.agentId);
		const service = callService(kiamo, agent);
		refuseIfAny(complaintsOf(kiamo, service, { destination }));
		const { state, pause_reason_id } = states.get(agent.id);
		if (state !== 'available' && state !== 'paused') {
			throw new Refusal(409, 'The agent is neither available nor paused');
		}
		const call = { service: service.id, destination, userdata: merged({}, userdata) };
		const { id } = kiamo.centre.startCall(agent.id, call);
		kiamo.counts.interactionsCreated++;
		// An agent who calls in a pause goes on with the pause.
		if (state === 'paused') states.setAfterwards(agent.id, { state, pause_reason_id });
		return { interaction_id: id };
	},

	listPauseReasons: ({ centre, quirks }, { query }) => page(centre.staff.pauseReasons, query, quirks),
};
