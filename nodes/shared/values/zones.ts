import type { INodeProperties } from 'n8n-workflow';

import type { Kiamo } from '../transport/client';
import { foldText, quote } from './text';

/** Where a date that somebody wrote comes from. */
export interface Origin {
	/** The IANA name of the zone of times without an offset. */
	zone: string;
	/** The default country, such as `FR`: the US write the month first, Canada both ways. */
	country?: string;
}

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Checks the IANA name of a time zone. Throws a RangeError for another. */
export function checkZone(zone: string): string {
	formatOf(zone);
	return zone;
}

/** What clocks in a zone show at a moment, as if it were UTC: both in milliseconds. */
export function toWall(moment: number, zone: string): number {
	// Clocks change at full quarters of an hour, so what was found out for one is kept.
	const key = `${zone} ${Math.floor(moment / quarterMs)}`;
	const offset = offsets.get(key) ?? offsetAt(moment, zone);
	if (offsets.size > 10_000) offsets.clear();
	offsets.set(key, offset);
	return moment + offset;
}

/** A moment as clocks in a zone show it, with the offset: `2026-03-01T09:30:00.000+01:00`; null for no moment. */
export function toLocal(moment: string | null | undefined, zone: string): string | null {
	const at = moment ? Date.parse(moment) : Number.NaN;
	if (Number.isNaN(at)) return null;
	const minutes = Math.round((toWall(at, zone) - at) / minuteMs);
	const [hour, minute] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map(twoDigits);
	const shown = new Date(at + minutes * minuteMs).toISOString().replace('Z', '');
	return `${shown}${minutes < 0 ? '-' : '+'}${hour}:${minute}`;
}

/** A moment, in milliseconds, as people read it in a zone: `2026-03-01 09:30`. */
export function showLocal(moment: number, zone: string): string {
	return showWall(toWall(moment, zone));
}

/** What `toWall` gives, as people read it: `2026-03-01 09:30`. */
export function showWall(wall: number): string {
	return new Date(wall).toISOString().slice(0, 16).replace('T', ' ');
}

function offsetAt(moment: number, zone: string): number {
	const parts = new Map(
		formatOf(zone)
			.formatToParts(moment)
			.map(({ type, value }) => [type, value]),
	);
	const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
		(part) => Number(parts.get(part as Intl.DateTimeFormatPartTypes)),
	);
	const shown = new Date(0);
	shown.setUTCFullYear(parts.get('era') === 'B' ? 1 - year : year, month - 1, day);
	shown.setUTCHours(hour, minute, second);
	return shown.getTime() - Math.floor(moment / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const format = makeFormat(zone);
	if (!format) throw new RangeError(`"${quote(zone)}" is not a time zone. Write it like Europe/Paris`);
	formats.set(zone, format);
	return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
	const [numeric, twoDigit] = ['numeric', '2-digit'] as const;
	const date = { era: 'narrow', year: numeric, month: numeric, day: numeric } as const;
	const time = { hour: twoDigit, minute: twoDigit, second: twoDigit, hourCycle: 'h23' } as const;
	try {
		return timeZone ? new Intl.DateTimeFormat('en-US', { timeZone, ...date, ...time }) : undefined;
	} catch {
		return undefined;
	}
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}

/** The option that says in which zone local times are meant. */
export const timezoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Paris',
	description:
		'Time zone of local times in the input and the output. Leave empty to use that of the workflow.',
};

/** Where the dates of a run come from; an empty `timezone` is that of the workflow. Throws a RangeError for no time zone. */
export function originOf(
	{ context, kiamo }: { context: { getTimezone(): string }; kiamo: Pick<Kiamo, 'country'> },
	timezone?: unknown,
): Required<Origin> {
	const zone = checkZone(foldText(timezone) || context.getTimezone());
	return { zone, country: kiamo.country };
}
