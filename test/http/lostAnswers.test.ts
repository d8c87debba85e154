import { startSimulator, type Simulator } from '../../simulator';
import { request } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 1 });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** Deletes the contact: the answer is lost, and the next tries meet these faults. */
async function deleteContact(statuses: number[]) {
	simulator.faults.add({ kind: 'reset', afterWork: true, method: 'DELETE' });
	statuses.forEach((status, at) =>
		simulator.faults.add({ kind: 'status', status, retryAfter: 0, method: 'DELETE', skip: at + 1 }),
	);
	const [contact] = simulator.contacts();
	return await request(simulator, {
		method: 'DELETE',
		path: `/bases/${simulator.bases[0].id}/contacts/${contact.id}`,
	});
}

it.each([[[403]], [[429, 403]], [[503, 403]]])(
	'a write whose answer was lost stays uncertain when later tries are refused (%j)',
	async (statuses) => {
		const { error } = await deleteContact(statuses);
		expect(error?.context).toMatchObject({ mayHaveWritten: true });
		expect(simulator.counts.contactsDeleted).toBe(1);
	},
);

it('a DELETE whose answer was lost is done when a later try meets 404, whatever came in between', async () => {
	const { json } = await deleteContact([429, 503]);
	expect(json).toEqual([{ success: true }]);
	expect(simulator.counts.byStatus).toEqual({ reset: 1, 429: 1, 503: 1, 404: 1 });
});
