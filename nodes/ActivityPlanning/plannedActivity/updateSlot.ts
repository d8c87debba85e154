import type { Kiamo } from '../../shared/transport/client';
import type { Stop, WriteResult } from '../../shared/writing/arrayWriter';
import type { NewSlot, PlannedActivity } from './slot';

/** Makes a planned activity what is wanted, agent aside; a comment that is left out stays. Sent again, it does no harm. */
export async function updateSlot(
	kiamo: Kiamo,
	before: PlannedActivity,
	wanted: NewSlot,
	stop: Stop,
): Promise<WriteResult<PlannedActivity>> {
	if (stop.stopped) return { written: false, failure: stop.fatalFailure };
	const { activity_id, start, end, comment } = wanted;
	const body = { activity_id, start, end, ...(comment === undefined ? {} : { comment }) };
	const path = { plannedActivityId: before.id };
	const answer = await kiamo.attempt('updatePlannedActivity', { path, body });
	if (answer.ok) return { written: true, row: answer.data ?? { ...before, ...body } };
	stop.after(answer.failure);
	return { written: false, failure: answer.failure };
}
