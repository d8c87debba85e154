import { toFieldValue } from '../../nodes/ContactManager/matching/values';
import { fieldNamed } from './support';

const read = (name: string, value: unknown) =>
	toFieldValue(fieldNamed(name), value, { zone: 'Europe/Paris', country: 'FR' });

it.each<[string, unknown, unknown]>([
	['crmId', ' C-1 ', 'C-1'],
	['crmId', 42, '42'],
	['crmId', '', undefined],
	['crmId', null, undefined],
	['crmId', false, undefined],
	['notes', 'x'.repeat(70_000), 'x'.repeat(70_000)],
	['score', '12,5', 12.5],
	['score', '', undefined],
	['optIn', false, false],
	['optIn', 'oui', true],
	['optIn', 'non', false],
	['optIn', '', undefined],
	['birthday', '31/05/1980', '1980-05-31'],
	['visit', '2026-03-01 09:30', '2026-03-01T08:30:00.000Z'],
	['city', 'lyon', 'Lyon'],
])('%s: %j is %j', (name, value, expected) => {
	expect(read(name, value)).toBe(expected);
});

it.each(['email', 'score', 'optIn', 'birthday', 'visit', 'city'])(
	'rejects a text of 70,000 characters for %s',
	(name) => {
		expect(() => read(name, 'x'.repeat(70_000))).toThrow(RangeError);
	},
);

it('rejects a choice that the list lacks, but not where the list is not known', () => {
	expect(() => read('city', 'Nice')).toThrow(RangeError);
	const city = { ...fieldNamed('city'), values: undefined };
	expect(toFieldValue(city, 'Nice', { zone: 'UTC' })).toBe('Nice');
});
