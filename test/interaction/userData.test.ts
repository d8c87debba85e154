import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readUserData } from '../../nodes/shared/values/userData';

const entry = (...pairs: Array<[string, unknown]>) => ({
	entry: pairs.map(([name, value]) => ({ name, value })),
});

it('reads names and values, and JSON; the fields win', () => {
	expect(
		readUserData({
			userData: entry(['order', '43'], [' shop ', 'Lyon']),
			userDataJson: '{"order":42,"vip":true}',
		}),
	).toEqual({ order: '43', vip: true, shop: 'Lyon' });
	expect(readUserData({ userDataJson: { order: 42 } })).toEqual({ order: 42 });
});

it('leaves blank values out', () => {
	expect(readUserData({ userDataJson: { a: '', b: null, c: undefined, d: 0, e: false } })).toEqual({
		d: 0,
		e: false,
	});
	expect(readUserData({ userData: entry(['', '']), userDataJson: '' })).toBeUndefined();
	expect(readUserData({})).toBeUndefined();
});

it('writes dates as ISO text', () => {
	const date = new Date('2026-03-01T08:30:00Z');
	const luxon = DateTime.fromJSDate(date, { zone: 'Europe/Paris' });
	expect(readUserData({ userDataJson: { date, luxon } })).toEqual({
		date: '2026-03-01T08:30:00.000Z',
		luxon: '2026-03-01T09:30:00.000+01:00',
	});
});

it.each([
	[{ userDataJson: { address: { city: 'Lyon' } } }, 'The user data "address" is not a single value'],
	[{ userData: entry(['tags', ['a']]) }, 'The user data "tags" is not a single value'],
	[{ userDataJson: { rate: Number.NaN } }, 'The user data "rate" is not a single value'],
	[{ userDataJson: '[1]' }, 'not a JSON object'],
	[{ userDataJson: '{"a":' }, 'not a JSON object'],
	[{ userData: entry(['', 'x']) }, 'has no name'],
	[{ userDataJson: '{"id": 90071992547409931}' }, '"User Data id" can\'t keep the number'],
	[{ userData: entry(['id', '[object Object]']) }, '"User Data id" needs a single value, not an object'],
])('refuses %j', (given, sentence) => {
	expect(() => readUserData(given)).toThrow(sentence);
});

it('law: any JSON gives single values that are not blank, or is refused', () => {
	const name = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
	fc.assert(
		fc.property(fc.dictionary(name, fc.jsonValue({ maxDepth: 1 })), (userDataJson) => {
			const values = Object.values(userDataJson);
			const isNested = values.some((value) => typeof value === 'object' && value !== null);
			fc.pre(isNested || !/\d{16}|e\+/.test(JSON.stringify(userDataJson)));
			if (isNested) {
				expect(() => readUserData({ userDataJson })).toThrow(/user data/i);
				return;
			}
			const read = Object.values(readUserData({ userDataJson }) ?? {});
			for (const value of read) expect(['string', 'number', 'boolean']).toContain(typeof value);
			expect(read).not.toContain('');
		}),
	);
});
