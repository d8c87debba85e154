// jackocnr/intl-tel-input#1311, google/libphonenumber#1748: the library's list of assigned ranges lags behind. A number of the right length
// that it does not know is a number all the same.
import { readPhone } from '../../nodes/shared/values/phone';
import { startSimulator, type Simulator } from '../../simulator';
import { locate, startWith, upsert } from '../contactManager/support';
import { callbacks, run } from '../interaction/support';

let simulator: Simulator | undefined;
afterEach(async () => {
	await simulator?.close();
	simulator = undefined;
});

it.each([
	['0693 37 25 96', '+262 693 37 25 96'],
	['0639 12 34 56', '+262 639 12 34 56'],
])('%s and %s are one number', (national, international) => {
	expect(readPhone(international, 'FR')).toBeDefined();
	expect(readPhone(national, 'FR')).toBe(readPhone(international, 'FR'));
});

it('duplicates nobody', async () => {
	simulator = await startWith([{ contactLastName: 'Payet', contactMobilePhoneNumber: '+262 693 37 25 96' }]);
	const item = { crmId: 'C-1', contactLastName: 'Payet', contactMobilePhoneNumber: '0693 37 25 96' };
	await upsert(simulator, [item], { matchOn: ['crmId', 'contactMobilePhoneNumber'], goOn: true });
	expect(simulator.contacts()).toHaveLength(1);
});

it('the same text finds itself', async () => {
	simulator = await startWith([{ contactLastName: 'Payet', contactMobilePhoneNumber: '+262 693 37 25 96' }]);
	const item = { crmId: 'C-1', contactLastName: 'Payet', contactMobilePhoneNumber: '+262 693 37 25 96' };
	await upsert(simulator, [item], { matchOn: ['crmId', 'contactMobilePhoneNumber'], goOn: true });
	expect(simulator.contacts()).toHaveLength(1);
});

it('a callback goes to either way of writing', async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	for (const destination of ['0693 37 25 96', '+262 693 37 25 96']) {
		const { json } = await run(
			simulator,
			'interaction.create',
			{ service: locate(callbacks) as never, destination, when: 'now' },
			{ goOn: true },
		);
		expect(json).toMatchObject([{ created: true }]);
	}
});
