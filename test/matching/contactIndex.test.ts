import { ContactIndex, type MatchOptions } from '../../nodes/ContactManager/matching/contactIndex';
import type { Contact, FieldValues } from '../../nodes/ContactManager/matching/values';
import { matcherOn } from './support';

const contact = (id: string, fields: FieldValues, day = 1): Contact => ({
	id,
	base_id: '1',
	fields,
	created_at: `2026-01-0${day}T00:00:00Z`,
	updated_at: `2026-01-1${9 - day}T00:00:00Z`,
});
const careful: MatchOptions = { severalMatches: 'fail', otherDiffers: 'fail', unknownId: 'fail' };

/** An index of contacts, and who it finds. */
function indexOf(matchOn: string[], ...contacts: Contact[]) {
	const matcher = matcherOn(...matchOn);
	const index = new ContactIndex(matcher, contacts);
	const find = (values: FieldValues, options: Partial<MatchOptions> = {}) =>
		index.find(values, matcher.keysOf(values), { ...careful, ...options });
	return { index, find };
}

const anna = contact('1', { crmId: 'C-1', email: 'a@b.fr' });
const ben = contact('2', { crmId: 'C-2', email: 'b@b.fr' }, 2);

it('finds a contact by the first field that has a key', () => {
	const { find } = indexOf(['crmId', 'email'], anna, ben);
	expect(find({ crmId: 'C-2', email: 'c@d.fr' })).toEqual({ kind: 'found', entry: ben });
	expect(find({ email: 'A@b.fr' })).toEqual({ kind: 'found', entry: anna });
	expect(find({ crmId: 'C-3', email: 'c@d.fr' })).toEqual({ kind: 'new' });
	expect(find({})).toEqual({ kind: 'new' });
});

it('takes who holds nothing in a stronger field for the person', () => {
	const { find } = indexOf(['crmId', 'email'], contact('1', { email: 'a@b.fr' }));
	expect(find({ crmId: 'C-9', email: 'a@b.fr' })).toMatchObject({ kind: 'found', entry: { id: '1' } });
});

describe('where a stronger field differs', () => {
	const values = { crmId: 'C-9', email: 'a@b.fr' };
	const twin = contact('3', { crmId: 'C-3', email: 'a@b.fr' }, 3);

	it('says so, creates or updates, as is set', () => {
		const { find } = indexOf(['crmId', 'email'], anna);
		expect(find(values)).toMatchObject({
			kind: 'somebodyElse',
			key: { id: 'email:a@b.fr' },
			entry: anna,
			difference: { given: 'C-9', held: 'C-1' },
		});
		expect(find(values, { otherDiffers: 'create' })).toEqual({ kind: 'new' });
		expect(find(values, { otherDiffers: 'update' })).toEqual({ kind: 'found', entry: anna });
	});

	it('chooses among several where they are to be updated', () => {
		const { find } = indexOf(['crmId', 'email'], anna, twin);
		const update = { otherDiffers: 'update' } as const;
		expect(find(values, update)).toMatchObject({ kind: 'several', ids: ['1', '3'] });
		expect(find(values, { ...update, severalMatches: 'oldest' })).toMatchObject({ entry: anna });
		expect(find(values, { ...update, severalMatches: 'mostRecent' })).toMatchObject({ entry: anna });
	});

	it('goes on to a weaker field that finds the person', () => {
		const own = contact('4', { phone: '0612345678' });
		const { find } = indexOf(['crmId', 'email', 'phone'], anna, own);
		expect(find({ ...values, phone: '0612345678' }, { otherDiffers: 'update' })).toEqual({
			kind: 'found',
			entry: own,
		});
	});

	it('keeps to the first who was found', () => {
		const other = contact('5', { crmId: 'C-5', phone: '0612345678' });
		const { find } = indexOf(['crmId', 'email', 'phone'], anna, other);
		const both = { ...values, phone: '0612345678' };
		expect(find(both)).toMatchObject({ kind: 'somebodyElse', entry: anna });
		expect(find(both, { otherDiffers: 'update' })).toEqual({ kind: 'found', entry: anna });
	});
});

describe('several contacts with one key', () => {
	const old = contact('y', { crmId: 'C-1' }, 1);
	const recent = contact('2', { crmId: 'C-1' }, 2);
	const { find } = indexOf(['crmId'], recent, old);
	const several = { kind: 'several', key: { id: 'crmId:C-1' }, ids: ['2', 'y'] };

	it.each([
		['fail', several],
		['skip', several],
		['oldest', { kind: 'found', entry: { id: 'y' } }],
		// Created first, but changed last.
		['mostRecent', { kind: 'found', entry: { id: 'y' } }],
	] as const)('%s', (severalMatches, expected) => {
		expect(find({ crmId: 'C-1' }, { severalMatches })).toMatchObject(expected);
	});

	it('are ordered by their IDs where their dates are the same', () => {
		const both = ['7', '8'].map((id) => ({ ...old, id }));
		for (const contacts of [both, both.toReversed()]) {
			const same = indexOf(['crmId'], ...contacts);
			expect(same.find({ crmId: 'C-1' }, { severalMatches: 'oldest' })).toMatchObject({ entry: { id: '7' } });
			expect(same.find({ crmId: 'C-1' }, { severalMatches: 'mostRecent' })).toMatchObject({
				entry: { id: '8' },
			});
		}
	});

	it('one that is only planned is the newest', () => {
		const planned = indexOf(['crmId'], old);
		planned.index.link({ fields: { crmId: 'C-1' } }, ['crmId:C-1']);
		const found = planned.find({ crmId: 'C-1' }, { severalMatches: 'mostRecent' });
		expect(found).toEqual({ kind: 'found', entry: { fields: { crmId: 'C-1' } } });
		expect(planned.find({ crmId: 'C-1' }, { severalMatches: 'oldest' })).toMatchObject({ entry: old });
		expect(planned.find({ crmId: 'C-1' })).toMatchObject({ ids: ['y', ''] });
	});

	it('are in the order of their items where they are only planned', () => {
		const planned = indexOf(['crmId']);
		const [first, second] = ['first', 'second'].map((notes) => ({ fields: { crmId: 'C-1', notes } }));
		for (const entry of [first, second]) planned.index.link(entry, ['crmId:C-1']);
		expect(planned.find({ crmId: 'C-1' }, { severalMatches: 'oldest' })).toEqual({
			kind: 'found',
			entry: first,
		});
		expect(planned.find({ crmId: 'C-1' }, { severalMatches: 'mostRecent' })).toEqual({
			kind: 'found',
			entry: second,
		});
	});
});

describe('the ID of a contact', () => {
	const { find } = indexOf(['kiamoId', 'crmId'], anna, ben);

	it('finds it', () => {
		expect(find({ kiamoId: '2' })).toEqual({ kind: 'found', entry: ben });
	});

	it('that Kiamo does not have fails, or leaves the decision to the next field', () => {
		expect(find({ kiamoId: '9', crmId: 'C-1' })).toMatchObject({ kind: 'unknownId', key: { text: '9' } });
		expect(find({ kiamoId: '9', crmId: 'C-1' }, { unknownId: 'create' })).toEqual({
			kind: 'found',
			entry: anna,
		});
		expect(find({ kiamoId: '9' }, { unknownId: 'create' })).toEqual({ kind: 'new' });
	});

	it('need not be given', () => {
		expect(find({ crmId: 'C-1' })).toEqual({ kind: 'found', entry: anna });
	});

	it('that Kiamo does not have leaves the other fields as they are', () => {
		const { find: findBy } = indexOf(['kiamoId', 'crmId', 'email'], anna);
		const values = { kiamoId: '9', crmId: 'C-9', email: 'a@b.fr' };
		expect(findBy(values, { unknownId: 'create' })).toMatchObject({
			kind: 'somebodyElse',
			difference: { given: 'C-9', held: 'C-1' },
		});
	});

	it('never means somebody new, even if a stronger field differs', () => {
		const weaker = indexOf(['crmId', 'kiamoId'], anna);
		expect(weaker.find({ crmId: 'C-9', kiamoId: '1' }, { otherDiffers: 'create' })).toMatchObject({
			kind: 'somebodyElse',
			entry: anna,
		});
	});
});

it('takes over what a contact becomes', () => {
	const entry = { ...anna, fields: { ...anna.fields } };
	const { index, find } = indexOf(['crmId'], entry);
	index.replace(entry, { ...anna, fields: { crmId: 'C-7' } });
	expect(find({ crmId: 'C-1' })).toEqual({ kind: 'new' });
	const found = find({ crmId: 'C-7' });
	expect(found.kind === 'found' && found.entry).toBe(entry);
	expect(index.withKey('crmId:C-7')).toEqual([entry]);
	expect(index.withKey('crmId:C-1')).toEqual([]);
	index.link(ben, ['crmId:C-7', 'crmId:C-8']);
	expect(index.withKey('crmId:C-7')).toEqual([entry, ben]);
	expect(index.withKey('crmId:C-8')).toEqual([ben]);
});

it('takes over what a contact becomes that no key of its own found', () => {
	const { index } = indexOf(['crmId']);
	const planned = { fields: { crmId: 'C-1' } };
	index.replace(planned, { fields: { crmId: 'C-2' } });
	expect(index.withKey('crmId:C-2')).toEqual([{ fields: { crmId: 'C-2' } }]);
});
