import { findDifferences, newRow, type CrmRow } from '../../scripts/start/twoWay';
import { startSimulator, type Simulator } from '../../simulator';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0 });
});
afterEach(async () => {
	await simulator.close();
});

const base = () => simulator.bases[0].id;
const martin = { crmId: 'C-1', lastName: 'Martin', city: 'Lyon' };
const row = (kiamoId: string, values = martin) =>
	({ ...newRow(values), id: 1, kiamoId, updatedAt: '' }) as CrmRow;

it('finds no difference between a row and the contact that it is linked with', () => {
	const { id } = simulator.addContact(base(), {
		crmId: 'C-1',
		contactLastName: 'Martin',
		contactCity: 'Lyon',
		contactEmail: null,
	});
	expect(findDifferences([row(id)], simulator, base())).toEqual([]);
});

it('names what differs, rows without a contact, and a contact that two rows have', () => {
	const { id } = simulator.addContact(base(), { crmId: 'C-1', contactLastName: 'Martin' });
	expect(findDifferences([row(id), row(id), row('')], simulator, base())).toEqual([
		'Row C-1 has no contact',
		'Two rows have the same contact',
		`city of ${id} is "Lyon" in the CRM, "" in Kiamo`,
		`city of ${id} is "Lyon" in the CRM, "" in Kiamo`,
	]);
});
