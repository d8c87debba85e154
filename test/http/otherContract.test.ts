/** Nodes on a contract that differs: PUT replaces, a request writes one row, and lists have numbered pages. */
import axios from 'axios';
import type * as Table from '../../contract/generated/operations';
import type * as Reading from '../../contract/read';
import type * as Tables from '../../contract/table';
import { startSimulator, type Simulator } from '../../simulator';
import { byLogin, run as runAgent } from '../agent/support';
import { runPlanning, startPlanning } from '../activityPlanning/support';
import { locate, mapped, runOn, startWith, upsert } from '../contactManager/support';
import { callbacks, run as runInteraction, stored } from '../interaction/support';
import { serve, type SmallServer } from './support';

jest.mock('../../contract/generated/operations', () => {
	const actual = jest.requireActual<typeof Table>('../../contract/generated/operations');
	const { readContract } = jest.requireActual<typeof Reading>('../../contract/read');
	const { tableOf } = jest.requireActual<typeof Tables>('../../contract/table');
	const written = JSON.stringify(readContract())
		.replaceAll('"x-put":"merge"', '"x-put":"replace"')
		.replaceAll('"x-arrays":100', '"x-arrays":false')
		.replace('"operationId":"updateActivity"', '"operationId":"updateActivity","x-read":"listActivities"');
	const page = { style: 'page', size: 'itemsPerPage', position: 'page', rows: 'items', total: 'count' };
	const paging = Object.fromEntries(
		Object.entries(actual.paging).map(([api, own]) => [api, { ...own, ...page, largest: 20 }]),
	);
	return { ...actual, paging, operations: tableOf(JSON.parse(written) as Reading.Contract) };
});

let simulator: Simulator;
let server: SmallServer;
afterEach(async () => {
	await server.close();
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** Puts a server in front of the simulator that has numbered pages, and takes and answers one row where that has arrays. */
async function inFront(started: Simulator): Promise<{ serverUrl: string }> {
	simulator = started;
	simulator.quirks.putReplaces = true;
	server = await serve((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', headers } = request;
			const url = new URL(request.url ?? '', simulator.url);
			const { searchParams: query } = url;
			const [page, size] = [Number(query.get('page')), Number(query.get('itemsPerPage'))];
			if (page) query.set('limit', String(size));
			if (page) query.set('offset', String((page - 1) * size));
			query.delete('page');
			query.delete('itemsPerPage');
			const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as unknown) : undefined;
			const isOne = method === 'POST';
			delete headers['content-length'];
			void axios
				.request<unknown>({
					method,
					url: url.href,
					headers,
					data: isOne ? [body] : body,
					validateStatus: () => true,
				})
				.then(({ status, data }) => {
					const list = data as { data: unknown[]; total: number };
					const answer = page && status === 200 ? { items: list.data, count: list.total } : data;
					response
						.writeHead(status, { 'content-type': 'application/json' })
						.end(
							status === 204 ? '' : JSON.stringify(isOne && status === 201 ? (data as unknown[])[0] : answer),
						);
				});
		});
	});
	return { serverUrl: server.url };
}

const people = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `CRM-${at}`, contactLastName: `Name ${at}` }));

it('creates contacts one by one, reads them page by page, and finds each again', async () => {
	const credentials = await inFront(await startWith());
	const created = await upsert(simulator, people(45), { credentials });
	expect(created.json.map(({ status, id }) => ({ status, id }))).toEqual(
		simulator.contacts().map(({ id }) => ({ status: 'created', id })),
	);
	expect(simulator.counts.arraySizes.createContacts).toEqual(Array(45).fill(1));
	const again = await upsert(simulator, people(45), { credentials });
	expect(again.json.every(({ status }) => status === 'unchanged')).toBe(true);
	const all = await runOn(simulator, { operation: 'getAll', credentials, parameters: { returnAll: true } });
	expect(all.json.map(({ id }) => id)).toEqual(simulator.contacts().map(({ id }) => id));
});

it.each([false, true])(
	'updates contacts one by one, and keeps the fields that the items do not have (without answers: %p)',
	async (emptyPut) => {
		const credentials = await inFront(
			await startWith(people(30).map((fields) => ({ ...fields, contactZipCode: '69001' }))),
		);
		simulator.quirks.emptyPut = emptyPut;
		const items = people(30).map(({ crmId }) => ({ crmId, contactCity: 'Lyon' }));
		const { json } = await upsert(simulator, items, { credentials });
		expect(json.every(({ status }) => status === 'updated')).toBe(true);
		expect(simulator.contacts().map(({ fields }) => fields)).toEqual(
			people(30).map(
				(fields) =>
					expect.objectContaining({ ...fields, contactZipCode: '69001', contactCity: 'Lyon' }) as object,
			),
		);
		expect(simulator.counts.byOperation.updateContacts).toBeUndefined();
	},
);

it('says about an update that what is there can not be read, and writes nothing', async () => {
	const credentials = await inFront(await startWith(people(1)));
	const [{ id }] = simulator.contacts();
	simulator.faults.add({ kind: 'status', status: 403, operationId: 'getContact', times: 9 });
	const { error } = await runOn(simulator, {
		operation: 'update',
		credentials,
		parameters: { contact: locate(id), fields: mapped({ contactCity: 'Nice' }) as never },
	});
	expect(error?.message).toContain('lacks the permission GET');
	expect(simulator.writes).toEqual([]);
});

it('keeps what an update of an agent does not name, and empties what it clears', async () => {
	const credentials = await inFront(await startSimulator({ contacts: 0, history: 0 }));
	const before = byLogin(simulator).get('narnaud');
	const { error } = await runAgent(
		simulator,
		'agent.update',
		{ agent: locate('1'), updateFields: { lastName: 'Blanc', clear: ['email'] } },
		{ credentials },
	);
	expect(error).toBeUndefined();
	expect(byLogin(simulator).get('narnaud')).toMatchObject({
		email: null,
		group_ids: before?.group_ids,
		extension: before?.extension,
		last_name: 'Blanc',
	});
});

it('keeps user data and priority of an interaction', async () => {
	const credentials = await inFront(await startSimulator({ contacts: 0, history: 0 }));
	const service = locate(callbacks) as never;
	const options = { priority: 8, userDataJson: '{"order": 42}' };
	const created = await runInteraction(
		simulator,
		'interaction.create',
		{ service, destination: '0612345678', when: 'now', options },
		{ credentials },
	);
	expect(created.error).toBeUndefined();
	const [{ id }] = stored(simulator);
	const updateFields = { userDataJson: '{"shop": "Lyon"}' };
	const { error } = await runInteraction(
		simulator,
		'interaction.update',
		{ interaction: locate(String(id)), updateFields },
		{ credentials },
	);
	expect(error).toBeUndefined();
	expect(stored(simulator)[0]).toMatchObject({ priority: 8, userdata: { order: 42, shop: 'Lyon' } });
});

it('looks an activity up in the list where it has no address of its own', async () => {
	const credentials = await inFront(await startPlanning());
	const activities = () => [...simulator.centre.planning.activities.values()];
	const before = activities();
	const { error } = await runPlanning(simulator, {
		resource: 'activity',
		operation: 'update',
		parameters: { activity: locate('2'), updateFields: { name: 'Coffee' } },
		credentials,
	});
	expect(error).toBeUndefined();
	expect(activities()).toEqual(before.map((row) => (row.id === 2 ? { ...row, name: 'Coffee' } : row)));
});

it('says that there is no such activity before it sends a change', async () => {
	const credentials = await inFront(await startPlanning());
	const { error } = await runPlanning(simulator, {
		resource: 'activity',
		operation: 'update',
		parameters: { activity: locate('999'), updateFields: { name: 'Coffee' } },
		credentials,
	});
	expect(error?.message).toContain('999');
	expect(simulator.writes).toEqual([]);
});
