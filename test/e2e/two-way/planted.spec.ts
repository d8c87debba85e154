import type { Execution } from '../../../scripts/sandbox/session';
import {
	deleteRows,
	deleteTable,
	insertRows,
	readTable,
	updateRow,
	type Row,
} from '../../../scripts/sandbox/tables';
import {
	crmTable,
	fillCrm,
	newRow,
	readCrm,
	readDifferences,
	readLinks,
	setUp,
	syncTable,
} from '../../../scripts/start/twoWay';
import type { Workflow } from '../../../scripts/sandbox/session';
import type { Base, Simulator } from '../../../simulator';
import { edited, expect, outputOf, test, type MortalN8n } from './support';

const town = (name: string) => ({ city: name });

/** The example, run by hand. */
class TwoWay {
	private constructor(
		private readonly n8n: MortalN8n,
		readonly simulator: Simulator,
		readonly base: Base,
		private readonly credential: object,
	) {}

	/** Ten people in the CRM, three of them known to Kiamo, and one person in Kiamo only; the first run is over. */
	static async start(n8n: MortalN8n, simulator: Simulator): Promise<TwoWay> {
		const [base] = simulator.bases;
		simulator.clearContacts(base.id);
		const people = Array.from({ length: 10 }, (_, n) => ({
			lastName: `Nom ${n}`,
			email: `nom${n}@example.fr`,
		}));
		for (const { lastName, email } of people.slice(0, 3))
			simulator.addContact(base.id, { contactLastName: lastName, contactEmail: email });
		simulator.addContact(base.id, { contactLastName: 'Seul', contactEmail: 'seul@example.fr' });
		const credential = await n8n.session.saveKiamoCredential(simulator);
		await fillCrm(
			n8n.session,
			people.map((person) => newRow({ ...person, city: 'Lyon' })),
		);
		const twoWay = new TwoWay(n8n, simulator, base, credential);
		await twoWay.settle();
		expect(await twoWay.counts()).toEqual({ rows: 11, contacts: 11 });
		return twoWay;
	}

	get session() {
		return this.n8n.session;
	}

	async run(
		part: 'live' | 'nightly' | 'parked',
		change?: (workflow: Workflow) => Workflow,
	): Promise<Execution> {
		const { credential, base } = this;
		const id = await this.session.saveWorkflow(setUp(part, { credential, base, change }));
		const starts = { live: 'Every minute', nightly: 'Every night', parked: 'Every morning' };
		return await this.session.runWorkflow(id, starts[part]);
	}

	/** Runs until nothing is left to do, and expects both sides to be equal. */
	async settle(): Promise<void> {
		for (let runs = 3; runs > 0; runs--) expect((await this.run('live')).status).toBe('success');
		expect(await this.differences()).toEqual([]);
	}

	async differences(): Promise<string[]> {
		return await readDifferences(this.session, this.simulator, this.base.id);
	}

	async counts() {
		const contacts = this.simulator.contacts(this.base.id).length;
		return { rows: (await readCrm(this.session)).length, contacts };
	}

	/** Another town in the CRM for the first linked person, in Kiamo for the second. Returns their links. */
	async changeBoth() {
		const [first, second] = (await readLinks(this.session)).filter(({ kiamoId }) => kiamoId);
		await updateRow(this.session, crmTable, Number(first.crmId), town('Brest'));
		this.changeKiamo(second.kiamoId, { contactCity: 'Nice' });
		return [first, second];
	}

	changeKiamo(id: string | null, fields: Record<string, string | null>): void {
		this.simulator.changeContact(this.base.id, String(id), fields);
	}

	async link(crmId: number | string) {
		return (await readLinks(this.session)).find((link) => link.crmId === String(crmId));
	}

	/** The row of the table that holds the state of the sync. */
	async state(): Promise<Row> {
		const rows = await readTable(this.session, syncTable);
		return rows.find(({ crmId }) => crmId === 'state') ?? {};
	}

	/** The towns of the rows that have another than at first. */
	async towns(): Promise<string[]> {
		const rows = await readCrm(this.session);
		return rows.flatMap(({ city }) => (city && city !== 'Lyon' ? [String(city)] : [])).sort();
	}
}

const errorOf = ({ data }: Execution) => data.resultData.error?.message;

test('the table of the sync is emptied, or deleted: it is made again, nobody is lost or duplicated', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	for (const spoil of [deleteRows, deleteTable]) {
		await spoil(sync.session, syncTable);
		const [row] = await readCrm(sync.session);
		await updateRow(sync.session, crmTable, row.id, town('Brest'));
		await sync.settle();
		expect(await sync.counts()).toEqual({ rows: 11, contacts: 11 });
	}
	expect(await sync.towns()).toEqual(['Brest']);
});

test('the data tables are full, before a run and during one: it stops, and nobody is lost or duplicated', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	const tooSmall = {
		N8N_DATA_TABLES_MAX_SIZE_BYTES: '4096',
		N8N_DATA_TABLES_SIZE_CHECK_CACHE_DURATION_MS: '0',
	};
	await n8n.killAndStart(tooSmall);
	const [, second] = (await readLinks(sync.session)).filter(({ kiamoId }) => kiamoId);
	sync.changeKiamo(second.kiamoId, { contactCity: 'Nice' });
	const { contactsUpdated } = simulator.counts;
	for (const part of ['live', 'nightly'] as const)
		expect(errorOf(await sync.run(part)), part).toContain('Data table size limit exceeded');
	expect(simulator.counts.contactsUpdated).toBe(contactsUpdated);

	const { totalBytes } = await sync.session.call<{ totalBytes: number }>('GET', '/data-tables-global/limits');
	await n8n.killAndStart({ N8N_DATA_TABLES_MAX_SIZE_BYTES: String(totalBytes + 4096) });
	for (let n = 0; n < 80; n++)
		simulator.addContact(sync.base.id, { contactLastName: `Seul ${n}`, contactEmail: `seul${n}@example.fr` });
	expect(errorOf(await sync.run('live'))).toContain('Data table size limit exceeded');
	const { rows } = await sync.counts();
	expect(rows, 'rows when it stopped').toBeGreaterThan(11);
	expect((await readLinks(sync.session)).length, 'people with a link when it stopped').toBeLessThan(91);

	await n8n.killAndStart({ N8N_DATA_TABLES_MAX_SIZE_BYTES: '200000000' });
	// What the page says, to go on at once.
	await updateRow(sync.session, syncTable, Number((await sync.state()).id), { until: null });
	await sync.settle();
	expect(await sync.counts()).toEqual({ rows: 91, contacts: 91 });
	expect(await sync.towns()).toEqual(['Nice']);
});

test('rows of the table of the sync are edited or deleted: nobody is lost or duplicated', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	const [first, second, third] = (await readLinks(sync.session)).filter(({ kiamoId }) => kiamoId);
	await updateRow(sync.session, syncTable, first.id, { kiamoId: third.kiamoId });
	await deleteRows(sync.session, syncTable, [second.id]);
	await updateRow(sync.session, crmTable, Number(first.crmId), town('Brest'));
	sync.changeKiamo(second.kiamoId, { contactCity: 'Nice' });
	await sync.settle();
	expect(await sync.counts()).toEqual({ rows: 11, contacts: 11 });
	expect(await sync.towns()).toEqual(['Brest', 'Nice']);

	await updateRow(sync.session, syncTable, third.id, { synced: 'oops' });
	await updateRow(sync.session, crmTable, Number(third.crmId), town('Metz'));
	await sync.run('live');
	expect((await sync.link(third.crmId ?? ''))?.reason).toContain('Last Synced Values');
	await updateRow(sync.session, syncTable, third.id, { synced: '', nextTry: new Date(0).toISOString() });
	await sync.settle();
	expect(await sync.counts()).toEqual({ rows: 11, contacts: 11 });
});

test('a refused row is parked with its reason, is not sent each minute, and leaves when it is corrected', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	await insertRows(sync.session, crmTable, [newRow({ email: 'sans.nom@example.fr' })]);
	const { id } = (await readCrm(sync.session)).at(-1) ?? { id: 0 };
	await sync.run('live');
	expect(await sync.link(id)).toMatchObject({
		attempts: 1,
		reason: expect.stringContaining('"Nom"'),
	});
	const sent = simulator.counts.requests;
	await sync.run('live');
	await sync.run('live');
	expect(simulator.counts.requests - sent, 'requests of two quiet runs').toBeLessThanOrEqual(4);
	const summary = await sync.run('parked');
	expect(outputOf(summary, 'Summary')[0].text).toContain('1 parked: Kiamo refused the data');
	expect(outputOf(summary, 'Summary')[0].text).toContain('11 in sync');

	// The tries of a day, each made due at once: those after 0, 1, 10, 30 and 180 minutes.
	const minutes: number[] = [];
	const refusals = () => new Map(Object.entries(simulator.counts.byStatus)).get('422') ?? 0;
	const before = { requests: simulator.counts.requests, refusals: refusals() };
	for (let attempts = 1; attempts <= 5; attempts++) {
		const parked = await sync.link(id);
		expect(parked?.attempts).toBe(attempts);
		minutes.push(Math.round((Date.parse(parked?.nextTry ?? '') - Date.now()) / 60_000));
		await updateRow(sync.session, syncTable, parked?.id ?? 0, { nextTry: new Date(0).toISOString() });
		await sync.run('live');
	}
	console.log(
		`${simulator.counts.requests - before.requests} requests in five runs with a try of a refused row`,
	);
	expect(refusals() - before.refusals, 'refusals of five tries').toBe(5);
	expect(minutes).toEqual([1, 10, 30, 180, 1440]);
	await updateRow(sync.session, crmTable, id, { lastName: 'Nommé' });
	await sync.settle();
	expect(await sync.link(id)).toMatchObject({ attempts: 0, reason: '', nextTry: null });
});

test('what lost a conflict is kept for 90 days', async ({ n8n, simulator }) => {
	const sync = await TwoWay.start(n8n, simulator);
	const [first, second] = await readLinks(sync.session);
	const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
	await updateRow(sync.session, syncTable, first.id, { lost: '[1]', lostAt: daysAgo(89) });
	await updateRow(sync.session, syncTable, second.id, { lost: '[2]', lostAt: daysAgo(91) });
	expect((await sync.run('parked')).status).toBe('success');
	const kept = await readLinks(sync.session);
	expect(kept.map(({ lost }) => lost).filter(Boolean)).toEqual(['[1]']);
});

test('a wrong token, or a Kiamo that is down, parks nothing and loses nothing', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	await sync.changeBoth();
	await sync.session.saveKiamoCredential(simulator, { apiToken: 'wrong' });
	expect(errorOf(await sync.run('live'))).toContain('API token');
	await sync.session.saveKiamoCredential(simulator);
	const down = simulator.faults.add({ kind: 'status', status: 503, method: 'PUT', rate: 1 });
	expect(errorOf(await sync.run('live'))).toContain('503');
	down.stop();
	expect((await readLinks(sync.session)).map(({ reason }) => reason || '').join('')).toBe('');
	await sync.settle();
	expect(await sync.towns()).toEqual(['Brest', 'Nice']);
});

test('an emptied column and too many changes stop the run before it writes', async ({ n8n, simulator }) => {
	const sync = await TwoWay.start(n8n, simulator);
	const { contactsUpdated } = simulator.counts;
	for (const { id } of await readCrm(sync.session)) await updateRow(sync.session, crmTable, id, town(''));
	const strict = (workflow: Workflow) => edited(workflow, '"cleared":"50"', '"cleared":"5"');
	expect(errorOf(await sync.run('live', strict))).toMatch(/^Would clear fields of 10 of 1\d contacts/);
	for (const { id } of await readCrm(sync.session)) await updateRow(sync.session, crmTable, id, town('Metz'));
	const limited = (workflow: Workflow) => edited(edited(workflow, '1000000', '4'), '4000', '4');
	expect(errorOf(await sync.run('live', limited))).toMatch(/^Would update 1\d of 1\d contacts/);
	expect(simulator.counts.contactsUpdated).toBe(contactsUpdated);
	await sync.settle();
	for (const { id } of simulator.contacts(sync.base.id)) sync.changeKiamo(id, { contactCity: 'Nice' });
	expect(errorOf(await sync.run('live', limited))).toContain('More changes than the limit of a day');
	expect(new Set(await sync.towns())).toEqual(new Set(['Metz']));
	await sync.settle();

	const strangers = Array.from({ length: 5 }, (_, n) => `Nouveau ${n}`);
	await insertRows(
		sync.session,
		crmTable,
		strangers.map((lastName) => newRow({ lastName, email: `${lastName.replace(' ', '')}@example.fr` })),
	);
	expect(errorOf(await sync.run('live', limited))).toMatch(/^Would create 5 of \d+ contacts/);
	await sync.settle();
	const before = await sync.counts();
	for (const lastName of strangers) simulator.addContact(sync.base.id, { contactLastName: lastName });
	expect(errorOf(await sync.run('live', limited))).toContain('More changes than the limit of a day');
	expect(await sync.counts()).toEqual({ ...before, contacts: before.contacts + 5 });
	await sync.settle();
});

test('the first run adds everybody to the side that lacks them, whichever is empty', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	await deleteRows(sync.session, crmTable);
	await deleteTable(sync.session, syncTable);
	await sync.settle();
	expect(await sync.counts()).toEqual({ rows: 11, contacts: 11 });

	simulator.clearContacts(sync.base.id);
	await deleteTable(sync.session, syncTable);
	await sync.settle();
	expect(await sync.counts()).toEqual({ rows: 11, contacts: 11 });
	expect(outputOf(await sync.run('nightly'), 'Compare')).toEqual([]);
});

test('of runs at the same time, one gets the turn', async ({ n8n, simulator }) => {
	const sync = await TwoWay.start(n8n, simulator);
	await sync.changeBoth();
	const runs = await Promise.all([sync.run('live'), sync.run('live'), sync.run('live')]);
	expect(runs.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
	expect(runs.filter((run) => outputOf(run, 'Take the turn').length > 0)).toHaveLength(1);
	await sync.settle();
});

test('the nightly run finds what live has missed, and heals it', async ({ n8n, simulator }) => {
	const sync = await TwoWay.start(n8n, simulator);
	expect(outputOf(await sync.run('nightly'), 'Compare')).toEqual([]);
	const [first, second] = await sync.changeBoth();
	const state = await sync.state();
	const later = new Date(Date.now() + 3_600_000).toISOString();
	await updateRow(sync.session, syncTable, Number(state.id), { crmAt: later, kiamoAt: later });
	await sync.run('live');
	expect(await sync.differences()).toHaveLength(2);
	const found = outputOf(await sync.run('nightly'), 'Compare');
	expect(found.map(({ status }) => status)).toEqual(['different', 'different']);
	expect(found.map(({ id }) => id).sort()).toEqual([first.kiamoId, second.kiamoId].sort());
	await sync.settle();
	expect(await sync.towns()).toEqual(['Brest', 'Nice']);
	expect(outputOf(await sync.run('nightly'), 'Compare')).toEqual([]);
});

test('a deletion is reported, unlinked or carried over, by the rule, and many stop the run', async ({
	n8n,
	simulator,
}) => {
	const sync = await TwoWay.start(n8n, simulator);
	const [a, b, c, d] = (await readLinks(sync.session)).filter(({ kiamoId }) => kiamoId);
	const set = (from: string, value: string) => (workflow: Workflow) => edited(workflow, from, value);
	const rule = (name: string) => set('"value":"report"', `"value":"${name}"`);
	simulator.removeContact(sync.base.id, String(a.kiamoId));
	await deleteRows(sync.session, crmTable, [Number(b.crmId)]);
	await sync.run('nightly');
	expect((await sync.link(a.crmId ?? ''))?.reason).toBe('Deleted in Kiamo');
	expect((await sync.link(b.crmId ?? ''))?.reason).toBe('Deleted in the CRM');
	expect(await sync.counts()).toEqual({ rows: 10, contacts: 10 });
	expect(outputOf(await sync.run('parked'), 'Summary')[0].text).toContain('1 excluded: Deleted in Kiamo');

	const strict = (workflow: Workflow) => edited(rule('delete')(workflow), '"value":20', '"value":0');
	expect(errorOf(await sync.run('nightly', strict))).toContain('Would delete 1 people');
	expect(await sync.counts()).toEqual({ rows: 10, contacts: 10 });
	await sync.run('nightly', rule('delete'));
	expect(await sync.counts()).toEqual({ rows: 9, contacts: 9 });
	expect(await sync.differences()).toEqual([]);

	simulator.removeContact(sync.base.id, String(c.kiamoId));
	await deleteRows(sync.session, crmTable, [Number(d.crmId)]);
	await sync.run('nightly', rule('unlink'));
	await sync.run('live');
	await sync.run('nightly', rule('unlink'));
	expect(await sync.counts()).toEqual({ rows: 8, contacts: 8 });
	expect((await sync.link(c.crmId ?? ''))?.kiamoId).toBe('');
});
