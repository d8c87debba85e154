// n8n-io/n8n#26925, SalesforceFoundation/NPSP#2517: whole numbers above 2^53 are not kept by JavaScript.
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => await simulator.close());

it.each(['90071992547409931', '12345678901234567890'])(
	'%s in a number field is refused, not changed',
	async (score) => {
		simulator = await startWith();
		const { json } = await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Martin', score }], {
			goOn: true,
		});
		expect(simulator.contacts()).toEqual([]);
		expect(json[0].error).toMatch(/Score/);
	},
);

it('two IDs that round to one are not one person', async () => {
	simulator = await startWith();
	const items = ['90071992547409930', '90071992547409931'].map((score, at) => ({
		score,
		contactLastName: `Name ${at}`,
	}));
	const { json } = await upsert(simulator, items, { matchOn: ['score'], goOn: true });
	expect(json.filter(({ status }) => status === 'updated')).toEqual([]);
});

it('what JavaScript keeps is kept', async () => {
	simulator = await startWith();
	await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Martin', score: '9007199254740991' }]);
	expect(simulator.contacts()[0].fields.score).toBe(9007199254740991);
});
