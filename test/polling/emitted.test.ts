import { createHash } from 'node:crypto';
import { Emitted, isEmittedRecord } from '../../nodes/shared/polling/emitted';

const second = (at: number) => new Date(Date.UTC(2026, 2, 1) + at * 1000).toISOString();
const from = Date.UTC(2026, 2, 1);

it('knows what was added, by ID and version, also after it was saved', () => {
	const emitted = new Emitted();
	emitted.add('a', second(0));
	emitted.add('a', second(0));
	emitted.add('b', second(0));
	const { record, forgotten } = emitted.since(from);
	expect(forgotten).toBe(-Infinity);
	expect(Object.entries(record)).toEqual([
		[(from / 1000).toString(36), expect.stringMatching(/^[\w-]{16}$/) as string],
	]);
	for (const each of [emitted, new Emitted(record)]) {
		expect([each.has('a', second(0)), each.has('b', second(0))]).toEqual([true, true]);
		expect([each.has('a', second(1)), each.has('c', second(0))]).toEqual([false, false]);
	}
});

it.each([
	['2026-03-01T10:30:00.500+01:00', '2026-03-01T09:30:00.500Z'],
	['2026-03-01T04:00:00.5-05:30', '2026-03-01T09:30:00.500Z'],
	['2026-03-01T09:30:00Z', '2026-03-01T09:30:00.000Z'],
	['2026-03-01T09:30:00.123456Z', '2026-03-01T10:30:00.12345600+01:00'],
])('knows %s as %s', (time, same) => {
	const emitted = new Emitted();
	emitted.add('a', time);
	expect([emitted.has('a', same), emitted.has('b', same)]).toEqual([true, false]);
});

it('keeps apart what is less than a millisecond apart', () => {
	const emitted = new Emitted();
	emitted.add('a', '2026-03-01T09:30:00.123456Z');
	expect(emitted.has('a', '2026-03-01T09:30:00.123457Z')).toBe(false);
});

it('knows what an earlier state has as the server wrote it', () => {
	const hash = createHash('sha1').update('a|2026-03-01T09:30:00+00:00').digest('base64url').slice(0, 8);
	const emitted = new Emitted({ [(Date.parse('2026-03-01T09:30:00Z') / 1000).toString(36)]: hash });
	expect(emitted.has('a', '2026-03-01T09:30:00+00:00')).toBe(true);
});

it('adds to what was saved of the same second', () => {
	const before = new Emitted();
	before.add('a', second(0));
	const after = new Emitted(before.since(from).record);
	after.add('b', second(0));
	expect(Object.keys(after.since(from).record)).toHaveLength(1);
	const last = new Emitted(after.since(from).record);
	expect([last.has('a', second(0)), last.has('b', second(0))]).toEqual([true, true]);
});

/** So many rows, each changed a second after the one before. */
function rows(count: number): Emitted {
	const emitted = new Emitted();
	for (let at = 0; at < count; at++) emitted.add('a', second(at));
	return emitted;
}

it('saves the youngest 250, however old', () => {
	const { record, forgotten } = rows(300).since(Infinity);
	expect(forgotten).toBe(-Infinity);
	expect(Object.keys(record)).toHaveLength(250);
	const kept = new Emitted(record);
	expect([kept.has('a', second(50)), kept.has('a', second(49))]).toEqual([true, false]);
});

it('saves all from the moment on, beside older ones up to 250', () => {
	const kept = new Emitted(rows(300).since(from + 10_000).record);
	expect([kept.has('a', second(10)), kept.has('a', second(9))]).toEqual([true, false]);
});

it('saves 10,000 at most, and returns from when on there was no room', () => {
	const { record, forgotten } = rows(10_001).since(from);
	expect(Object.keys(record)).toHaveLength(10_000);
	expect(forgotten).toBe(from + 999);
	expect(rows(10_000).since(from).forgotten).toBe(-Infinity);
});

it('returns the second of which there was no room for all', () => {
	const emitted = rows(9_999);
	for (const id of ['b', 'c']) emitted.add(id, second(0));
	expect(emitted.since(from).forgotten).toBe(from + 999);
	expect(emitted.since(from + 1_000).forgotten).toBe(-Infinity);
});

it('saves the last of a second in which more changed than there is room for', () => {
	const emitted = new Emitted();
	for (let at = 0; at < 251; at++) emitted.add(String(at), second(0));
	const kept = new Emitted(emitted.since(Infinity).record);
	expect([kept.has('0', second(0)), kept.has('1', second(0)), kept.has('250', second(0))]).toEqual([
		false,
		true,
		true,
	]);
});

it.each<[unknown, boolean]>([
	[{}, true],
	[{ tcmum0: 'iKCywDqs', '-1z': '' }, true],
	[{ tcmum0: 'iKCywDqs', b: 5 }, false],
	[{ 'A ': 'iKCywDqs' }, false],
	[{ 'a!': 'iKCywDqs' }, false],
	[{ '!a': 'iKCywDqs' }, false],
	[null, false],
	['a', false],
	[undefined, false],
])('takes %j for a saved record: %s', (value, expected) => {
	expect(isEmittedRecord(value)).toBe(expected);
});
