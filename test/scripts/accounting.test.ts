import { findFaults, type Contact, type Outcome, type Row } from '../../scripts/start/accounting';
import { customers, toFields } from '../../scripts/start/customers';

const rows: Row[] = customers()
	.slice(300, 303)
	.map((customer, index) => ({ ...customer, id: index + 1 }));
const contact = (index: number, id: string, more = {}): Contact => ({
	id,
	fields: { ...toFields(rows[index]), ...more },
});
const outcome = (row: number, kind: string, contactId: string, reason = ''): Outcome => ({
	row,
	outcome: kind,
	reason,
	contactId,
});

const before = [contact(0, 'a')];
const after = [contact(0, 'a'), contact(1, 'b')];
const said = [
	outcome(1, 'unchanged', 'a'),
	outcome(2, 'created', 'b'),
	outcome(3, 'failed', '', 'The email is none'),
];

describe('The accounting of a run', () => {
	test('finds nothing when Kiamo holds what the outcomes say', () => {
		expect(findFaults(rows, said, before, after)).toEqual([]);
	});

	test('takes a phone written otherwise and an email in capitals for the same', () => {
		const otherwise = {
			contactMobilePhoneNumber: `+33 ${rows[1].mobile.replace(/\D/g, '').slice(-9)}`,
			contactEmail: rows[1].email.toUpperCase(),
		};
		expect(findFaults(rows, said, before, [after[0], contact(1, 'b', otherwise)])).toEqual([]);
	});

	test.each([
		['a row without an outcome', said.slice(1), after, 'Row 1 has 0 outcomes'],
		['a row with two outcomes', [...said, said[0]], after, 'Row 1 has 2 outcomes'],
		[
			'an outcome that is unknown',
			[outcome(1, 'lost', 'a'), ...said.slice(1)],
			after,
			'unknown outcome "lost"',
		],
		[
			'a failure without a reason',
			[...said.slice(0, 2), outcome(3, 'failed', '')],
			after,
			'without a reason',
		],
		['a contact that is not there', said, before, 'names contact b, which Kiamo does not hold'],
		['a contact nobody created', said, [...after, contact(2, 'c')], '2 contacts appeared, 1 were created'],
		[
			'a creation of what was there',
			[outcome(1, 'created', 'a'), ...said.slice(1)],
			after,
			'Contact a was there before',
		],
		[
			'a value that was not written',
			said,
			[after[0], contact(1, 'b', { contactCity: 'Nulle-Part' })],
			'city is "Nulle-Part"',
		],
		['a contact that vanished', said.slice(1), after.slice(1), 'Contacts vanished'],
		[
			'two contacts with one CRM id',
			said,
			[after[0], contact(1, 'b', { crmId: rows[0].crmId })],
			'Two contacts have the same CRM id',
		],
	])('names %s', (_, outcomes, held, fault) => {
		expect(findFaults(rows, outcomes, before, held).join('\n')).toContain(fault);
	});

	test('expects of two rows of one person the last filled value', () => {
		const [first] = rows;
		const second = { ...first, id: 2, city: 'Nulle-Part', company: '' };
		const both = [outcome(1, 'created', 'a'), outcome(2, 'updated', 'a')];
		const merged = { id: 'a', fields: toFields({ ...first, city: 'Nulle-Part' }) };
		expect(findFaults([first, second], both, [], [merged])).toEqual([]);
		expect(findFaults([first, second], both, [], [contact(0, 'a')]).join()).toContain('not "Nulle-Part"');
	});
});
