import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { Clock, startSimulator, type Contact } from '../../simulator';

const start = new Date('2026-03-01T08:30:00.000Z');

async function seeded(seed: number, contacts = 2000) {
	const simulator = await startSimulator({ seed, contacts, clock: new Clock(start) });
	await simulator.close();
	return simulator;
}

const textsOf = (contacts: Contact[], name: string) =>
	contacts.flatMap(({ fields }) => (typeof fields[name] === 'string' && fields[name] ? [fields[name]] : []));

test('the same seed gives the same base and token, another seed others', async () => {
	const [one, again, other] = [await seeded(7), await seeded(7), await seeded(8)];
	expect(again.contacts()).toEqual(one.contacts());
	expect(again.token).toBe(one.token);
	expect(other.contacts()).not.toEqual(one.contacts());
	expect(other.token).not.toBe(one.token);
});

test('there are three bases: the first of the size asked for, the others small', async () => {
	const { bases } = await seeded(1, 300);
	expect(bases.map(({ name, contacts }) => [name, contacts.size])).toEqual([
		['Clients', 300],
		['Prospects', 12],
		['Fournisseurs', 5],
	]);
});

test('phones are written the way people write them, and some are none', async () => {
	const phones = textsOf((await seeded(1)).contacts(), 'contactMobilePhoneNumber');
	const ways = [
		...[
			/^0[67]( \d\d){4}$/,
			/^0[67](\.\d\d){4}$/,
			/^0[67]\d{8}$/,
			/^0[67](-\d\d){4}$/,
			/^\+33 [67]/,
			/^0033/,
		],
		...[
			/^\+33 ?\(0\)/,
			/\u00a0/,
			/\u202f/,
			/^069[023]/,
			/^\+(262|590|594|596)/,
			/^\+(32|49|44|1) /,
			/^[67]\d{8}$/,
			/^ /,
		],
	];
	for (const way of ways) expect([way, phones.some((phone) => way.test(phone))]).toEqual([way, true]);
	// The library takes U+202F for no space.
	const readable = (phone: string) =>
		parsePhoneNumberFromString(phone.replace(/\s/g, ' '), 'FR')?.isPossible();
	const junk = phones.filter((phone) => !readable(phone));
	expect(junk.length).toBeGreaterThan(5);
	expect(junk.length).toBeLessThan(phones.length / 20);
});

test('lists have their warts: duplicates, shared phones, three kinds of blank, stray spaces, two forms of accents', async () => {
	const contacts = (await seeded(1)).contacts();
	const emails = textsOf(contacts, 'contactEmail').map((email) => email.trim().toLowerCase());
	expect(new Set(emails).size).toBeLessThan(emails.length - 10);
	expect(textsOf(contacts, 'contactEmail').some((email) => email !== email.toLowerCase())).toBe(true);
	const blanks = new Set(contacts.map(({ fields }) => fields.contactEmail).filter((email) => !email));
	expect(blanks).toEqual(new Set([null, '', undefined]));
	const names = textsOf(contacts, 'contactLastName');
	expect(names).toHaveLength(contacts.length);
	expect(names.some((name) => name !== name.trim())).toBe(true);
	expect(names.some((name) => name !== name.normalize('NFC'))).toBe(true);
	expect(names.some((name) => name !== name.normalize('NFD'))).toBe(true);
});

test('times are spread over the two years before the start', async () => {
	const contacts = (await seeded(1)).contacts();
	const created = contacts.map(({ created_at }) => created_at).sort();
	expect(created[0] < '2024-03-15').toBe(true);
	expect(created[0] > '2024-02-28').toBe(true);
	expect((created.at(-1) ?? '') > '2026-02-25').toBe(true);
	for (const { created_at, updated_at } of contacts) {
		expect(created_at <= updated_at && updated_at < start.toISOString()).toBe(true);
	}
});
