import type { INodeProperties } from 'n8n-workflow';

import { listPages } from '../../shared/transport/pages';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { filtersOf, optionsOf, readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { readIsoMoment } from '../../shared/values/dates';
import { originOf, timezoneOption, type Origin } from '../../shared/values/zones';
import { planFilters, readFilters, type PlanFilters } from './filters';
import type { PlannedActivity } from './slot';
import { rowMaker } from './toRow';

interface Filters extends PlanFilters {
	createdSince?: unknown;
	from?: unknown;
	to?: unknown;
	updatedSince?: unknown;
}

function moment(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'dateTime', default: '', description };
}

const properties: INodeProperties[] = [
	...returnAllOrLimit,
	filtersOf([
		...planFilters,
		moment('Created Since', 'createdSince', 'Only what was planned at this moment or later'),
		moment('Period End', 'to', 'Only what begins before this moment'),
		moment('Period Start', 'from', 'Only what ends after this moment, even if it has begun before'),
		moment('Updated Since', 'updatedSince', 'Only what was changed at this moment or later'),
	]),
	optionsOf([timezoneOption]),
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many planned activities',
	description: 'Retrieve who is planned to do what and when, by agent, group, activity and period',
	properties,
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
		return slots.slice(0, limit).map(rowMaker(origin.zone));
	},
};

function toQuery(run: Run, itemIndex: number, origin: Origin) {
	const filters = run.read<Filters>('filters', itemIndex, {});
	const { query, isWanted } = readFilters(run.context.getNode(), filters, itemIndex);
	const at = (label: string, value: unknown) => readIsoMoment(label, value, origin);
	return {
		query: {
			...query,
			from: at('Period Start', filters.from),
			to: at('Period End', filters.to),
			created_from: at('Created Since', filters.createdSince),
			updated_from: at('Updated Since', filters.updatedSince),
		},
		isWanted,
	};
}
