import { customers, knownCustomers } from '../../scripts/start/customers';

const filled = (values: string[]) => values.filter((value) => value.trim() !== '');
const doubles = (values: string[]) => values.length - new Set(values).size;
const lastNine = (phone: string) => phone.replace(/\D/g, '').slice(-9);

describe('The customers of the demonstration', () => {
	const rows = customers();

	test('are 500, and the same for the same seed only', () => {
		expect(rows).toHaveLength(500);
		expect(customers(7)).toEqual(rows);
		expect(customers(8)).not.toEqual(rows);
	});

	test('hold people entered twice: by CRM id, by email in capitals, by mobile written otherwise', () => {
		expect(doubles(filled(rows.map(({ crmId }) => crmId)))).toBe(10);
		const emails = filled(rows.map(({ email }) => email));
		expect(doubles(emails)).toBe(10);
		expect(doubles(emails.map((email) => email.toLowerCase()))).toBe(20);
		expect(doubles(filled(rows.map(({ mobile }) => lastNine(mobile))))).toBe(20);
	});

	test('hold exactly two emails that are none, blanks, and phones that are none', () => {
		const emails = filled(rows.map(({ email }) => email));
		expect(emails.filter((email) => !/^[^@\s]+@[^@\s]+$/.test(email))).toHaveLength(2);
		expect(rows.filter(({ email }) => email.trim() === '').length).toBeGreaterThan(20);
		expect(rows.filter(({ phone }) => phone && /[a-z?]/.test(phone)).length).toBeGreaterThan(5);
	});

	test('are known to Kiamo in part, with their phones written in other ways', () => {
		const known = knownCustomers();
		expect(known).toHaveLength(200);
		expect(known.filter(({ mobile }, n) => mobile !== rows[n].mobile).length).toBeGreaterThan(100);
		expect(known.filter(({ mobile }, n) => lastNine(mobile) !== lastNine(rows[n].mobile))).toHaveLength(0);
	});
});
