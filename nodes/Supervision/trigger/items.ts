import type { IDataObject } from 'n8n-workflow';

import { beside } from '../../shared/operation/output';
import type { ThresholdEvent } from '../../shared/polling/threshold';
import type { AlarmRule, OpeningRule } from './rules';

/** Makes the item of an alarm that was raised or is over; `row` holds the figures of the moment. */
export function alarmItem(
	{ key, event, kind, indicator, limits }: AlarmRule,
	{ id, kind: change, value: measured, since, at, row }: ThresholdEvent & { row: IDataObject },
): IDataObject {
	const status = change === 'raised' ? 'raised' : 'recovered';
	const began = new Date(since).toISOString();
	const seconds = Math.max(0, Math.round((at - since) / 1000));
	// The value that counted may be another, such as 0 seconds where nobody waits.
	const value = row[indicator.value] ?? measured;
	const unit = indicator.value.endsWith('_seconds') ? ' s' : '';
	const limit = `${limits.raiseAt}${unit} or ${limits.direction === 'above' ? 'more' : 'less'}`;
	const detail =
		status === 'raised'
			? `alarm at ${limit}${seconds > 0 ? `, for ${durationText(seconds)}` : ''}`
			: `the alarm is over after ${durationText(seconds)}`;
	const own = {
		event,
		status,
		eventId: `${key}|${id}|${began}|${status}`,
		alarmId: `${key}|${id}|${began}`,
		kind: kind.name,
		id: row[kind.id],
		name: row.name,
		indicator: indicator.value,
		value,
		direction: limits.direction,
		threshold: limits.raiseAt,
		recoveryThreshold: limits.clearAt,
		since: began,
		at: new Date(at).toISOString(),
		seconds,
		summary: `${titleOf(row)}: ${indicator.name.replace(/^Today: (.*)/, '$1 Today')} is ${String(value)}${unit} (${detail})`,
	};
	return beside(own, row);
}

/** Makes the item of a service that opened or closed. */
export function openingItem({ key, kind }: OpeningRule, row: IDataObject, noticedAt: number): IDataObject {
	const status = row.open === true ? 'opened' : 'closed';
	const at = new Date(noticedAt).toISOString();
	const id = row[kind.id];
	const own = {
		event: row.open === true ? 'serviceOpened' : 'serviceClosed',
		status,
		eventId: `${key}|${String(id)}|${at}|${status}`,
		kind: kind.name,
		id,
		name: row.name,
		at,
		summary: `${String(row.name)} is ${status === 'opened' ? 'open' : 'closed'}`,
	};
	return beside(own, row);
}

function titleOf({ name, open }: IDataObject): string {
	return open === false ? `${String(name)} (closed)` : String(name);
}

/** `45 s`, `12 min` or `3 h 5 min`. */
function durationText(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	if (minutes < 1) return `${seconds} s`;
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
