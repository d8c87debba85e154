import { findAgent } from './agent';
import { toState } from './agentState';
import type { Handlers } from '../contract';
import { findService, pageOfInteractions } from './interaction';
import { page } from '../server/page';

type SupervisionOperation =
	| 'listServiceIndicators'
	| 'getServiceIndicators'
	| 'setServiceOpen'
	| 'listQueue'
	| 'listAgentIndicators'
	| 'forceAgentState'
	| 'listGroupIndicators';

export const supervision: Pick<Handlers, SupervisionOperation> = {
	listServiceIndicators({ centre, quirks }, { query }) {
		const { data, ...rest } = page(centre.services, query, quirks);
		return { data: centre.indicators.ofServices(data), ...rest };
	},

	getServiceIndicators: (kiamo, { path }) =>
		kiamo.centre.indicators.ofServices([findService(kiamo, path.serviceId)])[0],

	setServiceOpen(kiamo, { path, body, lateBy }) {
		const service = findService(kiamo, path.serviceId);
		kiamo.centre.setOpen(service.id, body.open, { lateBy });
		return kiamo.centre.indicators.ofServices([service])[0];
	},

	listQueue(kiamo, { path, query }) {
		const { id } = findService(kiamo, path.serviceId);
		return pageOfInteractions(kiamo, kiamo.centre.indicators.queue(id), query);
	},

	listAgentIndicators({ centre, quirks }, { query }) {
		const { data, ...rest } = page(centre.agents.all(), query, quirks);
		return { data: centre.indicators.ofAgents(data), ...rest };
	},

	forceAgentState(kiamo, { path, body }) {
		const agent = findAgent(kiamo, path.agentId);
		return kiamo.centre.states.setAfterwards(agent.id, toState(kiamo, agent, body));
	},

	listGroupIndicators({ centre, quirks }, { query }) {
		const { data, ...rest } = page(centre.staff.groups, query, quirks);
		return { data: centre.indicators.ofGroups(data), ...rest };
	},
};
