import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readDay, readIsoMoment, readMoment } from '../../nodes/shared/values/dates';
import { checkZone, showLocal, toLocal } from '../../nodes/shared/values/zones';

const zone = 'Europe/Paris';
const iso = (value: unknown, country?: string) => readIsoMoment('Start', value, { zone, country });
const day = (value: unknown, country?: string) => readDay('Date de naissance', value, { zone, country });

it.each<[unknown, string]>([
	['2026-03-05T10:00:00+01:00', '2026-03-05T09:00:00.000Z'],
	['2026-03-05T10:00+0100', '2026-03-05T09:00:00.000Z'],
	['2026-03-05 10:00 +01', '2026-03-05T09:00:00.000Z'],
	['2026-03-05T09:00:00.000Z', '2026-03-05T09:00:00.000Z'],
	['2026-03-05 09:00 UTC', '2026-03-05T09:00:00.000Z'],
	['2026-03-05T10:00:00+01:00[Europe/Paris]', '2026-03-05T09:00:00.000Z'],
	['2026-03-05t10:00', '2026-03-05T09:00:00.000Z'],
	['2026-03-05 10:00:15,25', '2026-03-05T09:00:15.250Z'],
	['2026-03-05T10:00:00.123456', '2026-03-05T09:00:00.123Z'],
	['2026-03-05', '2026-03-04T23:00:00.000Z'],
	['2026/03/05 10:00', '2026-03-05T09:00:00.000Z'],
	['2026.03.05', '2026-03-04T23:00:00.000Z'],
	['20260305', '2026-03-04T23:00:00.000Z'],
	['20260305T100000Z', '2026-03-05T10:00:00.000Z'],
	['05/03/2026', '2026-03-04T23:00:00.000Z'],
	['5/3/2026', '2026-03-04T23:00:00.000Z'],
	['05.03.2026', '2026-03-04T23:00:00.000Z'],
	['05-03-2026', '2026-03-04T23:00:00.000Z'],
	['05/03/2026 10:00', '2026-03-05T09:00:00.000Z'],
	['05/03/2026 9:05', '2026-03-05T08:05:00.000Z'],
	['05/03/2026 10:00:15', '2026-03-05T09:00:15.000Z'],
	['05/03/2026, 10:00', '2026-03-05T09:00:00.000Z'],
	['05/03/2026 14h30', '2026-03-05T13:30:00.000Z'],
	['05/03/2026 14H', '2026-03-05T13:00:00.000Z'],
	['05/03/2026 à 14 h 30', '2026-03-05T13:30:00.000Z'],
	['05/03/2026\u00a010:00', '2026-03-05T09:00:00.000Z'],
	['\u200e05/03/2026\u200e', '2026-03-04T23:00:00.000Z'],
	['2026-03-05T24:00', '2026-03-05T23:00:00.000Z'],
	['2026-07-14 10:00', '2026-07-14T08:00:00.000Z'],
	['05/03/2026 at 10:00', '2026-03-05T09:00:00.000Z'],
	['05.03.2026 um 10:00', '2026-03-05T09:00:00.000Z'],
	['05-03-2026 om 10:00', '2026-03-05T09:00:00.000Z'],
	['2026-03-05 00:00', '2026-03-04T23:00:00.000Z'],
	['2026-03-05T23:59:59.999', '2026-03-05T22:59:59.999Z'],
	['2026-03-05T10:00-05:30', '2026-03-05T15:30:00.000Z'],
	['2026-03-05T10:00+15:59', '2026-03-04T18:01:00.000Z'],
	['2026-03-05T10:00:00.1Z', '2026-03-05T10:00:00.100Z'],
	['2026-03-05T10:00 GMT', '2026-03-05T10:00:00.000Z'],
	['2026-03-05 1 am', '2026-03-05T00:00:00.000Z'],
	['2026-03-05 12 p.m.', '2026-03-05T11:00:00.000Z'],
	['20260305T1000', '2026-03-05T09:00:00.000Z'],
	['1000-01-01T00:00Z', '1000-01-01T00:00:00.000Z'],
	[new Date('2026-03-05T09:00:00Z'), '2026-03-05T09:00:00.000Z'],
	[DateTime.fromISO('2026-03-05T10:00', { zone }), '2026-03-05T09:00:00.000Z'],
])('reads the moment %p', (given, expected) => {
	expect(iso(given)).toBe(expected);
});

it.each([
	['05/03/2026', 'US', '2026-05-03'],
	['12/31/2026 2:30 PM', 'US', '2026-12-31'],
	['12/31/2026', 'US', '2026-12-31'],
	['25/03/2026', 'CA', '2026-03-25'],
	['03/25/2026', 'CA', '2026-03-25'],
	['05/05/2026', 'CA', '2026-05-05'],
	['12/12/2026', 'CA', '2026-12-12'],
	['13/12/2026', 'CA', '2026-12-13'],
	['12/13/2026', 'CA', '2026-12-13'],
	['05/03/2026', 'FR', '2026-03-05'],
	['2026-03-05', 'CA', '2026-03-05'],
	['05/03/2026', 'GB', '2026-03-05'],
	['05/03/2026', '', '2026-03-05'],
])('reads %s in %s', (given, country, expected) => {
	expect(day(given, country)).toBe(expected);
});

it('reads the half of the day', () => {
	const at = (time: string) => iso(`12/31/2026 ${time}`, 'US')?.slice(0, 16);
	expect(['12:30 AM', '12:30 PM', '2 pm', '2:30 p.m.'].map(at)).toEqual([
		'2026-12-30T23:30',
		'2026-12-31T11:30',
		'2026-12-31T13:00',
		'2026-12-31T13:30',
	]);
});

it.each<[unknown, string]>([
	['14/07/1978', '1978-07-14'],
	['1978-07-14', '1978-07-14'],
	['1978-07-14T00:00:00', '1978-07-14'],
	['1978-07-14T00:00:00.000Z', '1978-07-14'],
	['1978-07-14T00:00:00+05:00', '1978-07-14'],
	['1978-07-13T21:30:00.000Z', '1978-07-13'],
	['1978-07-13T22:00:00.000Z', '1978-07-14'],
	['1978-07-13T23:30:00.000Z', '1978-07-14'],
	['1978-07-14 23:30', '1978-07-14'],
	['1978-07-13T22:30:00+02:00', '1978-07-13'],
	['1978-07-14T01:00:00+05:00', '1978-07-13'],
	['29/02/2024', '2024-02-29'],
	['1900-01-01', '1900-01-01'],
	['9999-12-31', '9999-12-31'],
	[new Date('1978-07-14T00:00:00Z'), '1978-07-14'],
	[DateTime.fromISO('1978-07-14', { zone: 'Asia/Tokyo' }), '1978-07-14'],
])('reads the day %p', (given, expected) => {
	expect(day(given)).toBe(expected);
});

const bad: unknown[] = [
	'14/14/1978',
	'05/03/26',
	'26-03-05',
	'46086',
	46086,
	'12',
	'1773000000',
	1_773_000_000_000,
	'2026-02-30',
	'2026-02-30T08:00:00',
	'2025-02-29 23:00',
	'31/04/2026',
	'00/03/2026',
	'2026-13-01',
	'0000-00-00',
	'0001-01-01',
	'2026-W10-1',
	'2026-060',
	'2026-03',
	'05/03',
	'03/2026',
	'5 mars 2026',
	'10:30',
	'2026-03-01T25:30:00',
	'2026-03-01 10:60',
	'2026-03-01 24:01',
	'03/25/2026',
	'2026-03-01 24:01:01',
	'2026-03-01 24:00:01.001',
	'2026-03-01 24:00:01',
	'2026-03-01 24:00:00.001',
	'2026-03-01 25:00',
	'2026-03-01 10:00:60',
	'2026-03-01 0:30 PM',
	'2026-03-01 24:00 AM',
	'2026-03-05T10:00+05:60',
	'2026-03-05T10:00 [Europe/Paris',
	'0999-12-31',
	'x2026-03-05',
	'2026-03-05x',
	'2026-03-05T10:00x',
	'32/01/2026',
	'01/00/2026',
	'05/03-2026',
	'05/03/2026 10',
	'05/03/20261',
	'2026-03-05T10:00+16:00',
	'05/03/2026 13:00 PM',
	'19781314',
	'05032026',
	'today',
	'true',
	true,
	{},
	['2026-03-05'],
	'Invalid Date',
	new Date(Number.NaN),
	DateTime.invalid('no'),
	'2026-03-05 2026-03-06',
];

it.each(bad)('rejects %p, with label, value and how to write it', (given) => {
	expect(() => iso(given)).toThrow('"Start" needs a date like 2026-03-14T08:30 or 14/03/2026 08:30, not "');
	expect(() => day(given)).toThrow('"Date de naissance" needs a date like 1978-07-14 or 14/07/1978, not "');
});

it('quotes what was given, and writes dates as the country does', () => {
	expect(() => day('14/14/1978')).toThrow(
		'"Date de naissance" needs a date like 1978-07-14 or 14/07/1978, not "14/14/1978"',
	);
	expect(() => day('14/07/1978', 'US')).toThrow('like 1978-07-14 or 07/14/1978, not "14/07/1978"');
	for (const unclear of ['05/03/2026', '12/05/2026', '05/12/2026'])
		expect(() => day(unclear, 'CA')).toThrow(`like 1978-07-14, not "${unclear}"`);
	expect(() => iso('x', 'US')).toThrow('like 2026-03-14T08:30 or 03/14/2026 08:30, not "x"');
	expect(() => day(' ')).toThrow('"Date de naissance" is empty. It needs a date like 1978-07-14');
	expect(() => readMoment('Start', undefined, { zone })).toThrow('"Start" is empty. It needs a date like');
	expect([undefined, null, '', '\u00a0', '#N/A', false].map((blank) => iso(blank))).toEqual(
		Array(6).fill(undefined),
	);
	expect(() => day('1'.repeat(70_000))).toThrow('"Date de naissance" has 70000 characters');
});

it.each([
	[
		'2026-03-29T02:30:00',
		zone,
		'2026-03-29 02:30: it does not exist in Europe/Paris, where clocks skip from 02:00 to 03:00',
	],
	['29/03/2026 02:30', zone, '2026-03-29 02:30'],
	['2026-03-29T02:30:15', zone, 'from 02:00 to 03:00'],
	['2026-03-08T02:00', 'America/New_York', 'from 02:00 to 03:00'],
	['2026-10-04T02:10', 'Australia/Lord_Howe', 'from 02:00 to 02:30'],
	['2011-12-30T12:00', 'Pacific/Apia', 'does not exist in Pacific/Apia'],
])('rejects %s in %s, which clocks skip', (given, where, sentence) => {
	expect(() => readMoment('Start', given, { zone: where })).toThrow(sentence);
});

it('takes the first of a local time that exists twice, and says so', () => {
	expect(readMoment('Start', '2026-10-25T02:30', { zone })).toEqual({
		at: Date.parse('2026-10-25T00:30:00Z'),
		isTwice: true,
	});
	expect(readMoment('Start', '25/10/2026 03:00', { zone }).isTwice).toBe(false);
	const dateTime = DateTime.fromISO('2026-10-25T02:30', { zone });
	for (const clear of ['2026-10-25T02:30+01:00', dateTime])
		expect(readMoment('Start', clear, { zone }).isTwice).toBe(false);
});

it('rejects an unknown zone, and shows moments in a known one', () => {
	expect(() => iso('2026-03-01') && readMoment('Start', '2026-03-01', { zone: 'Europe/Nowhere' })).toThrow(
		'"Europe/Nowhere" is not a time zone. Write it like Europe/Paris',
	);
	expect(() => checkZone('')).toThrow('is not a time zone');
	expect(checkZone(zone)).toBe(zone);
	expect(toLocal('2026-10-25T00:30:00Z', zone)).toBe('2026-10-25T02:30:00.000+02:00');
	expect(toLocal('2026-10-25T00:30:00Z', 'America/St_Johns')).toBe('2026-10-24T22:00:00.000-02:30');
	expect([toLocal(null, zone), toLocal(undefined, zone), toLocal('', zone)]).toEqual([null, null, null]);
	expect(showLocal(Date.parse('2026-10-25T00:30:00Z'), zone)).toBe('2026-10-25 02:30');
});

const zones = [
	'Europe/Paris',
	'Indian/Reunion',
	'America/New_York',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'America/Sao_Paulo',
	'Pacific/Apia',
	'Africa/Casablanca',
];
const moments = fc.date({ min: new Date('1970-01-02'), max: new Date('2040-01-01'), noInvalidDate: true });

it('law: what clocks show at any moment is read as that moment, or as the one before it that they showed too', () => {
	fc.assert(
		fc.property(moments, fc.constantFrom(...zones), (date, where) => {
			const local = DateTime.fromJSDate(date).setZone(where);
			for (const text of [
				local.toISO({ includeOffset: false }),
				local.toFormat('dd/MM/yyyy HH:mm:ss.SSS'),
				local.toFormat('d.M.yyyy H:mm:ss,SSS'),
			]) {
				const { at, isTwice } = readMoment('Start', text, { zone: where });
				const later = date.getTime() - at;
				expect(later === 0 || (isTwice && later > 0 && later <= 3_600_000)).toBe(true);
				expect(toLocal(new Date(at).toISOString(), where)?.slice(0, 23)).toBe(
					local.toISO({ includeOffset: false }),
				);
			}
			expect(readMoment('Start', local.toISO(), { zone }).at).toBe(date.getTime());
			expect(toLocal(date.toISOString(), where)).toBe(local.toISO());
		}),
		{ numRuns: 500 },
	);
});

it('law: around a change of clocks each local time is read once, twice or not at all, as clocks show it', () => {
	const changes: Array<[string, string]> = [
		['2026-03-29T01:00:00Z', zone],
		['2026-10-25T01:00:00Z', zone],
		['2026-04-04T15:00:00Z', 'Australia/Lord_Howe'],
		['2026-10-03T15:30:00Z', 'Australia/Lord_Howe'],
	];
	for (const [change, where] of changes) {
		const shown = new Map<string, number[]>();
		const start = Date.parse(change) - 3 * 3_600_000;
		for (let at = start; at < start + 6 * 3_600_000; at += 300_000) {
			const local = DateTime.fromMillis(at, { zone: where }).toFormat("yyyy-MM-dd'T'HH:mm");
			shown.set(local, [...(shown.get(local) ?? []), at]);
		}
		const locals = [...shown.keys()].sort();
		for (let wall = Date.parse(`${locals[0]}Z`); wall <= Date.parse(`${locals.at(-1)}Z`); wall += 300_000) {
			const local = new Date(wall).toISOString().slice(0, 16);
			const expected = shown.get(local);
			if (expected) {
				expect([local, readMoment('Start', local, { zone: where })]).toEqual([
					local,
					{ at: expected[0], isTwice: expected.length === 2 },
				]);
			} else {
				expect(() => readMoment('Start', local, { zone: where })).toThrow('does not exist');
			}
		}
	}
});

it('law: a day is read in every form that people write it, and never becomes another', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 31 }),
			fc.integer({ min: 1, max: 12 }),
			fc.integer({ min: 1900, max: 2100 }),
			(date, month, year) => {
				const written = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
				const exists = DateTime.fromISO(written).isValid;
				for (const text of [
					written,
					`${date}/${month}/${year}`,
					`${date}.${month}.${year}`,
					`${date}-${month}-${year}`,
					`${date}/${month}/${year} 12:00`,
				]) {
					if (exists) expect(day(text)).toBe(written);
					else expect(() => day(text)).toThrow('needs a date');
				}
			},
		),
	);
});

it('law: any text is read as a date or rejected with a sentence', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d/.\-: TZh+]{0,30}$/), fc.anything()),
			(given) => {
				try {
					expect(day(given)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
				} catch (error) {
					expect(error).toBeInstanceOf(RangeError);
					expect((error as Error).message).toMatch(/^"Date de naissance" (needs a date|is empty)/);
				}
			},
		),
		{ numRuns: 1000 },
	);
});
