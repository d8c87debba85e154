import type { IDataObject } from 'n8n-workflow';

import type { ThresholdState } from '../../shared/polling/threshold';
import type { AlarmRule } from './rules';

/** By ID, a counter of the day and when it was read, in milliseconds: they show when a new day begins. */
export type DayMarks = Record<string, [count: number, at: number]>;

const day = 24 * 60 * 60_000;

/**
 * The state without what belongs to another day: figures of today begin again at the server's midnight, and an alarm of
 * yesterday is then neither true nor over. It is a new day for a row when its counter fell, which it never does within
 * one, or was last read a day ago. A cool-down goes on.
 */
export function ofThisDay(
	rule: AlarmRule,
	watches: ThresholdState,
	marks: DayMarks,
	rows: ReadonlyMap<string, IDataObject>,
	now: number,
): ThresholdState {
	const entries = Object.entries(watches).map(([id, watch]) => {
		const mark = marks[id];
		const count = countOf(rule, rows.get(id));
		const isNewDay = mark !== undefined && count !== undefined && (count < mark[0] || now - mark[1] >= day);
		return [id, isNewDay ? { raisedAt: watch.raisedAt } : watch] as const;
	});
	return Object.fromEntries(entries);
}

/** The marks to keep: of rows that are watched, where the rule is about figures of the day. */
export function markDay(
	rule: AlarmRule,
	watches: ThresholdState,
	marks: DayMarks,
	rows: ReadonlyMap<string, IDataObject>,
	now: number,
): DayMarks {
	const entries = Object.keys(watches).flatMap((id): Array<[string, DayMarks[string]]> => {
		const count = countOf(rule, rows.get(id));
		if (count !== undefined) return [[id, [count, now]]];
		return marks[id] ? [[id, marks[id]]] : [];
	});
	return Object.fromEntries(entries);
}

/** A counter of the row that shows a new day: the indicator itself, or the one that each row of its kind has. */
function countOf({ indicator, kind }: AlarmRule, row: IDataObject | undefined): number | undefined {
	if (indicator.measure === 'level') return undefined;
	const defaultFields = kind.name === 'service' ? 'today_received' : 'today_handled';
	const count = row?.[indicator.measure === 'counter' ? indicator.value : defaultFields];
	return typeof count === 'number' ? count : undefined;
}
