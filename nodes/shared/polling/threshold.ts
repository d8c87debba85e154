import { isMoment } from './pollState';

/** When to raise an alarm and when to clear it. */
export interface ThresholdRule {
	/** On which side of `raiseAt` the alarm lies. */
	direction: 'above' | 'below';
	/** The alarm's condition holds at this value and beyond. */
	raiseAt: number;
	/** The alarm is over at this value and on its good side; between the two, nothing happens. */
	clearAt: number;
	/** How long the condition must hold before the alarm is raised, in milliseconds. */
	minimumDuration: number;
	/** How long after a raise the same id is not raised again, in milliseconds. */
	coolDown: number;
}

/** An alarm that was raised or cleared, with the value that did it. */
export interface ThresholdEvent {
	id: string;
	kind: 'raised' | 'cleared';
	value: number;
	/** When the condition began, in milliseconds: the same for the raise and its clear. */
	since: number;
	/** When it was noticed: the moment of the reading, in milliseconds. */
	at: number;
}

/** What is known of an id that is not at rest; moments in milliseconds. */
interface Watch {
	/** When the condition began; kept while the alarm is raised. */
	since?: number;
	/** When the alarm was last raised. */
	raisedAt?: number;
	isRaised?: boolean;
	/** The first of the latest readings, if any, that did not have the id. */
	missingSince?: number;
}

/** By id, what is not at rest: the condition holds, the alarm is raised, or it cools down. */
export type ThresholdState = Record<string, Watch>;

/** Whether a saved value can be the state of a threshold. */
export function isThresholdState(value: unknown): value is ThresholdState {
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).every((watch) => {
		if (typeof watch !== 'object' || watch === null) return false;
		const { since, raisedAt, missingSince } = watch as Watch;
		return [since, raisedAt, missingSince].every((moment) => moment === undefined || isMoment(moment));
	});
}

/** Long enough for an outage; then what is missing is taken to exist no more. */
const forgottenAfterMs = 24 * 60 * 60_000;

/** Throws a RangeError, with a sentence for the user, for a rule that makes no sense. */
export function checkRule({ direction, raiseAt, clearAt, minimumDuration, coolDown }: ThresholdRule): void {
	if (![raiseAt, clearAt].every(Number.isFinite)) {
		throw new RangeError('The values that raise and clear the alarm must be numbers');
	}
	if (!reaches(raiseAt, clearAt, direction)) {
		throw new RangeError(
			`The value that clears the alarm (${clearAt}) must not be ${direction} the one that raises it (${raiseAt})`,
		);
	}
	if (![minimumDuration, coolDown].every((duration) => Number.isFinite(duration) && duration >= 0)) {
		throw new RangeError("The minimum duration and the cool-down can't be negative");
	}
}

/**
 * Takes a reading made at `now` (milliseconds): by id, a value, or null where it is unknown. Returns the alarms that it
 * raised or cleared, in the order of the reading, and the state to keep. The rule is one that checkRule accepts.
 *
 * An unknown value and a missing id mean nothing. An id that was missing for a day is forgotten, raised or not, once its
 * cool-down is over; should it come back, it starts again.
 *
 * Where the clock was put back, what is dated later than `now` counts from `now` on: an alarm may come later for it, by
 * no more than the durations of the rule.
 */
export function advanceThreshold(
	state: ThresholdState | undefined,
	readings: ReadonlyMap<string, number | null>,
	now: number,
	rule: ThresholdRule,
): { events: ThresholdEvent[]; state: ThresholdState } {
	const watches = new Map(
		Object.entries(state ?? {}).map(([id, watch]) => [id, recall(watch, now, !readings.has(id))]),
	);
	const events: ThresholdEvent[] = [];
	for (const [id, value] of readings) {
		if (value === null || !Number.isFinite(value)) continue;
		const before = watches.get(id) ?? {};
		const after = judge(before, value, now, rule);
		watches.set(id, after);
		if (after.isRaised === before.isRaised) continue;
		const kind = after.isRaised ? 'raised' : 'cleared';
		const { since = now } = after.isRaised ? after : before;
		events.push({ id, kind, value, since, at: now });
	}
	const kept = [...watches].filter(([, watch]) => !isAtRest(watch, now, rule));
	return { events, state: Object.fromEntries(kept) };
}

function recall({ since, raisedAt, isRaised, missingSince }: Watch, now: number, isMissing: boolean): Watch {
	const notLater = (moment?: number) => (moment === undefined ? undefined : Math.min(moment, now));
	return {
		// A raised alarm and its end have the same beginning.
		since: isRaised ? since : notLater(since),
		raisedAt: notLater(raisedAt),
		isRaised,
		missingSince: isMissing ? notLater(missingSince ?? now) : undefined,
	};
}

function judge(watch: Watch, value: number, now: number, rule: ThresholdRule): Watch {
	const { direction, raiseAt, clearAt, minimumDuration } = rule;
	const holds = reaches(value, raiseAt, direction);
	if (watch.isRaised) {
		// Where both limits are the same, the value that raised the alarm does not clear it.
		const isOver = !holds && reaches(clearAt, value, direction);
		return isOver ? { raisedAt: watch.raisedAt } : watch;
	}
	if (!holds) return { raisedAt: watch.raisedAt };
	const { since = now } = watch;
	const isDue = now - since >= minimumDuration && !coolsDown(watch, now, rule);
	return isDue ? { since, raisedAt: now, isRaised: true } : { ...watch, since };
}

/** Whether a value is at a limit or beyond it, in this direction. */
function reaches(value: number, limit: number, direction: ThresholdRule['direction']): boolean {
	return direction === 'above' ? value >= limit : value <= limit;
}

function coolsDown({ raisedAt }: Watch, now: number, { coolDown }: ThresholdRule): boolean {
	return raisedAt !== undefined && now - raisedAt < coolDown;
}

function isAtRest(watch: Watch, now: number, rule: ThresholdRule): boolean {
	if (coolsDown(watch, now, rule)) return false;
	const { since, missingSince } = watch;
	return since === undefined || (missingSince !== undefined && now - missingSince >= forgottenAfterMs);
}
