import type { IDataObject } from 'n8n-workflow';

import { advanceThreshold, type ThresholdState } from '../../shared/polling/threshold';
import { alarmItem } from './items';
import type { AlarmRule } from './rules';
import { markDay, ofThisDay, type DayMarks } from './today';

/** What is known of a rule about values. */
export interface AlarmState {
	watches: ThresholdState;
	days: DayMarks;
}

/** The rows that a rule watches, by id, and when Kiamo took their figures, in milliseconds. */
export interface Reading {
	rows: ReadonlyMap<string, IDataObject>;
	at: number;
}

/** What a reading brought: at most so many items as there was room; the others come with a later reading. */
export interface Advance<State> {
	items: IDataObject[];
	state: State;
	isComplete: boolean;
}

/**
 * Takes a reading: the alarms that it raised or ended, and the state to keep. An alarm for which there is no room is
 * judged again by the next reading, and began when it did.
 */
export function advanceAlarm(
	rule: AlarmRule,
	{ watches, days }: AlarmState = { watches: {}, days: {} },
	{ rows, at }: Reading,
	room: number,
): Advance<AlarmState> {
	const before = ofThisDay(rule, watches, days, rows, at);
	const values = new Map([...rows].map(([id, row]) => [id, measure(rule, row)]));
	const { events, state } = advanceThreshold(before, values, at, rule.limits);
	const left = events.slice(room).map(({ id, since }) => [id, { ...before[id], since }] as const);
	const after = { ...state, ...Object.fromEntries(left) };
	return {
		items: events.slice(0, room).map((event) => alarmItem(rule, { ...event, row: rows.get(event.id) ?? {} })),
		state: { watches: after, days: markDay(rule, after, days, rows, at) },
		isComplete: left.length === 0,
	};
}

/** The row that is nearest to an alarm, as if it had just been raised: something real to show in the editor. */
export function sampleAlarm(rule: AlarmRule, { rows, at }: Reading): IDataObject[] {
	const sign = rule.limits.direction === 'above' ? -1 : 1;
	const events = [...rows].flatMap(([id, row]) => {
		const value = measure(rule, row);
		return value === null ? [] : [{ id, kind: 'raised' as const, value, since: at, at, row }];
	});
	const [nearest] = events.sort((a, b) => sign * (a.value - b.value));
	return nearest ? [alarmItem(rule, nearest)] : [];
}

/** The value that counts; null where it is unknown, which says nothing. */
function measure({ event, indicator }: AlarmRule, row: IDataObject): number | null {
	const value = row[indicator.value];
	// Nobody misses an agent in a closed service.
	if (event === 'noAgentAvailable' && row.open === false) return 1;
	if (value === null && indicator.value === 'longest_wait_seconds') return 0;
	return typeof value === 'number' ? value : null;
}
