import { DateTime } from '../../shared/values/luxon';

import { readWhen, type When } from '../../shared/values/when';
import { positiveNumber } from '../../shared/values/numbers';

/** The end of a slot as the user gave it. */
export interface EndInput {
	end?: unknown;
	/** Minutes on the clock. */
	duration?: unknown;
}

/**
 * Reads when a slot ends: at a moment, at a time of the day (`06:00`: the next one after the start), or so many minutes
 * after the start as clocks show them, whatever happens to clocks in between. Throws a RangeError when that is no moment
 * after the start.
 */
export function readEnd(start: DateTime, { end, duration }: EndInput, zone: string): When {
	const { label, value } = endOn(start.setZone(zone), end, duration);
	const { moment, isTwice } = readWhen(label, value, zone);
	// Clocks show this time twice in the night, and the start lies in between.
	const after = isTwice && moment <= start ? moment.plus({ hours: 1 }) : moment;
	if (after > start) return { moment: after, isTwice };
	throw new RangeError(
		`End (${local(after, zone)}) must be later than Start (${local(start, zone)}). For a slot over midnight, give the day of the end too`,
	);
}

function endOn(start: DateTime, end: unknown, duration: unknown): { label: string; value: unknown } {
	const clock = start.setZone('utc', { keepLocalTime: true });
	if (duration !== undefined) {
		const minutes = positiveNumber('Duration', duration);
		return { label: 'End', value: withoutOffset(clock.plus({ minutes })) };
	}
	const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(String(end ?? '').trim()) ?? [];
	if (hour === undefined) return { label: 'End', value: end };
	const sameDay = clock.set({ hour: Number(hour), minute: Number(minute), second: 0, millisecond: 0 });
	if (!sameDay.isValid || Number(hour) > 23 || Number(minute) > 59) return { label: 'End', value: end };
	return { label: 'End', value: withoutOffset(sameDay > clock ? sameDay : sameDay.plus({ days: 1 })) };
}

function withoutOffset(moment: DateTime): string | null {
	return moment.toISO({ includeOffset: false });
}

function local(moment: DateTime, zone: string): string {
	return moment.setZone(zone).toFormat('yyyy-MM-dd HH:mm');
}
