import { checkLength, foldText, isBlank, isDateTime, quote } from './text';
import { checkZone, showWall, toWall, type Origin } from './zones';

/** A moment that somebody gave. */
export interface Moment {
	/** In milliseconds since 1970, UTC. */
	at: number;
	/** True when clocks showed the given local time twice, as in autumn: the moment is the first. */
	isTwice: boolean;
}

/** A date as written: the clock as if it were UTC, in milliseconds, and the offset in minutes where there is one. */
interface Written {
	wall: number;
	offset?: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const isoDay = /^(\d{4})([-/.])(\d{2})\2(\d{2})(?!\d)/;
const isoBasic = /^((?:19|20)\d{2})()(\d{2})(\d{2})(?!\d)/;
const localDay = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
const timeOfDay =
	/^(?: ?[Tt] ?|,? {1,3}(?:(?:à|at|um|om) )?)(\d{1,2})(?:(:)(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?| ?[hH] ?(\d{2})?| ?([ap])\.?m\.?)(?= |[Zz]|[+-]|$)/i;
const basicTime = /^[Tt](\d{2})()(\d{2})(\d{2})?(?=[Zz]|[+-]|$)/;
const offsetAfter = /^(?: ?(?:Z|UTC|GMT)| ?([+-])(\d{2})(?::?(\d{2}))?)(?: ?\[[A-Za-z_/+-]{1,50}\])?$/i;

/**
 * Reads a moment: a date object; ISO (`2026-03-01T08:30:00+01:00`, `2026-03-01 08:30`, `2026-03-01`); or day first
 * (`01/03/2026 08:30`, `01.03.2026`, `1-3-2026 8h30`), month first in the US, and in Canada only what is clear. Without an
 * offset it is a local time of the zone, a day alone its midnight. Throws a RangeError, with the label, for anything else
 * (two-digit years, serial numbers, days that do not exist), an unknown zone, and a local time that clocks skip.
 */
export function readMoment(label: string, value: unknown, { zone, country }: Origin): Moment {
	checkLength(label, value);
	if (isDateTime(value) && value.isValid) return { at: value.toMillis(), isTwice: false };
	const written = parseDate(isDateTime(value) ? undefined : foldText(value), country);
	if (!written) throw noDate(label, value, country, true);
	if (written.offset === undefined) return atLocalTime(label, written.wall, checkZone(zone));
	return { at: written.wall - written.offset * minuteMs, isTwice: false };
}

/** Reads a moment into ISO in UTC; undefined for a blank. Throws as `readMoment` does. */
export function readIsoMoment(label: string, value: unknown, origin: Origin): string | undefined {
	return isBlank(value) ? undefined : new Date(readMoment(label, value, origin).at).toISOString();
}

/**
 * Reads a day, as `1978-07-14`, in the forms of `readMoment`. A date with a time and an offset is the day that it is in
 * the zone, while midnight is the day as written. Throws a RangeError, with the label, for anything else.
 */
export function readDay(label: string, value: unknown, { zone, country }: Origin): string {
	checkLength(label, value);
	const written = parseDate(foldText(value), country);
	if (!written) throw noDate(label, value, country, false);
	const isDay = written.offset === undefined || written.wall % dayMs === 0;
	const wall = isDay
		? written.wall
		: toWall(written.wall - (written.offset ?? 0) * minuteMs, checkZone(zone));
	return new Date(wall).toISOString().slice(0, 10);
}

function noDate(label: string, value: unknown, country: string | undefined, withTime: boolean): RangeError {
	const [iso, dayFirst, monthFirst] = withTime
		? ['2026-03-14T08:30', '14/03/2026 08:30', '03/14/2026 08:30']
		: ['1978-07-14', '14/07/1978', '07/14/1978'];
	const own = { US: ` or ${monthFirst}`, CA: '' }[country ?? ''] ?? ` or ${dayFirst}`;
	if (isBlank(value)) return new RangeError(`"${label}" is empty. It needs a date like ${iso}${own}`);
	return new RangeError(`"${label}" needs a date like ${iso}${own}, not "${quote(value)}"`);
}

function parseDate(text = '', country = ''): Written | undefined {
	const iso = isoDay.exec(text) ?? isoBasic.exec(text);
	const day = iso ?? localDay.exec(text);
	if (!day) return undefined;
	const [year, month, date] = (iso ? [day[1], day[3], day[4]] : inOrder(day, country)).map(Number);
	let rest = text.slice(day[0].length);
	const time = timeOfDay.exec(rest) ?? basicTime.exec(rest);
	rest = rest.slice(time?.[0].length ?? 0);
	const offset = readOffset(rest);
	const clock = readClock(time);
	if (year < 1000 || clock === undefined || (rest !== '' && offset === undefined)) return undefined;
	const start = Date.UTC(year, month - 1, date);
	// A day that does not exist, such as February 30, falls into another month.
	return new Date(start).getUTCMonth() === month - 1 ? { wall: start + clock, offset } : undefined;
}

/** Year, month and day of a date such as 05/03/2026; no number where the country leaves open which is which. */
function inOrder([, first, , second, year]: RegExpExecArray, country: string): string[] {
	if (country === 'US') return [year, first, second];
	const isUnclear = country === 'CA' && Number(first) <= 12 && Number(second) <= 12 && first !== second;
	if (isUnclear) return [];
	const isMonthFirst = country === 'CA' && Number(second) > 12;
	return isMonthFirst ? [year, first, second] : [year, second, first];
}

/** The time of the day in milliseconds; undefined for one that does not exist. */
function readClock(time: RegExpExecArray | null): number | undefined {
	if (!time) return 0;
	const [, hours, , minutes = time[7] ?? '0', seconds = '0', fraction = ''] = time;
	const half = (time[6] ?? time[8])?.toLowerCase();
	const hour = half ? (Number(hours) % 12) + (half === 'p' ? 12 : 0) : Number(hours);
	const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
	const [minute, second] = [Number(minutes), Number(seconds)];
	const isHour = half ? Number(hours) >= 1 && Number(hours) <= 12 : hour <= 23;
	const isEndOfDay = !half && hour === 24 && minute + second + ms === 0;
	if (!(isHour || isEndOfDay) || minute > 59 || second > 59) return undefined;
	return ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** Minutes ahead of UTC; undefined for no offset. */
function readOffset(text: string): number | undefined {
	const found = offsetAfter.exec(text);
	if (!found) return undefined;
	const [, sign, hours = '0', minutes = '0'] = found;
	if (Number(hours) > 15 || Number(minutes) > 59) return undefined;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function atLocalTime(label: string, wall: number, zone: string): Moment {
	const offsets = [-dayMs, dayMs].map((away) => toWall(wall + away, zone) - (wall + away));
	const moments = offsets.map((offset) => wall - offset).filter((at) => toWall(at, zone) === wall);
	if (moments.length > 0) return { at: Math.min(...moments), isTwice: new Set(moments).size === 2 };
	const jump = jumpAround(wall, zone);
	const [from, to] = [jump + offsets[0], jump + offsets[1]].map((shown) => showWall(shown).slice(11));
	throw new RangeError(
		`"${label}" can't be ${showWall(wall)}: it does not exist in ${zone}, where clocks skip from ${from} to ${to}. Enter a time before or after`,
	);
}

/** The moment of the change of clocks within a day of a local time, to the minute. */
function jumpAround(wall: number, zone: string): number {
	const offset = (at: number) => toWall(at, zone) - at;
	let [before, after] = [wall - dayMs, wall + dayMs];
	const first = offset(before);
	while (after - before > minuteMs) {
		const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs;
		if (offset(middle) === first) before = middle;
		else after = middle;
	}
	return after - (after % minuteMs);
}
