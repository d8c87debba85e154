/** What goes over the wire in the main job, call by call: it changes only where the contract does. */
import { contactTrigger } from '../contactManagerTrigger/support';
import { Clock, type Simulator } from '../../simulator';
import { startWith, upsert } from './support';

let simulator: Simulator;
beforeAll(async () => {
	const clock = new Clock(new Date('2026-03-02T09:00:00Z'));
	const there = Array.from({ length: 700 }, (_, at) => ({ crmId: `C-${at}`, contactLastName: `Name ${at}` }));
	simulator = await startWith(there, { clock });
});
afterAll(() => simulator.close());

/** Method, path and query of each request, with one word for what differs from run to run. */
function logged(): string[] {
	const log = simulator.counts.lastRequests.map(({ method, path, query, elements }) => {
		const shown = decodeURIComponent(query).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT');
		const place = path.replaceAll(/[0-9a-f]{24}/g, 'ID');
		return `${method} ${place}${shown && `?${shown}`}${elements ? ` (${elements})` : ''}`;
	});
	simulator.resetCounts();
	return log.toSorted();
}

it('Create or Update, and the trigger that hears of it', async () => {
	const poller = contactTrigger(simulator, { events: ['created', 'updated'] });
	await poller.activate();
	expect(logged()).toMatchInlineSnapshot(`
		[
		  "GET /bases/ID/contacts?sort=updated_at&limit=500&offset=0",
		  "GET /bases/ID/contacts?sort=updated_at&limit=500&offset=450",
		  "GET /bases/ID/contacts?sort=updated_at&updated_from=MOMENT&limit=500&offset=0",
		  "GET /bases/ID/contacts?sort=updated_at&updated_from=MOMENT&limit=500&offset=499",
		  "GET /bases/ID/contacts?sort=updated_at&updated_from=MOMENT&limit=500&offset=699",
		]
	`);
	const people = Array.from({ length: 850 }, (_, at) => ({ crmId: `C-${at}`, contactLastName: `Nom ${at}` }));
	await upsert(simulator, people);
	expect(logged()).toMatchInlineSnapshot(`
		[
		  "GET /bases/ID",
		  "GET /bases/ID/contacts/ID",
		  "GET /bases/ID/contacts/ID",
		  "GET /bases/ID/contacts?limit=500&offset=0",
		  "GET /bases/ID/contacts?limit=500&offset=499",
		  "GET /bases/ID/fields?limit=500&offset=0",
		  "POST /bases/ID/contacts (100)",
		  "POST /bases/ID/contacts (50)",
		  "PUT /bases/ID/contacts (1)",
		  "PUT /bases/ID/contacts (100)",
		  "PUT /bases/ID/contacts (100)",
		  "PUT /bases/ID/contacts (100)",
		  "PUT /bases/ID/contacts (100)",
		  "PUT /bases/ID/contacts (100)",
		  "PUT /bases/ID/contacts (100)",
		  "PUT /bases/ID/contacts (99)",
		]
	`);
	await upsert(simulator, people.slice(0, 2));
	expect(logged()).toMatchInlineSnapshot(`
		[
		  "GET /bases/ID",
		  "GET /bases/ID/contacts?filter[crmId]=C-0&limit=500&offset=0",
		  "GET /bases/ID/contacts?filter[crmId]=C-1&limit=500&offset=0",
		  "GET /bases/ID/fields?limit=500&offset=0",
		]
	`);
	simulator.clock.advance(60_000);
	await poller.poll();
	expect(logged()).toMatchInlineSnapshot(`
		[
		  "GET /bases/ID/contacts?sort=updated_at&updated_from=MOMENT&limit=500&offset=0",
		  "GET /bases/ID/contacts?sort=updated_at&updated_from=MOMENT&limit=500&offset=499",
		  "GET /bases/ID/fields?limit=500&offset=0",
		]
	`);
});
