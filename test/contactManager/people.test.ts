import fc from 'fast-check';
import type { Simulator } from '../../simulator';
import { startWith, upsert } from './support';

/** Ways in which lists hold one phone number, of which `n` are the last two digits. */
const phoneForms: Array<(n: string) => unknown> = [
	(n) => `06 12 34 56 ${n}`,
	(n) => `+33 (0)6 12 34 56 ${n}`,
	(n) => `003361234 56${n}`,
	(n) => Number(`6123456${n}`),
	(n) => `6123456${n}.0`,
	(n) => `'+336123456${n}`,
	(n) => `Tél. 06.12.34.56.${n} (perso)`,
	(n) => `06\u202f12\u202f34\u202f56\u202f${n}`,
];
const textForms: Array<(text: string) => string> = [
	(text) => text,
	(text) => ` ${text}\u00a0`,
	(text) => `\ufeff${text}`,
	(text) => `\u202a${text}\u202c`,
];
const emailForms = [...textForms, (text: string) => text.toUpperCase()];
const blanks = [false, null, '', '\u00a0', '#N/A'];
/** What tells nobody apart; in a text or a phone field it is written as it is. */
const placeholders = [...blanks, 'NULL', 'n/a', 'inconnu', '-'];

/** One of a few people, each with an ID, an email and a phone of their own, written in some way. */
const person = fc
	.record({
		number: fc.integer({ min: 10, max: 14 }),
		id: fc.constantFrom(...textForms),
		email: fc.constantFrom(...emailForms),
		phone: fc.constantFrom(...phoneForms),
		blank: fc.option(
			fc.oneof(
				fc.record({ field: fc.constant('contactEmail'), value: fc.constantFrom(...placeholders) }),
				fc.record({ field: fc.constant('contactPhoneNumber'), value: fc.constantFrom(...blanks) }),
			),
		),
	})
	.map(({ number, id, email, phone, blank }) => ({
		crmId: id(`C-${number}`),
		contactLastName: `Name ${number}`,
		contactEmail: email(`person${number}@example.fr`),
		contactPhoneNumber: phone(String(number)) as string,
		...(blank ? { [blank.field]: blank.value } : {}),
	}));
const matchOn = ['crmId', 'contactEmail', 'contactPhoneNumber'];

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startWith();
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const names = () =>
	simulator
		.contacts()
		.map(({ fields }) => fields.contactLastName)
		.sort();

it('makes one contact of each person, however the list writes them, and writes nothing the second time', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 8 }), async (items) => {
			simulator.clearContacts();
			const first = await upsert(simulator, items, { matchOn, goOn: true });
			expect(first.json.map(({ error }) => error)).toEqual(items.map(() => undefined));
			expect(names()).toEqual([...new Set(items.map((item) => item.contactLastName))].sort());
			simulator.resetCounts();
			await upsert(simulator, items, { matchOn, goOn: true });
			expect(simulator.counts).toMatchObject({ contactsCreated: 0, contactsUpdated: 0 });
		}),
		{ numRuns: 20 },
	);
});

it('finds a person by any one of the keys, and never by what tells nobody apart', async () => {
	const known = {
		crmId: 'C-10',
		contactLastName: 'Name 10',
		contactEmail: 'person10@example.fr',
		contactPhoneNumber: '0612345610',
	};
	const odd = { crmId: 'inconnu', contactLastName: 'Odd', contactPhoneNumber: 'NULL' };
	await fc.assert(
		fc.asyncProperty(
			person,
			fc.constantFrom(...matchOn),
			fc.constantFrom(...placeholders),
			async (item, only, placeholder) => {
				simulator.clearContacts();
				simulator.addContact(simulator.bases[0].id, odd);
				const { id } = simulator.addContact(simulator.bases[0].id, known);
				const others = matchOn.filter((name) => name !== only).map((name) => [name, placeholder]);
				const run = await upsert(
					simulator,
					[{ ...item, ...(Object.fromEntries(others) as Record<string, string>) }],
					{
						matchOn,
						options: { noKey: 'skip' },
					},
				);
				const isFilled = !placeholders.includes((item as Record<string, unknown>)[only] as never);
				const isKnown = item.contactLastName === known.contactLastName;
				if (!isFilled) expect(run.json[0].status).toBe('skipped');
				else if (isKnown) expect(run.json[0].id).toBe(id);
				else expect(run.json[0].status).toBe('created');
				expect(names()).toContain('Odd');
			},
		),
		{ numRuns: 25 },
	);
});
