/** Servers whose lists show more than their records do, or what has changed since: the first update is compared with the record. */
import { startWith, upsert } from '../contactManager/support';
import type { SmallServer } from '../http/support';
import { inFrontOf, inJson } from '../support/proxy';
import type { Simulator } from '../../simulator';

let simulator: Simulator;
let server: SmallServer;
afterEach(async () => {
	await server.close();
	await simulator.close();
});

/** Contacts whose lists show every field of the base. */
async function startWhole(quirks = {}): Promise<void> {
	simulator = await startWith([], { quirks });
	const [base] = simulator.bases;
	const blank = Object.fromEntries([...base.fields.keys()].map((name) => [name, null]));
	for (const crmId of ['C-0', 'C-1'])
		simulator.addContact(base.id, { ...blank, crmId, contactLastName: 'Noël', contactZipCode: '69001' });
}

const items = ['C-0', 'C-1'].map((crmId) => ({ crmId, contactCity: 'Lyon' }));
const run = async () => await upsert(simulator, items, { credentials: { serverUrl: server.url } });
const zips = () => simulator.contacts().map(({ fields }) => fields.contactZipCode);

type Row = { fields?: Record<string, unknown>; data?: unknown };
/** Leaves the ZIP code out of everything but lists. */
const withoutZip = inJson((body) => {
	const leave = (row: unknown) => {
		const { fields, ...rest } = row as Row;
		return fields ? { ...rest, fields: { ...fields, contactZipCode: undefined } } : row;
	};
	return Array.isArray(body) ? body.map(leave) : leave(body);
});

it('a field that lists alone show is not taken for emptied', async () => {
	await startWhole();
	server = await inFrontOf(simulator, withoutZip);
	const { json } = await run();
	expect(json.map(({ status }) => status)).toEqual(['updated', 'updated']);
	expect(zips()).toEqual(['69001', '69001']);
});

it('a field that lists alone show is written back where a PUT replaces', async () => {
	await startWhole({ putReplaces: true });
	server = await inFrontOf(simulator, withoutZip);
	expect((await run()).error?.message).toContain('emptied');
	expect(zips()).toEqual(['69001', '69001']);
});

it('what a person emptied after the list was read stays empty, and stops no run', async () => {
	await startWhole();
	const change = inJson((body) => {
		if (Array.isArray((body as Row).data))
			for (const { id } of simulator.contacts())
				simulator.changeContact(simulator.bases[0].id, id, { contactZipCode: null });
		return body;
	});
	server = await inFrontOf(simulator, change);
	const { json } = await run();
	expect(json.map(({ status }) => status)).toEqual(['updated', 'updated']);
	expect(zips()).toEqual([null, null]);
});
