import type { INodeProperties } from 'n8n-workflow';

import type { Kiamo } from '../../shared/transport/client';
import { readMoment } from '../../shared/values/dates';
import { showLocal, type Origin } from '../../shared/values/zones';

/** What the options hold on a scheduled date. */
export interface ScheduleInput {
	allowPast?: boolean;
	timezone?: string;
}

/** `$now`, or a clock that goes a little ahead, is not the past. */
const toleranceMs = 60_000;

export const allowPastOption: INodeProperties = {
	displayName: 'Allow Past Dates',
	name: 'allowPast',
	type: 'boolean',
	default: false,
	description:
		'Whether to accept a date in the past. Kiamo then starts the interaction immediately. If off, the item fails.',
};

/**
 * Reads a scheduled date as the contract wants it, in UTC; `twice` tells that clocks show it twice, where that is so.
 * Throws a RangeError for no date, a local time that does not exist, and one that is over by the server's clock.
 */
export function readSchedule(
	{ connection }: Kiamo,
	label: string,
	value: unknown,
	origin: Origin,
	{ allowPast = false }: ScheduleInput,
): { date: string; twice?: string } {
	const { at, isTwice } = readMoment(label, value, origin);
	const now = Date.now() + connection.clockAhead;
	const local = `${showLocal(at, origin.zone)} in ${origin.zone}`;
	if (!allowPast && at < now - toleranceMs) {
		throw new RangeError(
			`${label} is in the past: ${local}. Enter a later date, or turn on Allow Past Dates`,
		);
	}
	const date = new Date(at).toISOString();
	return isTwice ? { date, twice: local } : { date };
}
