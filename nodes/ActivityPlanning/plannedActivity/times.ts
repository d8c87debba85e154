import { readMoment, type Moment } from '../../shared/values/dates';
import { positiveNumber } from '../../shared/values/numbers';
import { showLocal, toWall, type Origin } from '../../shared/values/zones';

/** The end of a slot as the user gave it. */
export interface EndInput {
	end?: unknown;
	/** Minutes on the clock. */
	duration?: unknown;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Reads when a slot ends: at a moment, at a time of the day (`06:00`: the next one after the start), or so many minutes
 * after the start as clocks show them, whatever happens to clocks in between. `start` is in milliseconds. Throws a
 * RangeError when that is no moment after the start.
 */
export function readEnd(start: number, { end, duration }: EndInput, origin: Origin): Moment {
	const { zone } = origin;
	const { at, isTwice } = readMoment('End', endOn(toWall(start, zone), end, duration), origin);
	// Clocks show this time twice in the night, and the start lies in between.
	const after = isTwice && at <= start ? at + 60 * minuteMs : at;
	if (after > start) return { at: after, isTwice };
	throw new RangeError(
		`End (${showLocal(after, zone)}) must be later than Start (${showLocal(start, zone)}). For a slot past midnight, enter the end with its date`,
	);
}

/** The end as a local time; `clock` is what clocks show at the start, as if it were UTC. */
function endOn(clock: number, end: unknown, duration: unknown): unknown {
	if (duration !== undefined) return withoutOffset(clock + positiveNumber('Duration', duration) * minuteMs);
	const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(String(end ?? '').trim()) ?? [];
	if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return end;
	const sameDay = clock - (clock % dayMs) + (Number(hour) * 60 + Number(minute)) * minuteMs;
	return withoutOffset(sameDay > clock ? sameDay : sameDay + dayMs);
}

function withoutOffset(clock: number): string {
	return new Date(clock).toISOString().slice(0, -1);
}
