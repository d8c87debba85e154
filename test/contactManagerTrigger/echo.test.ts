import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Clock, type ContactValues, type Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';
import type { Poller, PollerRequest } from '../support/poller';
import { contactTrigger, minute, type Emitted } from './support';

const markField = 'n8nMark';
const mark = { field: { name: markField } };

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T23:30:00Z')) });
});
beforeEach(() => {
	simulator.clearContacts();
	simulator.faults.clear();
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const baseId = () => simulator.bases[0].id;
const contact = (at = 0) => simulator.contacts()[at];
const trigger = (request?: Partial<PollerRequest>, options: INodeParameters = { ignoreMarked: mark }) =>
	contactTrigger(simulator, { options }, request);
const itemsOf = async (poller: Poller) => ((await poller.poll()).items ?? []) as unknown as Emitted[];
const cities = async (poller: Poller) => (await itemsOf(poller)).map(({ contactCity }) => contactCity);

/** A change that a person makes in Kiamo. */
function humanSets(fields: ContactValues, id = contact().id) {
	simulator.clock.advance(1);
	simulator.changeContact(baseId(), id, fields);
	simulator.clock.advance(1);
}
async function nodeWrites(items: IDataObject[], cleared: string[] = []) {
	simulator.clock.advance(1);
	const run = await upsert(simulator, items, {
		matchOn: ['kiamoId', 'crmId'],
		options: { markChanges: mark, clearFields: { field: cleared.map((name) => ({ name })) } },
	});
	simulator.clock.advance(1);
	expect(run.error).toBeUndefined();
	return run.json;
}

describe('Ignore Changes Made by Kiamo Nodes', () => {
	it('passes over what a node wrote, and emits what people change before and after', async () => {
		const poller = trigger();
		await poller.activate();
		await nodeWrites([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		expect(await cities(poller)).toEqual([]);
		humanSets({ contactCity: 'Nice' });
		expect(await cities(poller)).toEqual(['Nice']);
		await nodeWrites([{ crmId: 'C-1', contactCity: 'Brest' }]);
		expect(await cities(poller)).toEqual([]);
	});

	it('emits a change that takes a contact back to what the node wrote', async () => {
		const poller = trigger();
		await poller.activate();
		await nodeWrites([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		humanSets({ contactCity: 'Nice' });
		expect(await cities(poller)).toEqual(['Nice']);
		humanSets({ contactCity: 'Lyon' });
		expect(await cities(poller)).toEqual(['Lyon']);
	});

	it('emits what a person changed while the node was writing', async () => {
		const poller = trigger();
		await poller.activate();
		await nodeWrites([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		await poller.poll();
		simulator.faults.add({
			kind: 'mutate',
			operationId: 'updateContact',
			run: () => humanSets({ contactZipCode: '06000' }),
		});
		await nodeWrites([{ crmId: 'C-1', contactCity: 'Nice' }]);
		expect(await cities(poller)).toEqual(['Nice']);
	});

	it('emits a change that a node wrote over before it was emitted', async () => {
		const poller = trigger();
		await poller.activate();
		await nodeWrites([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		await poller.poll();
		humanSets({ contactEmail: 'new@example.fr' });
		await nodeWrites([{ crmId: 'C-1', contactCity: 'Nice' }]);
		await nodeWrites([{ crmId: 'C-1', contactCity: 'Brest' }]);
		expect(await itemsOf(poller)).toMatchObject([{ contactEmail: 'new@example.fr', contactCity: 'Brest' }]);
		await nodeWrites([{ crmId: 'C-1', contactCity: 'Lyon' }]);
		expect(await cities(poller)).toEqual([]);
	});

	it('does not take a mark for its own that is older than any request can be', async () => {
		const poller = trigger();
		await poller.activate();
		await nodeWrites([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		const { fields } = contact();
		simulator.clock.advance(11 * minute);
		simulator.addContact(baseId(), fields);
		expect(await cities(poller)).toEqual(['Lyon']);
	});

	it('emits all without the option, and says when the field is gone', async () => {
		const plain = trigger({}, {});
		await plain.activate();
		await nodeWrites([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		expect(await cities(plain)).toEqual(['Lyon']);
		const wrong = trigger({}, { ignoreMarked: { field: { name: 'gone' } } });
		await wrong.activate();
		humanSets({ contactCity: 'Nice' });
		expect((await wrong.poll()).error?.message).toMatch('The base has no field "gone" to hold the mark');
	});
});

interface Edit {
	do: 'human' | 'node' | 'race';
	which: number;
	column: number;
	value: number;
}
type Step = Edit | { do: 'poll' | 'restart' | 'lose answer' } | { do: 'wait'; ms: number };

const columns = ['contactCity', 'companyName', 'contactEmail'];
const values = ['', 'a@b.fr', 'A@b.fr', 'c@d.fr'];
const change = (kind: Edit['do']): fc.Arbitrary<Edit> =>
	fc.record({
		do: fc.constant(kind),
		which: fc.nat(2),
		column: fc.nat(columns.length - 1),
		value: fc.nat(values.length - 1),
	});
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: change('human') },
	{ weight: 3, arbitrary: change('node') },
	change('race'),
	{ weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'poll' }) },
	fc.constantFrom<Step>({ do: 'restart' }, { do: 'lose answer' }),
	fc.constantFrom(1, minute, 20 * minute).map((ms): Step => ({ do: 'wait', ms })),
);

it.each([
	['by default', false],
	['with durable cursors', true],
])(
	'a CRM that writes through the node and listens to the trigger ends as Kiamo is, without an echo, %s',
	async (_, durable) => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
				simulator.clearContacts();
				simulator.faults.clear();
				const poller = trigger({ durable });
				await poller.activate();
				const crm = new Map<string, Record<string, string>>();
				const written = new Set<string>();
				/** Contacts that people changed since the last poll. */
				const untold = new Set<string>();
				const texts = (fields: ContactValues) =>
					Object.fromEntries(columns.map((column) => [column, String(fields[column] ?? '').toLowerCase()]));
				for (let n = 0; n < 3; n++)
					await nodeWrites([{ crmId: `C-${n}`, contactLastName: `Nom ${n}`, contactCity: 'Lyon' }]);
				for (const { id, fields, updated_at } of simulator.contacts()) {
					crm.set(id, texts(fields));
					written.add(`${id}|${updated_at}`);
				}

				async function poll() {
					for (const { eventId, ...changed } of await itemsOf(poller)) {
						expect(written).not.toContain(eventId);
						crm.set(changed.id, texts(changed as unknown as ContactValues));
					}
					untold.clear();
				}
				async function edit({ do: by, which, column, value }: Edit) {
					const { id, updated_at } = contact(which);
					const set = { [columns[column]]: values[value] };
					if (by === 'human') untold.add(id);
					if (by === 'human') {
						humanSets({ [columns[column]]: values[value] || null }, id);
						return;
					}
					const race = simulator.faults.add({
						kind: 'mutate',
						operationId: 'updateContact',
						times: by === 'race' ? 1 : 0,
						run: () => humanSets({ contactZipCode: String(simulator.clock.now().getTime()) }, id),
					});
					const row = { ...crm.get(id), ...set };
					crm.set(id, texts(row));
					await nodeWrites([{ ...row, kiamoId: id }], columns);
					race.stop();
					if (race.hits > 0) untold.add(id);
					const after = contact(which).updated_at;
					// What a node wrote over a change that was not emitted yet must be emitted.
					if (after !== updated_at && !untold.has(id)) written.add(`${id}|${after}`);
				}
				for (const action of steps) {
					if (action.do === 'wait') simulator.clock.advance(action.ms);
					else if (action.do === 'restart') poller.restart();
					else if (action.do === 'poll') await poll();
					else if (action.do === 'lose answer')
						simulator.faults.add({ kind: 'reset', method: 'PUT', afterWork: true });
					else await edit(action as Edit);
				}
				simulator.faults.clear();
				for (let round = 0; round < 3; round++) {
					simulator.clock.advance(minute);
					await poll();
				}
				for (const { id, fields } of simulator.contacts()) expect(crm.get(id)).toEqual(texts(fields));
			}),
			{ numRuns: process.env.LONG ? 80 : 20 },
		);
	},
	300_000,
);
