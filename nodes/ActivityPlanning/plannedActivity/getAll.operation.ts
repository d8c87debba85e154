import type { INodeProperties } from 'n8n-workflow';

import { listPages } from '../../shared/transport/pages';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { filtersOf, optionsOf, readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { Filters } from '../../shared/operation/filters';
import { originOf, timezoneOption, type Origin } from '../../shared/values/zones';
import { planNames } from '../activity/activitiesOf';
import { addNames, nameTypes, withNamesIfChosen } from '../../shared/lists/names';
import { planFilters, toPlanQuery } from './filters';
import type { PlannedActivity } from './slot';
import { localTimes, rowMaker } from './toRow';

function moment(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'dateTime', default: '', description };
}

const filters: INodeProperties[] = [
	...planFilters,
	moment('Created Since', 'createdSince', 'Only activities planned at this time or later'),
	moment('Period End', 'to', 'Only activities that begin before this time'),
	moment('Period Start', 'from', 'Only activities that end after this time, even if they began before it'),
	moment('Updated Since', 'updatedSince', 'Only activities changed at this time or later'),
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many planned activities',
	description: 'Retrieve planned activities by agent, group, activity and period',
	output: { row: 'PlannedActivity', with: { ...localTimes, ...nameTypes(planNames) } },
	properties: [...returnAllOrLimit, addNames, filtersOf(filters), optionsOf([timezoneOption])],
	async execute(run, itemIndex) {
		const { timezone } = run.read<{ timezone?: unknown }>('options', itemIndex, {});
		const origin = originOf(run, timezone);
		const limit = readLimit(run, itemIndex);
		const { query, isWanted } = toQuery(run, itemIndex, origin);
		// Kiamo has no filter by activity: what it lists is more than what is wanted.
		const slots: PlannedActivity[] = [];
		for await (const page of listPages(
			run.kiamo,
			'listPlannedActivities',
			{ query },
			{ pageSize: limit, itemIndex },
		)) {
			slots.push(...page.filter(isWanted));
			if (slots.length >= limit) break;
		}
		const rows = slots.slice(0, limit).map(rowMaker(origin.zone));
		return await withNamesIfChosen(run, itemIndex, planNames, rows);
	},
};

function toQuery(run: Run, itemIndex: number, origin: Origin) {
	const given = new Filters(run, itemIndex, filters);
	const { query, isWanted } = toPlanQuery({
		activityIds: given.ids('activities', 'activity'),
		agentIds: given.ids('agents', 'agent'),
		groupIds: given.ids('groups', 'group'),
	});
	return {
		query: {
			...query,
			from: given.moment('from', origin),
			to: given.moment('to', origin),
			created_from: given.moment('createdSince', origin),
			updated_from: given.moment('updatedSince', origin),
		},
		isWanted,
	};
}
