import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { dayOf, momentOf, weekdayOf } from '../../../simulator/paris';
import { expect, test } from '../support/test';
import { inLanguage, openService, publishAndPoll, readExample, readMessages } from './support';

const example = readExample('abandoned-callback.json');
const gotThrough = readExample('callback-not-needed.json');

const hour = 3_600_000;
const closedOn = ['2026-12-25', '2027-01-01'];

// Customers hang up: a stranger twice, a known one, one who has a callback already; some get through, before or after.
test('Abandoned call → contact → callback: one each in the next open hour, none for who got through', async ({
	session,
	simulator,
	credential,
	publish,
}) => {
	const { centre, clock } = simulator;
	const [base] = simulator.bases;
	const [calls, callbacks] = [openService(simulator, 'Ventes'), openService(simulator, 'Rappels ventes')];
	const { id: agent } = centre.agents.add({ first_name: 'Ilan', last_name: 'Morvan', login: 'imorvan' });
	const known = simulator.addContact(base.id, {
		contactLastName: 'Quéré',
		contactPhoneNumber: '01 98 76 20 00',
		contactMobilePhoneNumber: '06 98 76 20 02',
	});
	const service = { id: callbacks, name: 'Rappels ventes' };
	const filters = { channels: ['call'], direction: 'inbound', services: [String(calls)] };
	const chosen = chooseKiamo(example, credential, { base, service });
	const triggered = changeNode(chosen, 'Call abandoned', { parameters: { filters } });
	const quick = changeNode(triggered, 'Time to call again', { parameters: { amount: 5, unit: 'seconds' } });
	await publishAndPoll(session, publish, quick);
	const cancels = chooseKiamo(gotThrough, credential, {});
	await publishAndPoll(session, publish, changeNode(cancels, 'Call answered', { parameters: { filters } }));

	const hangUp = (customer: string | null) => {
		const at = new Date(clock.now().getTime() - 45_000);
		centre.abandon(centre.receive({ service: calls, customer }, { at }).id);
	};
	const getThrough = (customer: string) => {
		const { id } = centre.receive({ service: calls, customer });
		centre.answer(id, agent);
		centre.hangUp(id);
		centre.endWrapUp(id);
	};
	const open = nextOpenHour(clock.now());
	const scheduled_date = new Date(open.getTime() + 30 * hour).toISOString();
	centre.place({ service: callbacks, destination: '0698762004', scheduled_date });
	for (const customer of ['+33698762001', '+33698762001', '0698762002', '0698762003', '0698762004', null])
		hangUp(customer);
	getThrough('+33698762003');
	const created = () =>
		centre.interactions.list({ service_id: [callbacks] }).filter(({ reference }) => reference !== null);
	await expect.poll(() => created().length).toBeGreaterThan(1);

	const fault = simulator.faults.add({
		kind: 'status',
		status: 403,
		operationId: 'createInteractions',
		path: new RegExp(`/services/${callbacks}/`),
		times: 1,
	});
	hangUp('0698762005');
	await expect.poll(async () => (await readMessages(session, '+33698762005')).length).toBe(1);
	fault.stop();

	const contacts = simulator.contacts(base.id);
	const withNumber = (number: string) =>
		contacts.filter(({ fields }) => fields.contactPhoneNumber === number);
	expect(withNumber('+33698762001')).toHaveLength(1);
	expect(withNumber('+33698762003')).toEqual([]);
	const callback = (destination: string, contact_id: string) =>
		expect.objectContaining({ destination, contact_id }) as object;
	expect(created()).toHaveLength(2);
	expect(created()).toEqual(
		expect.arrayContaining([
			callback('0698762001', withNumber('+33698762001')[0].id),
			callback('0698762002', known.id),
		]),
	);
	expect(contacts.find(({ id }) => id === known.id)?.fields).toEqual(known.fields);
	const hours = [open, nextOpenHour(clock.now())].map((moment) => moment.toISOString());
	for (const { scheduled_date: date } of created()) expect(hours).toContain(date);

	getThrough('0698762001');
	const cancelled = () => created().filter(({ status }) => status === 'cancelled');
	await expect.poll(() => cancelled().map(({ destination }) => destination)).toEqual(['0698762001']);
	hangUp('0698762001');
	await expect
		.poll(async () => {
			const messages = await readMessages(session, inLanguage('was canceled before', 'a déjà été annulé'));
			// When the hour is over meanwhile, the next one has a callback of its own.
			return messages.length > 0 || created().length > 2;
		})
		.toBe(true);
});

/** The next full hour from 9 to 17 on a day from Monday to Friday that is not closed, in France. */
function nextOpenHour(now: Date): Date {
	for (let day = 0; ; day++) {
		const date = dayOf(now, day);
		if (weekdayOf(date) > 5 || closedOn.includes(date)) continue;
		for (let clock = 9; clock < 18; clock++) {
			const moment = momentOf(date, `${String(clock).padStart(2, '0')}:00`);
			if (moment > now) return moment;
		}
	}
}
