import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { startWith, upsert } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const people = (count: number, more: IDataObject = {}) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `CRM-${at}`, contactLastName: `Name ${at}`, ...more }));
const statuses = (json: IDataObject[]) =>
	json.reduce<Record<string, number>>((counts, row) => {
		const { status = 'failed' } = row as { status?: string };
		counts[status] = (counts[status] ?? 0) + 1;
		return counts;
	}, {});
const crmIds = () => simulator.contacts().map(({ fields }) => fields.crmId);

function expectNoDoubles(count: number): void {
	expect(new Set(crmIds()).size).toBe(crmIds().length);
	expect(crmIds()).toHaveLength(count);
}

describe('requests', () => {
	it('writes in arrays of 100 and reads the base once when there are many items', async () => {
		await upsert(simulator, people(250));
		simulator.resetCounts();
		const items = [...people(250, { contactCity: 'Lyon' }), ...people(600).slice(250)];
		const run = await upsert(simulator, items);
		expect(statuses(run.json)).toEqual({ updated: 250, created: 350 });
		expect(simulator.counts.arraySizes).toEqual({
			updateContacts: [1, 100, 100, 49],
			createContacts: [100, 100, 100, 50],
		});
		expect(simulator.counts.byOperation).toMatchObject({ getBase: 1, listBaseFields: 1, listContacts: 1 });
	});

	it('searches by key when there are few items and many contacts', async () => {
		const [{ id }] = simulator.bases;
		for (const fields of people(3200)) simulator.addContact(id, fields);
		simulator.addContact(id, { contactLastName: 'Élodie Saint\u00a0Malo', contactEmail: ' Elodie@B.fr' });
		simulator.resetCounts();
		const items = [
			{ crmId: 'CRM-1599', contactCity: 'Lyon' },
			{ crmId: 'CRM-none', contactEmail: 'elodie@b.fr', contactCity: 'Nice' },
		];
		const run = await upsert(simulator, items, { matchOn: ['crmId', 'contactEmail'] });
		expect(statuses(run.json)).toEqual({ updated: 2 });
		const queries = simulator.counts.lastRequests.filter(({ operationId }) => operationId === 'listContacts');
		const asked = queries.flatMap(({ query }) => [...new URLSearchParams(query)]);
		expect(
			asked
				.filter(([name]) => /^(q|filter.*)$/.test(name))
				.map((pair) => pair.join())
				.sort(),
		).toEqual([
			'filter[contactEmail],elodie@b.fr',
			'filter[crmId],CRM-1599',
			'filter[crmId],CRM-1599',
			'filter[crmId],CRM-none',
			'q,CRM-1599',
			'q,CRM-none',
			'q,elodie@b.fr',
		]);
	});

	it('finds by search what it finds by reading the base, however it is stored', async () => {
		const [{ id }] = simulator.bases;
		for (const fields of people(1100)) simulator.addContact(id, fields);
		simulator.addContact(id, { crmId: ' Jose\u0301\u202fMartin ', contactLastName: 'Martin' });
		const run = await upsert(simulator, [{ crmId: 'José Martin', contactCity: 'Lyon' }]);
		expect(statuses(run.json)).toEqual({ updated: 1 });
	});

	it('reads the base when a search finds too much', async () => {
		const [{ id }] = simulator.bases;
		for (const fields of people(1100, { contactCity: 'CRM-1' })) simulator.addContact(id, fields);
		const run = await upsert(simulator, [{ crmId: 'CRM-1', contactCity: 'Lyon' }]);
		expect(statuses(run.json)).toEqual({ updated: 1 });
	});
});

describe('arrays that are refused', () => {
	it('lets only the bad elements fail, each with its field and value', async () => {
		const items = people(250).map((item, at) =>
			at % 60 === 7 ? { ...item, contactEmail: `bad ${at}` } : item,
		);
		const run = await upsert(simulator, items, { goOn: true });
		expect(statuses(run.json)).toEqual({ created: 245, failed: 5 });
		expect(run.json[67].error).toMatch(/field "E-mail": .+ \(given: "bad 67"\)/);
		expectNoDoubles(245);
	});

	it.each([404, 405, 413] as const)(
		'sends single contacts to a server that answers arrays with %d',
		async (status) => {
			simulator.quirks.refusesArrays = status;
			expect(statuses((await upsert(simulator, people(12))).json)).toEqual({ created: 12 });
			const items = people(12, { contactCity: 'Lyon' });
			items[3] = { ...items[3], contactEmail: 'bad' } as never;
			const run = await upsert(simulator, items, { goOn: true });
			expect(statuses(run.json)).toEqual({ updated: 11, failed: 1 });
			expect(run.json[3].error).toMatch(/given: "bad"/);
			expectNoDoubles(12);
		},
	);

	it('halves arrays that are too long', async () => {
		simulator.quirks.maxArray = 30;
		const run = await upsert(simulator, people(100));
		expect(statuses(run.json)).toEqual({ created: 100 });
		expect(Math.max(...simulator.counts.arraySizes.createContacts.slice(1))).toBeLessThanOrEqual(50);
		expectNoDoubles(100);
	});

	it('halves an array whose refusal names no element until the bad one is alone', async () => {
		simulator.faults.add({ kind: 'status', status: 422, operationId: 'createContacts', times: 3 });
		const run = await upsert(simulator, people(8));
		expect(statuses(run.json)).toEqual({ created: 8 });
		expectNoDoubles(8);
	});

	it('tells the conflict of one contact from the success of the others', async () => {
		simulator.quirks.uniqueFields = ['contactEmail'];
		simulator.addContact(simulator.bases[0].id, {
			crmId: 'X',
			contactLastName: 'There',
			contactEmail: 'a@b.fr',
		});
		const items = people(3).map((item, at) => ({
			...item,
			contactEmail: at === 1 ? 'a@b.fr' : `n${at}@b.fr`,
		}));
		const run = await upsert(simulator, items, { goOn: true });
		expect(statuses(run.json)).toEqual({ created: 2, failed: 1 });
		expect(run.json[1].error).toMatch(/^Kiamo refused because of a conflict/);
	});

	it('takes a PUT without a body for done', async () => {
		await upsert(simulator, people(3));
		simulator.quirks.emptyPut = true;
		const run = await upsert(simulator, people(3, { contactCity: 'Lyon' }));
		expect(run.json).toMatchObject(
			people(3, { contactCity: 'Lyon' }).map((contact) => ({ status: 'updated', ...contact })),
		);
	});
});

describe('runs that are interrupted', () => {
	const lost = [
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 500, afterWork: true },
		{ kind: 'reset' },
		{ kind: 'reset', afterWork: true },
		{ kind: 'truncated' },
	] as const;

	it.each(lost)(
		'tell exactly what was written after %j, and double nothing when run again',
		async (fault) => {
			simulator.faults.add({ ...fault, operationId: 'createContacts', skip: 1 });
			const run = await upsert(simulator, people(300), { goOn: true });
			const written = new Set(crmIds());
			for (const [at, { status }] of run.json.entries()) {
				expect(status === 'created').toBe(written.has(`CRM-${at}`));
			}
			expect(simulator.counts.byOperation.createContacts).toBe(3);
			const retryAdvice = await upsert(simulator, people(300));
			expect(statuses(retryAdvice.json)).toEqual(
				written.size === 300 ? { unchanged: 300 } : { unchanged: written.size, created: 300 - written.size },
			);
			expectNoDoubles(300);
		},
	);

	it('stop at the first failure, and say which items were done', async () => {
		simulator.faults.add({ kind: 'status', status: 500, operationId: 'createContacts', skip: 2 });
		const run = await upsert(simulator, people(1200));
		const { message, description } = run.error as Error & { description: string };
		expect(message).toBe('Kiamo returned a server error (500)');
		const done = simulator.contacts().length;
		expect(done).toBeLessThan(1200);
		expect(description).toMatch(
			/Processed before the error: items [\d-]+(, [\d-]+)*\. Not known: items [\d-]+\. The remaining items were not processed\./,
		);
		const [, list] = /Processed before the error: items ([^.]+)\./.exec(description) ?? [];
		const listed = list.split(', ').reduce((sum, range) => {
			const [from, to = from] = range.split('-').map(Number);
			return sum + to - from + 1;
		}, 0);
		expect(listed).toBe(done);
		expect(statuses((await upsert(simulator, people(1200))).json)).toEqual({
			unchanged: done,
			created: 1200 - done,
		});
		expectNoDoubles(1200);
	});

	it('stop when canceled, and say what was done; running again duplicates nothing', async () => {
		simulator.faults.add({
			kind: 'latency',
			milliseconds: 40,
			operationId: 'createContacts',
			times: Infinity,
		});
		const run = await upsert(simulator, people(2000), {
			cancelWhen: () => simulator.counts.contactsCreated >= 300,
		});
		expect(run.status).toBe('canceled');
		const confirmed = simulator.contacts().length;
		expect(confirmed).toBeLessThan(2000);
		const { description } = run.error as Error & { description: string };
		expect(description).toMatch(
			/You can safely retry.+Processed before the error: items 0-\d+.+Not known: items/,
		);
		// What was under way when the run was canceled reaches the base a moment later.
		let written = 0;
		while (written < simulator.contacts().length) {
			written = simulator.contacts().length;
			await wait(150);
		}
		simulator.faults.clear();
		const retryAdvice = await upsert(simulator, people(2000));
		expect(statuses(retryAdvice.json)).toEqual({ unchanged: written, created: 2000 - written });
		expectNoDoubles(2000);
	});

	it('do not create once more a contact that an item before may have created', async () => {
		simulator.faults.add({ kind: 'reset', operationId: 'createContacts' });
		const [person] = people(1);
		const run = await upsert(simulator, [person, { ...person, contactCity: 'Lyon' }, ...people(3).slice(1)], {
			goOn: true,
		});
		expect(run.json.map(({ status = 'failed' }) => status)).toEqual(['failed', 'failed', 'failed', 'failed']);
		expect(run.json[1].message).toMatch(/You can safely retry/);
		expect(simulator.counts.byOperation.createContacts).toBe(1);
	});

	it('send nothing more once the token lost its right', async () => {
		const token = simulator.tokens.add({ verbs: ['GET', 'PUT'] });
		const run = await upsert(simulator, people(900), { goOn: true, credentials: { apiToken: token.value } });
		expect(statuses(run.json)).toEqual({ failed: 900 });
		expect(run.json[899].error).toMatch(/lacks the permission POST for the Contact Manager API/);
		expect(simulator.counts.byOperation.createContacts).toBeLessThanOrEqual(5);
	});

	it('never create after a look-up that failed', async () => {
		simulator.addContact(simulator.bases[0].id, { crmId: 'CRM-0', contactLastName: 'There' });
		simulator.faults.add({ kind: 'status', status: 500, operationId: 'listContacts', times: Infinity });
		const run = await upsert(simulator, people(3), { goOn: true });
		expect(statuses(run.json)).toEqual({ failed: 3 });
		expect(simulator.counts.contactsCreated).toBe(0);
	});

	it('neither lose nor double a contact on a bad day, when run until all is well', async () => {
		for (let seed = 1; seed <= 3; seed++) {
			simulator.clearContacts();
			simulator.faults.clear();
			simulator.faults.random({ rate: 0.1, seed });
			for (let round = 0; round < 8; round++) {
				await upsert(simulator, people(700, { contactCity: `City ${seed}` }), { goOn: true });
			}
			simulator.faults.clear();
			const last = await upsert(simulator, people(700, { contactCity: `City ${seed}` }));
			expect(Object.keys(statuses(last.json)).sort()).not.toContain('failed');
			expectNoDoubles(700);
		}
	});
});

it('works on several bases in one run, and fails for one without the others', async () => {
	const [clients, prospects] = simulator.bases;
	const items = people(4).map((item, at) => ({
		...item,
		target: at % 2 ? clients.id : at === 2 ? '0'.repeat(24) : prospects.id,
	}));
	const base = { __rl: true, mode: 'id', value: '={{ $json.target }}' };
	const before = simulator.contacts(prospects.id).length;
	const run = await upsert(simulator, items, { parameters: { base }, goOn: true });
	expect(run.json.map(({ status, error }) => status ?? error)).toEqual([
		'created',
		'created',
		`Base "${'0'.repeat(24)}" not found in Kiamo`,
		'created',
	]);
	expect(simulator.contacts(prospects.id)).toHaveLength(before + 1);
	expect(crmIds()).toEqual(['CRM-1', 'CRM-3']);
});
