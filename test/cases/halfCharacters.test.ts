import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it.each(['cut \ud83d', 'a\ud800b', '\udc69 x'])(
	'a text that was cut in the middle of an emoji finds its contact: %j',
	async (crmId) => {
		simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin' }]);
		const item = { crmId, contactLastName: crmId };
		const first = await upsert(simulator, [item]);
		const second = await upsert(simulator, [item]);
		expect([first, second].map(({ json }) => json[0]?.status)).toEqual(['created', 'unchanged']);
		expect(simulator.contacts()).toHaveLength(2);
		expect(simulator.contacts()[1].fields).toMatchObject({ crmId: crmId.toWellFormed() });
	},
);
