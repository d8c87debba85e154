/** Nodes on a server that has calls elsewhere, under other verbs, and speaks of errors in another form. */
import { join } from 'node:path';
import type * as Table from '../../contract/generated/operations';
import type * as Reading from '../../contract/read';
import type * as Tables from '../../contract/table';
import { startSimulator, type Simulator } from '../../simulator';
import { locate, mapped, runOn } from '../contactManager/support';
import { run as supervision } from '../supervision/support';

const overlay = join(__dirname, 'otherAddresses.yaml');

jest.mock('../../contract/generated/operations', () => {
	const actual = jest.requireActual<typeof Table>('../../contract/generated/operations');
	const { readContract } = jest.requireActual<typeof Reading>('../../contract/read');
	const { tableOf, pagingByApi } = jest.requireActual<typeof Tables>('../../contract/table');
	const contract = readContract(undefined, `${__dirname}/otherAddresses.yaml`);
	return {
		...actual,
		errorBody: contract['common.yaml']['x-error'],
		paging: pagingByApi(contract),
		operations: tableOf(contract),
	};
});

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 60, history: 0, dialect: overlay });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const unknownId = 'ffffffffffffffffffffffff';

it('reads a list without pages whole, and finds a contact in it', async () => {
	const all = await runOn(simulator, { operation: 'getAll', parameters: { returnAll: true } });
	expect(all.json.map(({ id }) => id)).toEqual(simulator.contacts().map(({ id }) => id));
});

it('deletes by the verb and the path that the contract has', async () => {
	const [{ id }] = simulator.contacts();
	const { json } = await runOn(simulator, { operation: 'delete', parameters: { contact: locate(id) } });
	expect(json).toEqual([{ deleted: true, id }]);
	expect(simulator.counts.lastRequests.at(-1)).toMatchObject({ method: 'POST', status: 204 });
});

it('names the contact that is not found where no list is above it in the path', async () => {
	const { error } = await runOn(simulator, { operation: 'get', parameters: { contact: locate(unknownId) } });
	expect(error?.message).toBe(`Contact "${unknownId}" not found in Kiamo`);
});

it('names the service that is not found where its list is elsewhere', async () => {
	const { error } = await supervision(simulator, 'queue.getAll', { service: locate('99') });
	expect(error?.message).toBe('Service "99" not found in Kiamo');
});

it('says what is wrong with a value, by the words and the place of the error', async () => {
	const parameters = { contact: locate(simulator.contacts()[0].id), fields: mapped({ contactEmail: 'no' }) };
	const { error } = await runOn(simulator, { operation: 'update', parameters: parameters as never });
	expect(`${error?.message} ${error?.description}`).toContain('field "E-mail"');
	expect(`${error?.message} ${error?.description}`).toContain('email');
});
