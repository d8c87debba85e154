import {
	checkFields,
	contactIdField,
	createMatcher,
	isPhone,
	tellsNobodyApart,
} from '../../nodes/ContactManager/matching/matcher';
import { fieldNamed, fields, matcherOn } from './support';

const idsOf = (values: Record<string, string | number>, ...matchOn: string[]) =>
	matcherOn(...matchOn)
		.keysOf(values)
		.map(({ id }) => id);

describe('createMatcher', () => {
	it('knows all fields of the base, and those of Match On in their order', () => {
		const { fields: known, matchFields } = matcherOn('phone', 'kiamoId', 'crmId');
		expect([...known.keys()]).toEqual(fields.map(({ name }) => name));
		expect(matchFields).toEqual([fieldNamed('phone'), contactIdField, fieldNamed('crmId')]);
	});

	it('rejects a field that the base lacks', () => {
		expect(() => matcherOn('fax')).toThrow(
			new RangeError('The base has no field "fax", which Match On names: refresh the list of fields'),
		);
	});
});

describe('keysOf', () => {
	it.each<[string, string | number, string[]]>([
		['crmId', ' C-1 ', ['crmId:C-1']],
		['email', 'Anna@Example.FR', ['email:anna@example.fr']],
		['email', 'nobody', []],
		['phone', '06 12 34 56 78', ['phone:+33612345678']],
		['mobile', '06 12 34 56 78', ['phone:+33612345678']],
		['phone', 'none', []],
		['phone', '12345678901234567890', []],
		['score', '12.50', ['score:12.5']],
		['score', 'many', ['score:many']],
		['crmId', '', []],
		['crmId', 'inconnu', []],
		['crmId', '1,23457E+16', []],
		['score', '1,23457E+16', ['score:1,23457E+16']],
		['city', 'Lyon', ['city:Lyon']],
	])('of %s holding %j are %j', (name, value, expected) => {
		expect(idsOf({ [name]: value }, name)).toEqual(expected);
	});

	it('come in the order of Match On, with the field and the text given', () => {
		const values = { email: 'A@b.fr', crmId: 'C-1', score: 1 };
		expect(matcherOn('email', 'crmId').keysOf(values)).toEqual([
			{ field: fieldNamed('email'), id: 'email:a@b.fr', text: 'A@b.fr' },
			{ field: fieldNamed('crmId'), id: 'crmId:C-1', text: 'C-1' },
		]);
	});
});

describe('idsOf', () => {
	it('counts a phone in every phone field once one is matched on', () => {
		const values = { crmId: 'C-1', city: 'Lyon', phone: '0612345678', mobile: '0612345679' };
		expect(matcherOn('crmId', 'phone').idsOf(values)).toEqual([
			'crmId:C-1',
			'phone:+33612345678',
			'phone:+33612345679',
		]);
		expect(matcherOn('crmId').idsOf(values)).toEqual(['crmId:C-1']);
	});

	it('has the ID of the contact where that is matched on', () => {
		expect(matcherOn('kiamoId').idsOf({}, '7')).toEqual(['kiamoId:7']);
		expect(matcherOn('kiamoId').idsOf({}, '')).toEqual([]);
		expect(matcherOn('kiamoId').idsOf({})).toEqual([]);
		expect(matcherOn('crmId').idsOf({ crmId: 'C-1' }, '7')).toEqual(['crmId:C-1']);
	});

	it('has the value of a field of the base that is called like it', () => {
		const own = { ...fieldNamed('crmId'), name: contactIdField.name };
		expect(createMatcher([own], [own.name], 'FR').idsOf({ kiamoId: 'C-1' }, '7')).toEqual(['kiamoId:C-1']);
	});
});

describe('difference', () => {
	const matcher = matcherOn('crmId', 'phone', 'email');
	const email = fieldNamed('email');

	it('is a stronger field that both hold and that differs', () => {
		expect(matcher.difference({ crmId: 'C-2' }, { fields: { crmId: 'C-1' } }, email)).toEqual({
			field: fieldNamed('crmId'),
			given: 'C-2',
			held: 'C-1',
		});
	});

	it.each([
		['the item holds none', {}, { crmId: 'C-1' }],
		['the contact holds none', { crmId: 'C-2' }, {}],
		['both are the same', { crmId: 'C-1' }, { crmId: 'C-1' }],
		['one of two phones is the same', { phone: '0612345678 / 0612345670' }, { phone: '0612345678' }],
		['the phone is in another field', { phone: '0612345678' }, { phone: '0612345679', mobile: '0612345678' }],
	])('is none where %s', (_, values, held) => {
		expect(matcher.difference(values, { fields: held }, email)).toBeUndefined();
	});

	it('is none where the contact holds a phone only in a field that was not matched on', () => {
		expect(
			matcher.difference({ phone: '0612345678' }, { fields: { mobile: '0612345679' } }, email),
		).toBeUndefined();
	});

	it('does not look at the field itself, nor at weaker ones', () => {
		const held = { fields: { phone: '0612345679', email: 'a@b.fr' } };
		const values = { phone: '0612345678', email: 'c@d.fr' };
		expect(matcher.difference(values, held, fieldNamed('phone'))).toBeUndefined();
		expect(matcher.difference(values, held, email)?.field).toBe(fieldNamed('phone'));
	});

	it('compares the ID of the contact', () => {
		const compared = matcherOn('kiamoId', 'crmId').difference(
			{ kiamoId: '7' },
			{ id: '8', fields: {} },
			fieldNamed('crmId'),
		);
		expect(compared).toEqual({ field: contactIdField, given: '7', held: '8' });
	});
});

describe('changes', () => {
	const matcher = () => matcherOn('crmId', 'phone');
	const cases: Array<[string, Record<string, string | number | boolean | null>, object]> = [
		['a field that the base lacks', { fax: '1' }, {}],
		['another value', { notes: 'new' }, { notes: 'new' }],
		['the same value', { notes: 'old' }, {}],
		['the same value in other words', { phone: '+33 6 12 34 56 78' }, {}],
		['a word that would replace a key', { crmId: 'inconnu', phone: 'néant' }, {}],
		['such a word in another field', { notes: 'inconnu' }, { notes: 'inconnu' }],
		['a blank', { notes: null, crmId: null }, { notes: null, crmId: null }],
	];
	it.each(cases)('hold %s', (_, values, expected) => {
		const current = { crmId: 'C-1', notes: 'old', phone: '0612345678' };
		expect(matcher().changes(current, values)).toEqual(expected);
	});

	it('hold such a word where it replaces no key', () => {
		expect(matcher().changes({ crmId: '' }, { crmId: 'inconnu' })).toEqual({ crmId: 'inconnu' });
	});
});

it('checkFields rejects a field that the base lacks, with the name of the option', () => {
	const check = (...names: string[]) => checkFields(matcherOn(), names, 'Fields to Clear');
	expect(() => check('crmId', 'email')).not.toThrow();
	expect(() => check('crmId', 'fax')).toThrow(
		new RangeError('The base has no field "fax", which Fields to Clear names: refresh the list of fields'),
	);
});

describe('comparable', () => {
	const matcher = matcherOn();
	it.each<[string, unknown, string]>([
		['crmId', ' C-1\u00a0', 'C-1'],
		['crmId', null, ''],
		['email', ' Anna@Example.FR', 'anna@example.fr'],
		['email', 'Not an Address', 'not an address'],
		['phone', '06 12 34 56 79 / 06 12 34 56 78', '+33612345678 +33612345679'],
		['phone', 'extension 12', 'extension 12'],
		['score', '012.50', '12.5'],
		['score', 'many', 'many'],
		['score', '', ''],
		['birthday', '1980-05-31T00:00:00Z', '1980-05-31'],
		['visit', '2026-03-01T08:30:00.000Z', String(Date.parse('2026-03-01T08:30:00Z'))],
		['visit', 'soon', 'soon'],
		['optIn', false, 'false'],
		['optIn', 0, 'false'],
		['optIn', '1', 'true'],
		['optIn', 'Oui', 'true'],
		['optIn', 'perhaps', 'perhaps'],
		['fax', ' 1 ', '1'],
	])('of %s holding %j is %j', (name, value, expected) => {
		expect(matcher.comparable(name, value)).toBe(expected);
	});
});

it('reads each text with phones once', () => {
	const matcher = matcherOn();
	expect(matcher.phonesIn('0612345678')).toBe(matcher.phonesIn('0612345678'));
	expect(matcher.phonesIn('0612345678')).toMatchObject([{ key: '+33612345678' }]);
});

it('takes a shortened ID for one that tells nobody apart, but a phone or a number not', () => {
	expect(
		['crmId', 'email', 'phone', 'score'].map((name) => tellsNobodyApart(fieldNamed(name), '1,23457E+16')),
	).toEqual([true, true, false, false]);
	expect(fields.filter(isPhone).map(({ name }) => name)).toEqual(['phone', 'mobile']);
});
