import type { OperationId } from '../../nodes/shared/transport/client';
import type { Simulator } from '../../simulator';
import { nodeOf } from './nodeOf';
import { putAgent, rows, type NodeUses, type Use } from './use';

const ofAgents = (happens: (kiamo: Simulator) => void): Use[] => [
	{ calls: ['listAgents'], happens: [happens] },
];
const ofStates = (
	before: 'available' | 'logged_out',
	after: 'available' | 'logged_out' | 'paused',
	...more: OperationId[]
): Use[] => [
	{
		calls: ['listAgentStates', 'listAgents', ...more],
		set(kiamo) {
			putAgent(kiamo, before);
			return { minutes: 1 };
		},
		happens: [(kiamo) => putAgent(kiamo, after), (kiamo) => kiamo.clock.advance(60_000)],
	},
];

/** What the node Kiamo Agent Trigger asks of Kiamo. */
export const agentTriggerUses: NodeUses = {
	node: nodeOf('KiamoAgentTrigger'),
	uses: {
		agentCreated: ofAgents(({ centre }) => {
			centre.agents.add({ login: 'new', first_name: 'A', last_name: 'B' });
		}),
		agentDisabled: ofAgents(({ centre }) => {
			centre.agents.change(rows.agent, { enabled: false });
		}),
		agentUpdated: ofAgents(({ centre }) => {
			centre.agents.change(rows.agent, { extension: '6199' });
		}),
		enteredPause: ofStates('available', 'paused', 'listPauseReasons'),
		inStateLongerThan: ofStates('available', 'paused', 'listPauseReasons'),
		loggedIn: ofStates('logged_out', 'available'),
		loggedOut: ofStates('available', 'logged_out'),
		stateChanged: ofStates('available', 'logged_out'),
	},
	lists: { getAgents: ['listAgents'], getGroups: ['listGroups'], getPauseReasons: ['listPauseReasons'] },
};
