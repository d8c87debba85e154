import type { INode, INodeProperties } from 'n8n-workflow';

import type { Arguments } from '../../shared/transport/client';
import { namesOrIds } from '../../shared/lists/choices';
import { toIds } from '../../shared/lists/locator';

/** What chooses slots by whose they are and what is done. */
export interface PlanFilters {
	activities?: unknown;
	agents?: unknown;
	groups?: unknown;
}

/** The filters for lists and for the trigger. */
export const planFilters: INodeProperties[] = [
	namesOrIds('Activity', 'activities', 'getActivities', 'Only these activities.'),
	namesOrIds('Agent', 'agents', 'getAgents', 'Only the schedules of these agents.'),
	namesOrIds('Group', 'groups', 'getGroups', 'Only the schedules of agents in these groups.'),
];

/** The filters as Kiamo takes them, and those by activity, which it has not. Throws for what is no ID. */
export function readFilters(
	node: INode,
	{ activities, agents, groups }: PlanFilters,
	itemIndex?: number,
): {
	query: NonNullable<Arguments<'listPlannedActivities'>['query']>;
	isWanted(slot: { activity_id: string }): boolean;
	activityIds: string[];
} {
	const activityIds = toIds(node, 'activity', activities, itemIndex);
	const agent_id = toIds(node, 'agent', agents, itemIndex);
	const group_id = toIds(node, 'group', groups, itemIndex);
	return {
		query: {
			...(agent_id.length > 0 ? { agent_id } : {}),
			...(group_id.length > 0 ? { group_id } : {}),
		},
		isWanted: ({ activity_id }) => activityIds.length === 0 || activityIds.includes(activity_id),
		activityIds,
	};
}
