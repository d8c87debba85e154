import type { OperationId } from '../../nodes/shared/transport/client';
import type { Simulator } from '../../simulator';
import { nodeOf } from './nodeOf';
import { rows, type NodeUses, type Use } from './use';

const rule = (
	kind: string,
	values: object,
	call: OperationId,
	...happens: Array<(kiamo: Simulator) => void>
): Use[] => [
	{
		calls: [call],
		set: () => ({ rules: { [kind]: [{ ids: [], coolDown: 0, minutes: 0, ...values }] } }),
		happens,
	},
];
const close = ({ centre }: Simulator) => {
	centre.setOpen(rows.reception, false);
};
const wait = ({ centre }: Simulator) => {
	centre.receive({ service: rows.reception, customer: '0612345678' });
};
const logAllOut = ({ centre }: Simulator) => {
	for (const { id } of centre.agents.all()) centre.states.set(id, { state: 'logged_out' });
};
/** A threshold of an indicator that agents who are logged out fall below. */
const fewer = { direction: 'below', threshold: 0 };

/** What the node Kiamo Supervision Trigger asks of Kiamo. */
export const supervisionTriggerUses: NodeUses = {
	node: nodeOf('KiamoSupervisionTrigger'),
	uses: {
		agentThreshold: rule(
			'agentThreshold',
			{ indicator: 'today_handled', ...fewer },
			'listAgentIndicators',
			logAllOut,
		),
		groupThreshold: rule(
			'groupThreshold',
			{ indicator: 'agents_available', ...fewer },
			'listGroupIndicators',
			logAllOut,
		),
		longestWait: rule('longestWait', { seconds: 1 }, 'listServiceIndicators', wait, (kiamo) =>
			kiamo.clock.advance(1_000),
		),
		noAgent: rule('noAgent', {}, 'listServiceIndicators', logAllOut),
		opening: rule('opening', { changes: ['closed'] }, 'listServiceIndicators', close),
		serviceThreshold: rule(
			'serviceThreshold',
			{ indicator: 'waiting', direction: 'above', threshold: 1 },
			'listServiceIndicators',
			wait,
		),
	},
	lists: {
		getAgents: ['listAgentIndicators'],
		getGroups: ['listGroupIndicators'],
		getServices: ['listServiceIndicators'],
	},
};
