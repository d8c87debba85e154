import type { IPollFunctions } from 'n8n-workflow';

import { activitiesOf, type Activity } from '../activity/activitiesOf';
import { toNumericIds } from '../../shared/lists/locator';
import { readFilters, type PlanFilters } from '../plannedActivity/filters';
import { positiveNumber } from '../../shared/values/numbers';
import { openPoll, type FeedOptions, type PollSettings } from '../../shared/polling/settings';
import { originOf } from '../../shared/values/zones';

export type EventName = 'backOnPlan' | 'created' | 'deleted' | 'offPlan' | 'startingSoon' | 'updated';

/** What the user set under Options. */
export interface TriggerOptions extends FeedOptions {
	daysAhead?: number;
	daysBack?: number;
	pauseReasons?: unknown;
	timezone?: string;
}

/** What the user set, and the way to Kiamo, for one poll. Durations are in milliseconds. */
export interface Setup extends PollSettings<TriggerOptions>, ReturnType<typeof readFilters> {
	events: ReadonlySet<EventName>;
	zone: string;
	back: number;
	ahead: number;
	/** How long before its start a slot is told. */
	soon: number;
	/** How long an agent must be off plan to be told. */
	thresholdMs: number;
	/** Pauses for these reasons are on plan. */
	pauseReasons: number[];
	/** The activities by id; asked for once per poll. */
	activities(): Promise<ReadonlyMap<number, Activity>>;
	/** The present moment by Kiamo's clock, in milliseconds. */
	now(): Promise<number>;
}

const day = 24 * 60 * 60_000;
const minute = 60_000;
export const defaultDaysBack = 1;
export const defaultDaysAhead = 14;

/** Reads the parameters of the trigger and opens Kiamo; no wait for it goes beyond `until`. */
export async function openSetup(context: IPollFunctions, until?: number): Promise<Setup> {
	const settings = await openPoll<TriggerOptions>(context, until);
	const { kiamo, options } = settings;
	const node = context.getNode();
	const { daysAhead = defaultDaysAhead, daysBack = defaultDaysBack, timezone, pauseReasons } = options;
	const minutesOf = (label: string, name: string) =>
		positiveNumber(label, context.getNodeParameter(name, 10)) * minute;
	const activities = async () =>
		new Map((await activitiesOf(kiamo)).map((activity) => [Number(activity.id), activity]));
	return {
		...settings,
		...readFilters(node, context.getNodeParameter('filters', {}) as PlanFilters),
		events: new Set(context.getNodeParameter('events', []) as EventName[]),
		zone: originOf(settings, timezone).zone,
		back: positiveNumber('Days Back', daysBack) * day,
		ahead: positiveNumber('Days Ahead', daysAhead) * day,
		soon: minutesOf('Minutes Before', 'minutesBefore'),
		thresholdMs: minutesOf('Minutes Off Plan', 'minutesOffPlan'),
		pauseReasons: toNumericIds(node, 'pause reason', pauseReasons),
		activities,
		async now() {
			// The answer tells the clock of Kiamo.
			await activities();
			return Date.now() + kiamo.connection.clockAhead;
		},
	};
}

/** Whether a slot lies, at least in part, in the window around a moment. */
export function isInWindow(
	{ back, ahead }: Pick<Setup, 'back' | 'ahead'>,
	{ start, end }: { start: string; end: string },
	now: number,
): boolean {
	return Date.parse(end) > now - back && Date.parse(start) < now + ahead;
}

/** A moment in milliseconds as Kiamo takes it. */
export function isoOf(moment: number): string {
	return new Date(moment).toISOString();
}
