// wireservice/csvkit#1143, fuyb1992/es_pandas#35: tools that take a phone column for numbers write 612345678.0.
import { readPhone } from '../../nodes/shared/values/phone';
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator | undefined;
afterEach(async () => {
	await simulator?.close();
	simulator = undefined;
});

it.each(['612345678.0', '33612345678.0', '0612345678.0', '612345678,0', '612345678.00'])(
	'%s is a number',
	(text) => {
		expect(readPhone(text, 'FR')).toBe('+33612345678');
	},
);

it.each(['612345678.5', '6.1', '612345678.01'])('%s is none', (text) => {
	expect(readPhone(text, 'FR')).toBeUndefined();
});

it('duplicates nobody', async () => {
	simulator = await startWith([{ contactLastName: 'Martin', contactPhoneNumber: '06 12 34 56 78' }]);
	const item = { crmId: 'C-1', contactLastName: 'Martin', contactPhoneNumber: '612345678.0' };
	const run = await upsert(simulator, [item], { matchOn: ['crmId', 'contactPhoneNumber'], goOn: true });
	expect(run.json).toMatchObject([{ status: 'updated' }]);
	expect(simulator.contacts()).toHaveLength(1);
});
