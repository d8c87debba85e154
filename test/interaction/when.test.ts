import fc from 'fast-check';
import { DateTime } from 'luxon';
import { checkZone, readWhen, toLocal } from '../../nodes/shared/values/when';

const paris = 'Europe/Paris';
const utc = (value: unknown, zone = paris) => readWhen('Date', value, zone).moment.toISO();

it('reads a moment with its offset, whatever the zone', () => {
	for (const text of [
		'2026-03-01T08:30:00+01:00',
		'2026-03-01 08:30+0100',
		'2026-03-01T07:30:00.000Z',
		'2026-03-01 08:30:00 +01',
		DateTime.fromISO('2026-03-01T08:30:00', { zone: paris }),
		new Date('2026-03-01T07:30:00Z'),
	]) {
		expect(utc(text, 'Asia/Tokyo')).toBe('2026-03-01T07:30:00.000Z');
	}
});

it.each([
	['2026-03-01T08:30:00', '2026-03-01T07:30:00.000Z'],
	['2026-07-01T08:30', '2026-07-01T06:30:00.000Z'],
	['2026-07-01 08:30:15.250', '2026-07-01T06:30:15.250Z'],
	['2026-07-01', '2026-06-30T22:00:00.000Z'],
])('takes the offset that the local time %s has on its own day', (local, moment) => {
	expect(readWhen('Date', local, paris)).toEqual({ moment: expect.anything() as unknown, isTwice: false });
	expect(utc(local)).toBe(moment);
});

it.each([
	['2026-03-29T02:30:00', paris, '2026-03-29 02:30 does not exist in Europe/Paris', '02:00 to 03:00'],
	['2026-03-08T02:00', 'America/New_York', '2026-03-08 02:00 does not exist', '02:00 to 03:00'],
	['2026-10-04T02:10', 'Australia/Lord_Howe', '2026-10-04 02:10 does not exist', '02:00 to 02:30'],
])('refuses %s in %s, which clocks pass over, and names the gap', (local, zone, ...words) => {
	for (const word of words) expect(() => readWhen('Date', local, zone)).toThrow(word);
});

it('takes the first of a local time that exists twice, and says so', () => {
	const { moment, isTwice } = readWhen('Date', '2026-10-25T02:30:00', paris);
	expect([moment.toISO(), isTwice]).toEqual(['2026-10-25T00:30:00.000Z', true]);
	expect(readWhen('Date', '2026-10-25T03:00:00', paris).isTwice).toBe(false);
	expect(readWhen('Date', '2026-10-25T01:59:59', paris).isTwice).toBe(false);
});

it.each([
	['', 'Date is empty'],
	[undefined, 'Date is empty'],
	['2026-02-30T10:00:00', 'Date is no date: "2026-02-30T10:00:00"'],
	['29/03/2026 10:00', 'Date is no date'],
	['10:30', 'Date is no date'],
	[1_773_000_000, 'Date is no date'],
	[new Date(Number.NaN), 'Date is no date'],
	['2026-03-01T25:00', 'Date is no date'],
])('refuses %p, which is no date', (value, sentence) => {
	expect(() => readWhen('Date', value, paris)).toThrow(sentence);
});

it('refuses an unknown zone', () => {
	expect(() => readWhen('Date', '2026-03-01T08:30:00', 'Europe/Nowhere')).toThrow(
		'"Europe/Nowhere" is no time zone',
	);
	expect(checkZone(paris)).toBe(paris);
});

it('says a moment as clocks in a zone show it', () => {
	expect(toLocal('2026-10-25T00:30:00Z', paris)).toBe('2026-10-25T02:30:00.000+02:00');
	expect(toLocal(null, paris)).toBeNull();
});

const zones = ['Europe/Paris', 'Indian/Reunion', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

it('law: what clocks show at any moment is read as that moment, or as the one before it that they showed too', () => {
	const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(days, fc.constantFrom(...zones), (date, zone) => {
			const local = DateTime.fromJSDate(date).setZone(zone).toISO({ includeOffset: false }) ?? '';
			const { moment, isTwice } = readWhen('Date', local, zone);
			const later = date.getTime() - moment.toMillis();
			expect(moment.setZone(zone).toISO({ includeOffset: false })).toBe(local);
			expect(later === 0 || (isTwice && later > 0 && later <= 3_600_000)).toBe(true);
		}),
		{ numRuns: 300 },
	);
});

it('law: around a change of clocks each local time is read once, twice or not at all, as clocks show it', () => {
	const changes: Array<[string, string]> = [
		['2026-03-29T01:00:00Z', paris],
		['2026-10-25T01:00:00Z', paris],
		['2026-04-04T15:00:00Z', 'Australia/Lord_Howe'],
		['2026-10-03T15:30:00Z', 'Australia/Lord_Howe'],
	];
	for (const [change, zone] of changes) {
		const shown = new Map<string, number[]>();
		const start = Date.parse(change) - 3 * 3_600_000;
		for (let at = start; at < start + 6 * 3_600_000; at += 300_000) {
			const local = DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
			shown.set(local, [...(shown.get(local) ?? []), at]);
		}
		const locals = [...shown.keys()].sort();
		for (
			let wall = DateTime.fromISO(locals[0], { zone: 'utc' });
			wall.toFormat("yyyy-MM-dd'T'HH:mm") <= (locals.at(-1) ?? '');
			wall = wall.plus({ minutes: 5 })
		) {
			const local = wall.toFormat("yyyy-MM-dd'T'HH:mm");
			const moments = shown.get(local);
			if (!moments) {
				expect(() => readWhen('Date', local, zone)).toThrow('does not exist');
				continue;
			}
			const { moment, isTwice } = readWhen('Date', local, zone);
			expect([local, moment.toMillis(), isTwice]).toEqual([local, moments[0], moments.length === 2]);
		}
	}
});
