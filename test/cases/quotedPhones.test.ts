// odoo/odoo#99995, iris-connect/iris-client#443: exports put an apostrophe before +33 so that Excel does not compute it; others write ="06…".
import { readPhone } from '../../nodes/shared/values/phone';
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator | undefined;
afterEach(async () => {
	await simulator?.close();
	simulator = undefined;
});

it.each([
	"'+33612345678",
	"'0612345678",
	'\u2019+33 6 12 34 56 78',
	'="0612345678"',
	'="+33612345678"',
	'=+33612345678',
	'"0612345678"',
])('%s is a number', (text) => {
	expect(readPhone(text, 'FR')).toBe('+33612345678');
});

it('duplicates nobody', async () => {
	simulator = await startWith([{ contactLastName: 'Martin', contactPhoneNumber: '06 12 34 56 78' }]);
	const item = { crmId: 'C-1', contactLastName: 'Martin', contactPhoneNumber: "'+33612345678" };
	const run = await upsert(simulator, [item], { matchOn: ['crmId', 'contactPhoneNumber'], goOn: true });
	expect(run.json).toMatchObject([{ status: 'updated' }]);
	expect(simulator.contacts()).toHaveLength(1);
});
