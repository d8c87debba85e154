import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { nameOrId } from '../../shared/lists/choices';
import { readId, checkId } from '../../shared/lists/locator';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import type { Kiamo } from '../../shared/transport/client';
import { toNodeError } from '../../shared/transport/errors';
import { readMoment } from '../../shared/values/dates';
import { isBlank } from '../../shared/values/text';
import { originOf, timezoneOption, type Origin } from '../../shared/values/zones';
import { plannedActivityLocator } from './locator';
import { commentField, durationField, endField, readComment, startField } from './slotFields';
import type { PlannedActivity } from './slot';
import { updateSlot, type SlotValues } from './slotWriter';
import { readEnd } from './times';
import { localTimes, rowMaker } from './toRow';

interface UpdateFields {
	activity?: unknown;
	comment?: unknown;
	duration?: unknown;
	end?: unknown;
	start?: unknown;
	timezone?: unknown;
}

const properties: INodeProperties[] = [
	plannedActivityLocator,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: "Fields you don't add keep their value. An empty comment removes it.",
		options: [
			nameOrId('Activity', 'activity', 'getActivities'),
			commentField,
			durationField,
			endField,
			startField,
			timezoneOption,
		],
	},
];

export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update planned activity',
	description: 'Change the times, activity or comment of a planned activity by its ID',
	output: { row: 'PlannedActivity', with: localTimes },
	properties,
	writes: true,
	async execute(run, itemIndex) {
		const path = { plannedActivityId: readId(run, 'plannedActivity', itemIndex) };
		const fields = run.read<UpdateFields>('updateFields', itemIndex, {});
		const origin = originOf(run, fields.timezone);
		let before: PlannedActivity | undefined;
		const readSlot = async () => (before ??= await run.kiamo.call('getPlannedActivity', { path }, itemIndex));
		const body = await readChange(run, fields, origin, readSlot, itemIndex);
		const answer = await updateSlot(run.kiamo, path.plannedActivityId, body, before);
		if (!answer.ok) throw toNodeError(run.context.getNode(), answer.failure, itemIndex);
		return rowMaker(origin.zone)(answer.data ?? (await readBack(run.kiamo, path, { ...before, ...body })));
	},
};

/** What to change. The slot is read only where the new end depends on a start that stays. */
async function readChange(
	run: Run,
	{ activity, comment, duration, end, start }: UpdateFields,
	origin: Origin,
	readSlot: () => Promise<PlannedActivity>,
	itemIndex: number,
): Promise<SlotValues> {
	const change: SlotValues = {};
	if (!isBlank(activity))
		change.activity_id = checkId(run.context.getNode(), 'activity', activity, itemIndex);
	if (comment !== undefined) change.comment = readComment(comment) ?? null;
	const newStart = isBlank(start) ? undefined : readMoment('Start', start, origin).at;
	if (newStart !== undefined) change.start = new Date(newStart).toISOString();
	const hasEnd = !isBlank(end);
	if (hasEnd || duration !== undefined) {
		if (hasEnd && duration !== undefined) throw new RangeError('Give either End or Duration, not both');
		const from = newStart ?? Date.parse((await readSlot()).start);
		const { at } = readEnd(from, hasEnd ? { end } : { duration }, origin);
		change.end = new Date(at).toISOString();
	}
	if (Object.keys(change).length === 0)
		throw new RangeError('There is nothing to update: fill at least one field under Update Fields');
	return change;
}

/** A slot whose update was answered without it. The write succeeded, so a failure to read it back is none. */
async function readBack(
	kiamo: Kiamo,
	path: { plannedActivityId: string },
	known: Partial<PlannedActivity>,
): Promise<IDataObject & { start?: string; end?: string }> {
	const answer = await kiamo.attempt('getPlannedActivity', { path });
	return answer.ok ? { ...answer.data } : { id: path.plannedActivityId, ...known };
}
