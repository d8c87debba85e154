import { merge, type Sides } from '../../nodes/ContactManager/matching/merge';
import { matcherOn } from './support';

const merged = (sides: Partial<Sides>) =>
	merge(matcherOn('crmId'), {
		source: {},
		kiamo: {},
		last: {},
		clears: new Set(),
		winner: undefined,
		isTie: false,
		...sides,
	});
const nothing = { toKiamo: {}, toSource: {}, conflicts: [] };

it('carries a change of one side to the other', () => {
	const last = { notes: 'old' };
	expect(merged({ last, source: { notes: 'new' }, kiamo: { notes: 'old' } })).toEqual({
		...nothing,
		toKiamo: { notes: 'new' },
		merged: { notes: 'new' },
	});
	expect(merged({ last, source: { notes: 'old' }, kiamo: { notes: 'new' } })).toEqual({
		...nothing,
		toSource: { notes: 'new' },
		merged: { notes: 'new' },
	});
});

it('writes nothing where both are the same, in whatever words, and agrees on those of Kiamo', () => {
	const sides = { source: { phone: '06 12 34 56 78' }, kiamo: { phone: '+33612345678' } };
	expect(merged(sides)).toEqual({ ...nothing, merged: { phone: '+33612345678' } });
	expect(merged({ source: { notes: ' ' } })).toEqual({ ...nothing, merged: { notes: null } });
});

it('takes a field that the item lacks as unchanged', () => {
	expect(merged({ last: { notes: 'old' }, kiamo: { notes: 'new' } })).toMatchObject({
		toSource: { notes: 'new' },
		conflicts: [],
	});
	expect(merged({ last: { notes: 'old' }, kiamo: { notes: 'old' } })).toEqual({
		...nothing,
		merged: { notes: 'old' },
	});
});

it('leaves fields alone that the base lacks or that nobody names', () => {
	expect(merged({ source: { fax: '1' }, kiamo: { notes: 'old' } })).toEqual({ ...nothing, merged: {} });
});

it('fills what was never synced', () => {
	expect(merged({ source: { notes: 'new' } })).toMatchObject({ toKiamo: { notes: 'new' }, conflicts: [] });
});

describe('a field that both changed', () => {
	const sides = { last: { notes: 'old' }, source: { notes: 'here' }, kiamo: { notes: 'there' } };
	const conflict = {
		field: 'notes',
		reason: 'bothChanged',
		source: 'here',
		kiamo: 'there',
		lastSynced: 'old',
	};

	it('is that of the winner', () => {
		expect(merged({ ...sides, winner: 'source' })).toEqual({
			toKiamo: { notes: 'here' },
			toSource: {},
			merged: { notes: 'here' },
			conflicts: [{ ...conflict, winner: 'source' }],
		});
		expect(merged({ ...sides, winner: 'kiamo' })).toEqual({
			toKiamo: {},
			toSource: { notes: 'there' },
			merged: { notes: 'there' },
			conflicts: [{ ...conflict, winner: 'kiamo' }],
		});
	});

	it('stays as it is on both sides without a winner', () => {
		expect(merged(sides)).toEqual({
			...nothing,
			merged: { notes: 'old' },
			conflicts: [{ ...conflict, winner: null }],
		});
		expect(merged({ ...sides, last: {} }).merged).toEqual({});
	});

	it('holds back all other fields in a tie, and only in one', () => {
		const more = { ...sides, source: { ...sides.source, score: 1 }, last: { notes: 'old', score: 2 } };
		const also = { ...more, kiamo: { ...sides.kiamo, score: 2 } };
		expect(merged({ ...also, isTie: true })).toMatchObject({ toKiamo: {}, toSource: {}, merged: also.last });
		expect(merged({ ...also, isTie: true }).toKiamo).toEqual({});
		expect(merged(also).toKiamo).toEqual({ score: 1 });
		expect(merged({ ...also, isTie: true, winner: 'source' }).toKiamo).toEqual({ notes: 'here', score: 1 });
	});

	it('holds back all other fields in a tie, beside one that was not cleared too', () => {
		const both = {
			last: { ...sides.last, score: 2, city: 'Lyon' },
			source: { ...sides.source, score: null, city: 'Paris' },
			kiamo: { ...sides.kiamo, score: 2, city: 'Lyon' },
		};
		expect(merged({ ...both, isTie: true })).toMatchObject({ toKiamo: {}, toSource: {}, merged: both.last });
	});

	it('is none where both changed it alike', () => {
		expect(merged({ ...sides, kiamo: { notes: 'here' } })).toEqual({ ...nothing, merged: { notes: 'here' } });
	});
});

describe('a field that is emptied', () => {
	it.each([
		['in the source', { source: { notes: null }, kiamo: { notes: 'old' } }, 'toKiamo'],
		['in Kiamo', { source: { notes: 'old' }, kiamo: {} }, 'toSource'],
	] as const)('%s is emptied on the other side only where it may be', (_, sides, side) => {
		const last = { notes: 'old' };
		expect(merged({ ...sides, last, clears: new Set(['notes']) })).toMatchObject({
			[side]: { notes: null },
			merged: { notes: null },
			conflicts: [],
		});
		expect(merged({ ...sides, last })).toMatchObject({
			toKiamo: {},
			toSource: {},
			merged: { notes: 'old' },
			conflicts: [{ reason: 'notCleared', winner: null }],
		});
	});

	it('does not hold back other fields in a tie', () => {
		const sides = { source: { notes: null, score: 1 }, kiamo: { notes: 'old' }, last: { notes: 'old' } };
		expect(merged({ ...sides, isTie: true }).toKiamo).toEqual({ score: 1 });
	});

	it('and was empty before is none', () => {
		expect(merged({ source: { notes: null }, kiamo: { notes: 'new' } })).toMatchObject({
			toSource: { notes: 'new' },
			conflicts: [],
		});
	});
});

it('takes false for a value', () => {
	expect(merged({ source: { optIn: false }, kiamo: { optIn: true }, last: { optIn: true } })).toMatchObject({
		toKiamo: { optIn: false },
		conflicts: [],
	});
});

it('takes a blank of Kiamo for an empty field', () => {
	expect(merged({ source: { notes: null }, kiamo: { notes: '' } })).toEqual({
		...nothing,
		merged: { notes: null },
	});
});

describe('a word such as "inconnu"', () => {
	const last = { crmId: 'C-1', notes: 'old' };

	it.each(['source', 'kiamo'] as const)('in the key of the %s is no change', (side) => {
		const sides = { source: last, kiamo: last, last, [side]: { ...last, crmId: 'inconnu' } };
		expect(merged(sides)).toEqual({ ...nothing, merged: last });
	});

	it('is a value of any other field', () => {
		expect(merged({ source: { notes: 'inconnu' }, kiamo: last, last })).toMatchObject({
			toKiamo: { notes: 'inconnu' },
		});
	});
});

it('takes what Kiamo held in place of what was sent for no change, and remembers it', () => {
	const last = { notes: 'as sent', 'notes (Kiamo)': 'as held' };
	expect(merged({ source: { notes: 'as sent' }, kiamo: { notes: 'as held' }, last })).toEqual({
		...nothing,
		merged: last,
	});
});
