import type { components } from '../../../contract/generated/types';

export type PlannedActivity = components['schemas']['PlannedActivity'];
/** A slot as Kiamo is asked for it: moments in UTC, in ISO 8601. */
export type NewSlot = components['schemas']['NewPlannedActivity'];

/** Whether two slots are the same in all that `wanted` says; a comment that is left out says nothing. */
export function isSame(wanted: Omit<NewSlot, 'agent_id'>, slot: Omit<NewSlot, 'agent_id'>): boolean {
	return (
		wanted.activity_id === slot.activity_id &&
		Date.parse(wanted.start) === Date.parse(slot.start) &&
		Date.parse(wanted.end) === Date.parse(slot.end) &&
		(wanted.comment === undefined || (wanted.comment || null) === (slot.comment || null))
	);
}

/** Whether two slots share a moment; those that touch do not. */
export function overlap(a: Pick<NewSlot, 'start' | 'end'>, b: Pick<NewSlot, 'start' | 'end'>): boolean {
	return Date.parse(a.start) < Date.parse(b.end) && Date.parse(b.start) < Date.parse(a.end);
}
