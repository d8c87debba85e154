import { byId } from '../../scripts/workflow';
import { nodeOf } from './nodeOf';
import { requests, rows, type NodeUses, checks } from './use';

const agent = byId(rows.agent);
const group = byId(rows.group);
const service = byId(rows.reception);

/** What the node Kiamo Supervision asks of Kiamo. */
export const supervisionUses: NodeUses = {
	node: nodeOf('KiamoSupervision'),
	uses: {
		'agent.forceState': [{ calls: ['forceAgentState'], set: () => ({ agent, state: 'available' }) }],
		'agentIndicator.get': [{ calls: ['listAgentIndicators'], set: () => ({ agent }) }],
		'agentIndicator.getAll': [{ calls: ['listAgentIndicators'] }],
		'apiRequest.send': requests(
			{ GET: 'getServiceIndicators', POST: undefined, PUT: 'setServiceOpen', DELETE: undefined },
			() => ({ path: `/supervision/services/${rows.reception}`, body: { open: true } }),
		),
		'groupIndicator.get': [{ calls: ['listGroupIndicators'], set: () => ({ group }) }],
		'groupIndicator.getAll': [{ calls: ['listGroupIndicators'] }],
		'queue.getAll': [
			{
				calls: ['listQueue'],
				set(kiamo) {
					kiamo.centre.receive({ service: rows.reception, customer: '0612345678' });
					return { service };
				},
			},
		],
		'server.checkCompatibility': checks('supervision'),
		'service.close': [{ calls: ['setServiceOpen'], set: () => ({ service }) }],
		'service.open': [{ calls: ['setServiceOpen'], set: () => ({ service }) }],
		'serviceIndicator.get': [{ calls: ['getServiceIndicators'], set: () => ({ service }) }],
		'serviceIndicator.getAll': [{ calls: ['listServiceIndicators'] }],
	},
	lists: {
		searchAgents: ['listAgentIndicators'],
		searchGroups: ['listGroupIndicators'],
		searchServices: ['listServiceIndicators'],
		searchPauseReasons: ['listPauseReasons'],
	},
};
