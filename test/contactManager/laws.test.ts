import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { ContactValues, Simulator } from '../../simulator';
import { startWith, upsert } from './support';

const runs = { numRuns: process.env.LONG ? 300 : 15 };
const names = ['Martin', 'Durand', 'Petit', 'Éric', 'E\u0301ric'];
const emails = ['a@kiamo.test', 'A@Kiamo.Test', ' a@kiamo.test', 'b@kiamo.test', 'c@kiamo.test\u00a0'];
const phones = [
	'06 12 34 56 78',
	'+33612345678',
	'0033 6 12 34 56 78',
	'+33 (0)6 12 34 56 78',
	'06\u202f12\u202f34\u202f56\u202f79',
	'0692 12 34 56',
	'+262 692 12 34 56',
	'néant',
];
const crmIds = ['CRM-0001', 'CRM-0002', 'CRM-0003', 'CRM-0004'];
const blanks = ['', ' ', null, '\u00a0'];
const orBlank = (values: string[]) =>
	fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, fc.constantFrom(...blanks));

const row = fc.record({
	crmId: orBlank(crmIds),
	contactLastName: fc.constantFrom(...names),
	contactEmail: orBlank(emails),
	contactPhoneNumber: orBlank(phones),
	contactMobilePhoneNumber: orBlank(phones),
});
const keyed = row.filter(({ crmId }) => crmIds.includes(crmId ?? ''));
const matchOn = ['crmId', 'contactEmail', 'contactPhoneNumber', 'contactMobilePhoneNumber'];

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startWith();
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

function fill(contacts: ContactValues[]): void {
	simulator.clearContacts();
	for (const fields of contacts) simulator.addContact(simulator.bases[0].id, fields);
	simulator.resetCounts();
}

/** The base as its users see it: who is in it with which values, in no order. */
const people = () =>
	simulator
		.contacts()
		.map(({ fields }) =>
			JSON.stringify(
				Object.entries(fields)
					.filter(([, value]) => String(value ?? '').trim())
					.sort(),
			),
		)
		.sort();

const sync = async (items: IDataObject[], match = matchOn) =>
	await upsert(simulator, items, {
		goOn: true,
		matchOn: match,
		options: { severalMatches: 'oldest', noKey: 'skip' },
	});

it('twice is once: the second run of the same items writes nothing', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { maxLength: 4 }),
			fc.array(keyed, { minLength: 1, maxLength: 6 }),
			async (base, items) => {
				// Each CRM id once: two items that want different things of one person never come to rest.
				const once = [...new Map(items.map((item) => [item.crmId, item])).values()];
				fill(base);
				await sync(once, ['crmId']);
				const before = people();
				simulator.resetCounts();
				const run = await sync(once, ['crmId']);
				expect(run.json.every(({ status }) => status === 'unchanged')).toBe(true);
				expect(simulator.counts).toMatchObject({ contactsCreated: 0, contactsUpdated: 0 });
				expect(people()).toEqual(before);
			},
		),
		runs,
	);
});

it('never creates two contacts with one value of the first Match On field', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (items) => {
			fill([]);
			await sync(items);
			const ids = simulator.contacts().flatMap(({ fields }) => (fields.crmId ? [fields.crmId] : []));
			expect(new Set(ids).size).toBe(ids.length);
		}),
		runs,
	);
});

it('makes the same contacts whatever the order of items that share no key', async () => {
	const distinct = fc.uniqueArray(keyed, { selector: ({ crmId }) => crmId, minLength: 1, maxLength: 4 });
	const twoOrders = distinct.chain((items) =>
		fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
	);
	await fc.assert(
		fc.asyncProperty(fc.array(row, { maxLength: 3 }), twoOrders, async (base, [items, shuffled]) => {
			fill(base);
			await sync(items, ['crmId']);
			const inOrder = people();
			fill(base);
			await sync(shuffled, ['crmId']);
			expect(people()).toEqual(inOrder);
		}),
		runs,
	);
});

it('all items at once do what one item after the other does', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { maxLength: 5 }),
			fc.array(row, { minLength: 1, maxLength: 8 }),
			async (base, items) => {
				const outcome = ({ status, changedFields }: IDataObject) => ({ status, changedFields });
				fill(base);
				const together = (await sync(items)).json.map(outcome);
				const peopleTogether = people();
				fill(base);
				const alone: IDataObject[] = [];
				for (const item of items) alone.push(...(await sync([item])).json.map(outcome));
				expect(together).toEqual(alone);
				expect(peopleTogether).toEqual(people());
			},
		),
		runs,
	);
});

it('arrays do what single calls do, on a server that takes none', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { maxLength: 5 }),
			fc.array(row, { minLength: 1, maxLength: 8 }),
			async (base, items) => {
				fill(base);
				await sync(items);
				const withArrays = people();
				fill(base);
				simulator.quirks.refusesArrays = 405;
				await sync(items);
				simulator.quirks.refusesArrays = false;
				expect(people()).toEqual(withArrays);
			},
		),
		runs,
	);
});
