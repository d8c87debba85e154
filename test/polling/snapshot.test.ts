import fc from 'fast-check';
import {
	compareSnapshots,
	packSnapshot,
	unpackSnapshot,
	type Difference,
	type Snapshot,
} from '../../nodes/shared/polling/snapshot';

const runs = { numRuns: 1000 };
const hexId = fc.nat(0xffffffff).map((number) => number.toString(16).padStart(24, '0'));
/** Few, so that snapshots share some; odd, as objects and lists would lose or reorder them. */
const oddText = fc.constantFrom('', '10', '2', '1', 'a,b', '=', '__proto__', 'é', 'e\u0301', '\ud800', '\n');
const anyText = fc.oneof(oddText, fc.string({ unit: 'binary' }));
const nearlyHex = hexId.chain((id) => fc.constantFrom(`${id}\n`, id.slice(1), `A${id.slice(1)}`, `${id}00`));

function snapshotOf(id: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<Snapshot> {
	return fc.array(fc.tuple(id, text), { maxLength: 30 }).map((rows) => new Map(rows));
}

const anySnapshot = fc.oneof(
	snapshotOf(hexId, fc.constant('')),
	snapshotOf(hexId, oddText),
	snapshotOf(oddText, oddText),
	snapshotOf(fc.oneof(hexId, nearlyHex, anyText), anyText),
);

function throughJson<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

const sizeOf = (packed: object) => JSON.stringify(packed).length;

function apply(before: Snapshot, differences: Difference[]): Map<string, string> {
	const result = new Map(before);
	for (const difference of differences) {
		const { id, kind } = difference;
		expect(result.has(id)).toBe(kind !== 'appeared');
		expect(difference.before).toBe(result.get(id));
		expect(difference.after === undefined).toBe(kind === 'gone');
		expect(difference.after).not.toBe(difference.before);
		if (difference.after === undefined) result.delete(id);
		else result.set(id, difference.after);
	}
	return result;
}

describe('compareSnapshots', () => {
	it('tells what appeared, changed and is gone, with the texts before and after', () => {
		const before = new Map([
			['gone', 'idle'],
			['same', 'idle'],
			['changed', 'idle'],
			['gone too', ''],
		]);
		const after = new Map([
			['new', ''],
			['changed', 'busy'],
			['same', 'idle'],
		]);
		expect(compareSnapshots(before, after)).toEqual([
			{ id: 'new', kind: 'appeared', after: '' },
			{ id: 'changed', kind: 'changed', before: 'idle', after: 'busy' },
			{ id: 'gone', kind: 'gone', before: 'idle' },
			{ id: 'gone too', kind: 'gone', before: '' },
		]);
	});

	it('tells nothing at the first reading, but all after one that was empty', () => {
		fc.assert(
			fc.property(anySnapshot, (after) => {
				expect(compareSnapshots(undefined, after)).toEqual([]);
				expect(compareSnapshots(new Map(), after)).toHaveLength(after.size);
			}),
			runs,
		);
	});

	it('tells nothing of equal snapshots, in whatever order', () => {
		fc.assert(
			fc.property(anySnapshot, (snapshot) => {
				expect(compareSnapshots(snapshot, new Map([...snapshot].reverse()))).toEqual([]);
			}),
			runs,
		);
	});

	it('tells just what makes the one snapshot of the other, in order', () => {
		const snapshot = snapshotOf(oddText, oddText);
		fc.assert(
			fc.property(snapshot, snapshot, (before, after) => {
				const differences = compareSnapshots(before, after);
				expect(apply(before, differences)).toEqual(new Map(after));
				const told = new Set(differences.map(({ id }) => id));
				const gone = [...before.keys()].filter((id) => !after.has(id));
				expect(differences.map(({ id }) => id)).toEqual(
					[...after.keys()].filter((id) => told.has(id)).concat(gone),
				);
			}),
			runs,
		);
	});
});

describe('packSnapshot and unpackSnapshot', () => {
	it('give back exactly what was packed, in order, also through JSON', () => {
		fc.assert(
			fc.property(anySnapshot, fc.string(), (snapshot, scope) => {
				const packed = packSnapshot(snapshot, scope);
				for (const saved of [packed, throughJson(packed)]) {
					expect([...(unpackSnapshot(saved, scope) ?? [])]).toEqual([...snapshot]);
				}
				expect(unpackSnapshot(packed, scope)).toBeDefined();
			}),
			runs,
		);
	});

	it('begin anew without a state and for another scope', () => {
		fc.assert(
			fc.property(anySnapshot, fc.string(), fc.string(), (snapshot, scope, other) => {
				fc.pre(scope !== other);
				expect(unpackSnapshot(packSnapshot(snapshot, scope), other)).toBeUndefined();
				expect(unpackSnapshot(undefined, scope)).toBeUndefined();
			}),
			runs,
		);
	});

	it('take 16 characters for a row that is only there, and little more for one in a common state', () => {
		fc.assert(
			fc.property(fc.uniqueArray(hexId, { maxLength: 50 }), (ids) => {
				const there = new Map(ids.map((id) => [id, '']));
				expect(sizeOf(packSnapshot(there, 'scope'))).toBeLessThanOrEqual(60 + 16 * ids.length);
				const states = new Map(ids.map((id, at) => [id, ['on a break', 'in a conversation'][at % 2]]));
				expect(sizeOf(packSnapshot(states, 'scope'))).toBeLessThanOrEqual(100 + 18 * ids.length);
			}),
			runs,
		);
	});

	it('take less than 200,000 characters for 10,000 contacts', () => {
		const ids = Array.from({ length: 10_000 }, (_, at) => (at * 7919).toString(16).padStart(24, 'f'));
		const contacts = new Map(ids.map((id) => [id, '']));
		expect(contacts.size).toBe(10_000);
		expect(sizeOf(packSnapshot(contacts, 'base'))).toBeLessThan(200_000);
	});
});
