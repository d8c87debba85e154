// moment/moment#668, apache/commons-cli#430: a day that does not exist must not become another one.
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => await simulator.close());

it.each([
	['birthDate', '2026-02-30T08:00:00'],
	['birthDate', '2025-02-29 23:00'],
	['lastVisit', '2026-02-30T08:00:00'],
	['lastVisit', '2026-04-31 08:00'],
	['lastVisit', '2026-13-01 08:00'],
	['lastVisit', '2026-03-01T25:30:00'],
])('%s %s is refused, and the sentence names the field', async (name, given) => {
	simulator = await startWith();
	const { json } = await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Martin', [name]: given }], {
		goOn: true,
	});
	expect(simulator.contacts()).toEqual([]);
	expect(json[0].error).toMatch(/birthDate|lastVisit|Date de naissance|Dernière visite/);
	expect(json[0].error).toContain(given);
});
