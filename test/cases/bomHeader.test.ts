// n8n-io/n8n#7443, chatwoot/chatwoot#14124: Excel's "CSV UTF-8" begins with a BOM; n8n's Extract from File leaves it in the first column's name.
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => await simulator.close());

it('a column is found with a BOM before its name', async () => {
	simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin' }]);
	const run = await upsert(
		simulator,
		[{ '\ufeffcrmId': 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }],
		{ goOn: true },
	);
	expect(run.json).toMatchObject([{ status: 'updated', changedFields: ['contactCity'] }]);
});

it('nobody is duplicated because the first key was not seen', async () => {
	simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin' }]);
	const item = { '\ufeffcrmId': 'C-1', contactLastName: 'Martin', contactEmail: 'martin@example.fr' };
	await upsert(simulator, [item], { matchOn: ['crmId', 'contactEmail'], goOn: true });
	expect(simulator.contacts()).toHaveLength(1);
});
