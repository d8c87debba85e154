import { DateTime, IANAZone } from './luxon';
import type { INodeProperties } from 'n8n-workflow';

import { shorten } from '../transport/sentences';

/** A moment that somebody gave. */
export interface When {
	/** In UTC. */
	moment: DateTime;
	/** True when clocks showed the given local time twice, as in autumn: the moment is the first. */
	isTwice: boolean;
}

/** The option that says in which zone local times are meant. */
export const timezoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Paris',
	description:
		'The zone of times without an offset, and of the local times put out. Empty: the zone of the workflow.',
};

/** The time zone of an item: the one given, or that of the workflow. Throws a RangeError for one that does not exist. */
export function readZone({ context }: { context: { getTimezone(): string } }, timezone: unknown): string {
	return checkZone(String(timezone ?? '').trim() || context.getTimezone());
}

const dayMs = 24 * 60 * 60_000;
const written =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?))?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?$/i;

/**
 * Reads a moment: a date-time with an offset (`2026-03-01T08:30:00+01:00`, `…Z`), a date-time object, or a local time of
 * the zone (`2026-03-01T08:30:00`; a day alone is its midnight). `zone` is an IANA name. Throws a RangeError, with the
 * label, for no date, an unknown zone, and a local time that clocks in the zone pass over.
 */
export function readWhen(label: string, value: unknown, zone: string): When {
	if (DateTime.isDateTime(value) && value.isValid) return { moment: value.toUTC(), isTwice: false };
	const text = value instanceof Date ? toIso(value) : String(value ?? '').trim();
	const [, day, time = '00:00', offset = ''] = written.exec(text) ?? [];
	const wall = DateTime.fromISO(`${day}T${time.replace(',', '.')}`, { zone: 'utc' });
	if (!wall.isValid) {
		const given = text ? `is no date: "${shorten(text)}"` : 'is empty';
		throw new RangeError(`${label} ${given}. Write it like 2026-03-01T08:30:00`);
	}
	if (offset) {
		const moment = DateTime.fromISO(`${day}T${time.replace(',', '.')}${offset}`, { setZone: true });
		return { moment: moment.toUTC(), isTwice: false };
	}
	return atLocalTime(label, wall, zone);
}

/** Checks the IANA name of a time zone. Throws a RangeError for another. */
export function checkZone(zone: string): string {
	// Luxon keeps what it made of a name; to ask for its validity afresh takes a thousand times as long.
	if (IANAZone.create(zone).isValid) return zone;
	throw new RangeError(`"${shorten(zone)}" is no time zone. Write it like Europe/Paris`);
}

/** A moment as clocks in a zone show it, with the offset: `2026-03-01T09:30:00.000+01:00`; null for no moment. */
export function toLocal(moment: string | null | undefined, zone: string): string | null {
	return moment ? DateTime.fromISO(moment, { zone }).toISO() : null;
}

/** `wall` is the local time, said in UTC. */
function atLocalTime(label: string, wall: DateTime, zone: string): When {
	const clocks = IANAZone.create(checkZone(zone));
	const shown = wall.toMillis();
	const moments = [-dayMs, dayMs]
		.map((away) => shown - offsetAt(clocks, shown + away) * 60_000)
		.filter((moment) => moment + offsetAt(clocks, moment) * 60_000 === shown);
	if (moments.length > 0) {
		const moment = DateTime.fromMillis(Math.min(...moments), { zone: 'utc' });
		return { moment, isTwice: new Set(moments).size === 2 };
	}
	const jump = jumpAround(wall, zone);
	const [from, to] = [jump.minus({ minutes: 1 }), jump].map((moment) => showsAt(moment, zone));
	throw new RangeError(
		`${label}: ${wall.toFormat('yyyy-MM-dd HH:mm')} does not exist in ${zone}, where clocks go from ${from.plus({ minutes: 1 }).toFormat('HH:mm')} to ${to.toFormat('HH:mm')} then. Give a time before or after`,
	);
}

const quarterMs = 15 * 60_000;
const offsets = new Map<string, number>();

/** How far clocks of a zone are ahead of UTC, in minutes. Clocks change at full quarters of an hour, so these are remembered. */
function offsetAt(clocks: IANAZone, moment: number): number {
	const key = `${clocks.name} ${Math.floor(moment / quarterMs)}`;
	const known = offsets.get(key) ?? clocks.offset(moment);
	if (offsets.size > 10_000) offsets.clear();
	offsets.set(key, known);
	return known;
}

/** What clocks in the zone show at a moment, said in UTC. */
function showsAt(moment: DateTime, zone: string): DateTime {
	return moment.setZone(zone).setZone('utc', { keepLocalTime: true });
}

/** The moment of the change of clocks within a day of a local time, to the minute. */
function jumpAround(wall: DateTime, zone: string): DateTime {
	let [before, after] = [wall.minus({ days: 1 }), wall.plus({ days: 1 })];
	const { offset } = before.setZone(zone);
	for (let minutes = after.diff(before).as('minutes'); minutes > 1;) {
		const middle = before.plus({ minutes: Math.floor(minutes / 2) });
		if (middle.setZone(zone).offset === offset) before = middle;
		else after = middle;
		minutes = after.diff(before).as('minutes');
	}
	return after.startOf('minute');
}

function toIso(date: Date): string {
	return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}
