// google/libphonenumber#1060, #2135: the French plan covers +508 as well: 05 08 41 12 34 is +508 41 12 34.
import { readPhone } from '../../nodes/shared/values/phone';
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator | undefined;
afterEach(async () => {
	await simulator?.close();
	simulator = undefined;
});

it.each(['0508 41 12 34', '05 08 41 12 34', '+508 41 12 34', '00508 411234', '+33 508 41 12 34'])(
	'%s is one number',
	(text) => {
		expect(readPhone(text, 'FR')).toBe('+508411234');
	},
);

it('finds the contact in either way of writing, and duplicates nobody', async () => {
	simulator = await startWith([{ contactLastName: 'Detcheverry', contactPhoneNumber: '+508 41 12 34' }]);
	const run = await upsert(
		simulator,
		[{ crmId: 'C-1', contactLastName: 'Detcheverry', contactPhoneNumber: '0508 41 12 34' }],
		{
			matchOn: ['crmId', 'contactPhoneNumber'],
		},
	);
	expect(run.json).toMatchObject([{ status: 'updated' }]);
	expect(simulator.contacts()).toHaveLength(1);
});
