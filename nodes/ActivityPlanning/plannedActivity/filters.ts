import type { INodeProperties } from 'n8n-workflow';

import type { Arguments } from '../../shared/transport/client';
import { namesOrIds } from '../../shared/lists/choices';

/** The filters for lists and for the trigger. */
export const planFilters: INodeProperties[] = [
	namesOrIds('Activity', 'activities', 'getActivities', 'Only these activities.'),
	namesOrIds('Agent', 'agents', 'getAgents', 'Only the schedules of these agents.'),
	namesOrIds('Group', 'groups', 'getGroups', 'Only the schedules of agents in these groups.'),
];

/** The IDs that filters name; an empty list for no filter. */
export interface PlanFilters {
	activityIds: string[];
	agentIds: string[];
	groupIds: string[];
}

/** The filters as Kiamo takes them, and those by activity, which it has not. */
export function toPlanQuery({ activityIds, agentIds, groupIds }: PlanFilters): {
	query: NonNullable<Arguments<'listPlannedActivities'>['query']>;
	isWanted(slot: { activity_id: string }): boolean;
} {
	return {
		query: {
			...(agentIds.length > 0 ? { agent_id: agentIds } : {}),
			...(groupIds.length > 0 ? { group_id: groupIds } : {}),
		},
		isWanted: ({ activity_id }) => activityIds.length === 0 || activityIds.includes(activity_id),
	};
}
