import { findDifferences, newRow, type CrmRow } from '../../scripts/start/twoWay';
import { startSimulator, type Simulator } from '../../simulator';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0 });
});
afterEach(async () => {
	await simulator.close();
});

const martin = { contactLastName: 'Martin', contactCity: 'Lyon', contactEmail: null };
const row = (id: number) =>
	({ ...newRow({ lastName: 'Martin', city: 'Lyon' }), id, updatedAt: '' }) as CrmRow;
const link = (crmId: string, kiamoId: string) => ({ crmId, kiamoId });
const add = (fields: Record<string, string | null>) => simulator.addContact(simulator.bases[0].id, fields);

it('finds no difference between a row and the contact that it is linked with', () => {
	const { id } = add(martin);
	expect(findDifferences([row(7)], [link('7', id)], simulator.contacts())).toEqual([]);
});

it('names what differs, who is on one side only, and a contact that two rows have', () => {
	const { id } = add({ contactLastName: 'Martin' });
	const alone = add(martin);
	const links = [link('7', id), link('8', id), link('9', '')];
	expect(findDifferences([7, 8, 9].map(row), links, simulator.contacts())).toEqual([
		'Row 9 has no contact',
		`Contact ${alone.id} has no row`,
		'Two rows have the same contact',
		`city of ${id} is "Lyon" in the CRM, "" in Kiamo`,
		`city of ${id} is "Lyon" in the CRM, "" in Kiamo`,
	]);
});
