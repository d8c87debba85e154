import { activitiesOf, type Activity } from '../activity/activitiesOf';
import { toIds } from '../../shared/lists/locator';
import { toPlanQuery } from '../plannedActivity/filters';
import { readList } from '../../shared/values/lists';
import { positiveNumber } from '../../shared/values/numbers';
import type { FeedOptions, PollSettings } from '../../shared/polling/settings';
import { originOf } from '../../shared/values/zones';

export type EventName = 'backOnPlan' | 'created' | 'deleted' | 'offPlan' | 'startingSoon' | 'updated';

/** What the user set under Options. */
export interface TriggerOptions extends FeedOptions {
	addNames?: boolean;
	daysAhead?: number;
	pauseReasons?: unknown;
	timezone?: string;
}

/** What is known of a slot: all of it, or, once it was deleted, what it was when it was last seen. */
export interface KnownSlot {
	id: string;
	agent_id: string;
	activity_id: string;
	start: string;
	end: string;
}

/** What the user set, and the way to Kiamo, for one poll. Durations are in milliseconds. */
export interface Setup extends PollSettings<TriggerOptions> {
	events: ReadonlySet<EventName>;
	zone: string;
	/** The filters that Kiamo has; it has none for activities. */
	query: ReturnType<typeof toPlanQuery>['query'];
	/** Whether a slot passes the filters, as far as it shows: of its agent's groups, only Kiamo knows. */
	matchesFilters(slot: KnownSlot): boolean;
	/** How far ahead changes count. */
	ahead: number;
	/** How long before its start a slot is emitted. */
	leadMs: number;
	/** How long an agent is off plan before that is emitted. */
	thresholdMs: number;
	/** Pauses for these reasons are on plan. */
	pauseReasons: string[];
	/** Slots that this poll emits as created or updated. */
	emitted: KnownSlot[];
	/** The activities by id; read once. */
	readActivities(): Promise<ReadonlyMap<string, Activity>>;
	/** Reads the present moment by Kiamo's clock, in milliseconds. */
	readNow(): Promise<number>;
}

const dayMs = 24 * 60 * 60_000;
const minuteMs = 60_000;
export const defaultDaysAhead = 14;

/** Reads the parameters of the trigger. */
export function openSetup(settings: PollSettings<TriggerOptions>): Setup {
	const { context, kiamo, clock, options } = settings;
	const node = context.getNode();
	const { daysAhead = defaultDaysAhead, timezone, pauseReasons } = options;
	const minutesOf = (label: string, name: string) =>
		positiveNumber(label, context.getNodeParameter(name, 10)) * minuteMs;
	const { activities, agents, groups } = context.getNodeParameter('filters', {}) as Record<string, unknown>;
	const agentIds = toIds(node, 'agent', agents);
	const { query, isWanted } = toPlanQuery({
		activityIds: toIds(node, 'activity', activities),
		agentIds,
		groupIds: toIds(node, 'group', groups),
	});
	const readActivities = async () =>
		new Map((await activitiesOf(kiamo)).map((activity) => [activity.id, activity]));
	return {
		...settings,
		query,
		matchesFilters: (slot) => isWanted(slot) && (agentIds.length === 0 || agentIds.includes(slot.agent_id)),
		events: new Set(readList('Events', context.getNodeParameter('events', [])) as EventName[]),
		zone: originOf(settings, timezone).zone,
		ahead: positiveNumber('Days Ahead', daysAhead) * dayMs,
		leadMs: minutesOf('Minutes Before', 'minutesBefore'),
		thresholdMs: minutesOf('Minutes Off Plan', 'minutesOffPlan'),
		pauseReasons: toIds(node, 'pause reason', pauseReasons),
		emitted: [],
		readActivities,
		async readNow() {
			// The answer has the time of Kiamo.
			await readActivities();
			return clock.plausible;
		},
	};
}

/** How long ago a slot that still counts may have ended. */
export const backMs = dayMs;

/** Whether a slot lies, at least in part, in the window around a moment. */
export function isInWindow(
	{ ahead }: Pick<Setup, 'ahead'>,
	slot: Pick<KnownSlot, 'start' | 'end'>,
	now: number,
): boolean {
	return Date.parse(slot.end) > now - backMs && Date.parse(slot.start) < now + ahead;
}

/** A moment in milliseconds as Kiamo takes it. */
export function isoOf(moment: number): string {
	return new Date(moment).toISOString();
}
