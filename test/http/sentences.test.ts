import type { Simulator } from '../../simulator';
import { autoMapped, locate, runOn, startWith } from '../contactManager/support';
import { request, said, unknownId } from './support';

const lastName = { contactLastName: 'Martin' };

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startWith([lastName]);
});
beforeEach(() => simulator.faults.clear());
afterAll(async () => {
	expect(simulator.contractViolations).toEqual([]);
	await simulator.close();
});

/** What a user reads when Kiamo answers the second of two items so. */
async function readAfter(status: number, more: { message?: string; retryAfter?: number } = {}) {
	const { id } = simulator.contacts()[0];
	simulator.faults.add({ kind: 'status', status, times: 9, operationId: 'getContact', skip: 1, ...more });
	const run = await runOn(simulator, {
		operation: 'get',
		parameters: { contact: locate(id), requestOptions: { concurrency: 1 } },
		items: [{}, {}],
	});
	return said(run);
}

it('404 names the kind of thing, its ID and the item', async () => {
	const run = await runOn(simulator, {
		operation: 'get',
		parameters: { contact: locate('={{ $json.id }}') },
		items: [{ id: simulator.contacts()[0].id }, { id: unknownId }],
	});
	expect(said(run)).toEqual({
		message: `Contact "${unknownId}" not found in Kiamo`,
		description:
			'Check the ID, or choose the contact from the list. It may have been deleted, or belong elsewhere.',
		item: 1,
	});
});

it('404 on a path without an ID of ours names the path and the address', async () => {
	expect(said(await request(simulator, { path: `/bases/${unknownId}` }))).toEqual({
		message: `The path /bases/${unknownId} doesn't exist on the Contact Manager API`,
		description: 'Check the path and the IDs in it, and the server address in the Kiamo credential.',
		item: 0,
	});
});

it('409 names the field and the value that conflict', async () => {
	simulator.quirks.uniqueFields = ['contactEmail'];
	const taken = { ...lastName, contactEmail: 'a@kiamo.test' };
	simulator.addContact(simulator.bases[0].id, taken);
	const run = await runOn(simulator, {
		operation: 'create',
		items: [taken],
		parameters: { fields: autoMapped() as never },
	});
	simulator.quirks.uniqueFields = [];
	expect(said(run)).toEqual({
		message:
			'Kiamo refused because of a conflict: field "E-mail": This value is already used. (given: "a@kiamo.test")',
		description: `The change conflicts with existing data. Kiamo's message: "The contact exists already". Get the current record, then try again.`,
		item: 0,
	});
});

it('400 names what was wrong with the request', async () => {
	const run = await runOn(simulator, {
		operation: 'getAll',
		parameters: { filters: { fields: { field: [{ name: 'shoeSize', value: '42' }] } } },
	});
	expect(said(run)).toMatchObject({
		message: 'Kiamo refused the data: field "shoeSize": This base has no such field',
		item: 0,
	});
});

it('422 names each bad field, its value and the item', async () => {
	const run = await runOn(simulator, {
		operation: 'create',
		items: [lastName, { contactLastName: 'Durand', contactEmail: 'nobody' }],
		parameters: { fields: autoMapped() as never },
	});
	const { message, description, item } = said(run);
	expect(message).toBe(
		'Kiamo refused the data: field "E-mail": This value is not a valid email address. (given: "nobody")',
	);
	expect(description).toContain('Correct the value, then try again.');
	expect(item).toBe(1);
});

it.each([
	[400, 'Kiamo refused the request', `Correct the value, then try again. Kiamo's message: "Because".`],
	[413, 'Kiamo refused the request (413)', `on the Contact Manager API. Kiamo's message: "Because".`],
	[418, 'Kiamo refused the request (418)', 'GET /bases/'],
	[500, 'Kiamo returned a server error (500)', 'Try again later. If it keeps happening, contact your Kiamo'],
])('%d without details says what happened and what to do', async (status, message, advice) => {
	const words = await readAfter(status, { message: 'Because' });
	expect(words).toMatchObject({ message, item: 1 });
	expect(words.description).toContain(advice);
});

it.each([
	[429, 'Kiamo received too many requests', 'Lower Concurrency under Request Options'],
	[503, 'Kiamo returned a server error (503)', 'Try again later'],
])('%d that stays says what happened and what to do', async (status, message, advice) => {
	const words = await readAfter(status, { retryAfter: 0 });
	expect(words).toMatchObject({ message, item: 1 });
	expect(words.description).toContain(advice);
});

it('a long text of Kiamo is cut in the error', async () => {
	const { description } = await readAfter(400, { message: 'long '.repeat(500) });
	expect(description).toContain(`"${'long '.repeat(40).trim()}…"`);
});
