import type { IDataObject } from 'n8n-workflow';

import { advanceThreshold, isThresholdState, type ThresholdState } from '../../shared/polling/threshold';
import type { EventSource } from '../../shared/polling/eventSource';
import { byId } from '../../shared/polling/pollState';
import { alarmItem } from './items';
import type { AlarmRule } from './rules';
import type { Setup } from './setup';
import { markDay, ofThisDay, type DayMarks } from './today';

interface AlarmState {
	watches: ThresholdState;
	days: DayMarks;
}

/** A rule about the value of an indicator. An alarm without room is judged again by the next poll, and began when it did. */
export const alarms = (rule: AlarmRule): EventSource<Setup, AlarmState> => ({
	key: rule.key,
	isState(state): state is AlarmState {
		const { watches, days } = (state ?? {}) as Partial<AlarmState>;
		return isThresholdState(watches) && Object.values(days ?? [0]).every(Array.isArray);
	},
	async poll(setup, { state }, room) {
		const reading = await setup.readFor(rule);
		if (!reading) return { items: [], state, isComplete: true };
		const { rows, at } = reading;
		const watches = byId(state?.watches);
		const days = byId(state?.days);
		const before = ofThisDay(rule, watches, days, rows, at);
		const values = new Map([...rows].map(([id, row]) => [id, measure(rule, row)]));
		const { events, state: reached } = advanceThreshold(before, values, at, rule.limits);
		// A rule first takes its bearings: an alarm that is there already is raised by the next poll, if it still is.
		const now = state ? events.slice(0, Math.max(0, room)) : [];
		const left = events.slice(now.length).map(({ id, since }) => [id, { ...before[id], since }] as const);
		const after = { ...reached, ...Object.fromEntries(left) };
		return {
			items: now.map((event) => alarmItem(rule, { ...event, row: rows.get(event.id) ?? {} })),
			state: { watches: after, days: markDay(rule, after, days, rows, at) },
			isComplete: state === undefined || left.length === 0,
		};
	},
	/** The row that is nearest to an alarm, as if it had just reached it. */
	async sample(setup) {
		const { rows, at } = (await setup.readFor(rule)) ?? { rows: new Map<string, IDataObject>(), at: 0 };
		const { direction, raiseAt } = rule.limits;
		const sign = direction === 'above' ? -1 : 1;
		const events = [...rows].flatMap(([id, row]) => {
			const value = measure(rule, row);
			return value === null ? [] : [{ id, kind: 'raised' as const, value, since: at, at, row }];
		});
		const [nearest] = events.sort((a, b) => sign * (a.value - b.value));
		if (!nearest) return [];
		const value = direction === 'above' ? Math.max(nearest.value, raiseAt) : Math.min(nearest.value, raiseAt);
		return [alarmItem(rule, { ...nearest, row: { ...nearest.row, [rule.indicator.value]: value } })];
	},
});

/** The value that counts; null where it is unknown, which means nothing. */
function measure({ event, indicator }: AlarmRule, row: IDataObject): number | null {
	const value = row[indicator.value];
	// Nobody misses an agent in a closed service.
	if (event === 'noAgentAvailable' && row.open === false) return 1;
	if (value === null && indicator.value === 'longest_wait_seconds') return 0;
	return typeof value === 'number' ? value : null;
}
