// gristlabs/grist-core#1702: a French Excel writes VRAI and FAUX.
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => await simulator.close());

it.each([
	['VRAI', true],
	['Vrai', true],
	['FAUX', false],
	['faux', false],
	['O', true],
	['N', false],
	['Y', true],
])('%s is %s', async (given, expected) => {
	simulator = await startWith();
	const run = await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Martin', optIn: given }], {
		goOn: true,
	});
	expect(run.json).toMatchObject([{ status: 'created' }]);
	expect(simulator.contacts()[0].fields.optIn).toBe(expected);
});
