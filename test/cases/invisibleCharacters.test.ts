// validatorjs/validator.js#940, mikel/mail#1173: marks that nobody sees come along when a value is copied from a chat, a mail or Windows.
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => await simulator.close());

const marks = ['\u200b', '\u200e', '\u202a', '\u202c', '\u2060', '\u200d', '\ufeff', '\u00ad'];

it.each(marks)('%j around an ID duplicates nobody', async (mark) => {
	simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin' }]);
	const run = await upsert(simulator, [{ crmId: `${mark}C-1${mark}`, contactLastName: 'Martin' }], {
		goOn: true,
	});
	expect(run.json).toMatchObject([{ status: 'unchanged' }]);
	expect(simulator.contacts()).toHaveLength(1);
});

it.each(marks)('%j in an email address is no part of it', async (mark) => {
	simulator = await startWith([{ contactLastName: 'Martin', contactEmail: 'jean@example.fr' }]);
	const item = {
		contactLastName: 'Martin',
		contactEmail: `${mark}jean${mark}@example.fr`,
		contactCity: 'Lyon',
	};
	const run = await upsert(simulator, [item], { matchOn: ['contactEmail'], goOn: true });
	expect(run.json).toMatchObject([{ status: 'updated', changedFields: ['contactCity'] }]);
});

it('a joiner between emoji stays', async () => {
	simulator = await startWith();
	await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Zoé 👩‍👧' }]);
	expect(simulator.contacts()[0].fields.contactLastName).toBe('Zoé 👩‍👧');
});
