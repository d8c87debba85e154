import type { OperationId } from '../../nodes/shared/transport/client';
import type { Simulator } from '../../simulator';
import { nodeOf } from './nodeOf';
import { forNames, inHours, putAgent, rows, type NodeUses, type Use } from './use';

const plan = (kiamo: Simulator, from: number, to: number) => {
	const [start, end] = [inHours(kiamo, from), inHours(kiamo, to)];
	kiamo.centre.planning.plan({ agent_id: rows.agent, activity_id: rows.activity, start, end });
};
/** Leaves this slot as the only one. */
const planOnly = (kiamo: Simulator, from: number, to: number) => {
	kiamo.centre.planning.clear();
	plan(kiamo, from, to);
};
const slotOf = ({ centre }: Simulator) => centre.planning.all()[0].id;

/** A use without names, and with them. */
const withNames = ({ set, ...one }: Use): Use[] => [
	{ ...one, set: (kiamo) => ({ ...set?.(kiamo), options: { addNames: false } }) },
	{ ...one, set, when: forNames, calls: [...one.calls, 'listAgents'], optional: ['listAgents'] },
];
const ofPlan = (happens: (kiamo: Simulator) => void, ...more: OperationId[]): Use[] =>
	withNames({
		calls: ['listActivities', 'listPlannedActivities', ...more],
		set(kiamo) {
			planOnly(kiamo, 24, 25);
			return {};
		},
		happens: [happens],
	});
/** The agent leaves a work that is planned, and comes back. */
const offPlan = withNames({
	calls: ['listActivities', 'listPlannedActivities', 'listAgentStates'],
	set(kiamo) {
		planOnly(kiamo, -1, 4);
		putAgent(kiamo, 'available');
		return { minutesOffPlan: 10 };
	},
	happens: [
		(kiamo) => putAgent(kiamo, 'logged_out'),
		(kiamo) => kiamo.clock.advance(11 * 60_000),
		(kiamo) => putAgent(kiamo, 'available'),
	],
});

/** What the node Kiamo Activity Planning Trigger asks of Kiamo. */
export const activityPlanningTriggerUses: NodeUses = {
	node: nodeOf('KiamoActivityPlanningTrigger'),
	uses: {
		backOnPlan: offPlan,
		created: ofPlan((kiamo) => plan(kiamo, 48, 49)),
		deleted: ofPlan((kiamo) => kiamo.centre.planning.remove(slotOf(kiamo)), 'getPlannedActivity'),
		offPlan,
		startingSoon: ofPlan((kiamo) => kiamo.clock.advance(24 * 3_600_000 - 5 * 60_000)),
		updated: ofPlan((kiamo) => void kiamo.centre.planning.change(slotOf(kiamo), { comment: 'A' })),
	},
	lists: {
		getActivities: ['listActivities'],
		getAgents: ['listAgents'],
		getGroups: ['listGroups'],
		getPauseReasons: ['listPauseReasons'],
	},
};
