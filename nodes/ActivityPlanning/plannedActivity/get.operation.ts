import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { plannedActivityLocator } from './locator';
import { originOf, timezoneOption } from '../../shared/values/zones';
import { optionsOf } from '../../shared/operation/properties';
import { planNames } from '../activity/activitiesOf';
import { addNames, nameTypes, withNamesIfChosen } from '../../shared/lists/names';
import { localTimes, rowMaker } from './toRow';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get planned activity',
	description: 'Retrieve a planned activity by its ID',
	output: { row: 'PlannedActivity', with: { ...localTimes, ...nameTypes(planNames) } },
	properties: [plannedActivityLocator, addNames, optionsOf([timezoneOption])],
	async execute(run, itemIndex) {
		const { timezone } = run.read<{ timezone?: unknown }>('options', itemIndex, {});
		const toRow = rowMaker(originOf(run, timezone).zone);
		const path = { plannedActivityId: readId(run, 'plannedActivity', itemIndex) };
		const row = toRow(await run.kiamo.call('getPlannedActivity', { path }, itemIndex));
		return await withNamesIfChosen(run, itemIndex, planNames, [row]);
	},
};
