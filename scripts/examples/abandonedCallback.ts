import example from '../../examples/abandoned-callback.json';
import { dayOf, momentOf, weekdayOf } from '../../simulator/paris';
import { changeNode, chooseKiamo } from '../example';
import { until } from '../sandbox/process';
import { openService } from './centre';
import { publishAndPoll } from './interactions';
import { makeMessages, readMessages } from './messages';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';

const hour = 3_600_000;
const closedOn = ['2026-12-25', '2027-01-01'];

/** Customers give up: a stranger twice, a known one, one who is to be called anyway; some get through, before or after. */
export const abandonedCallback: Scenario = {
	name: 'Abandoned call → contact → callback: one each in the next open hour, none for who got through',
	async play({ session, simulator, credential }) {
		await makeMessages(session);
		const { centre, bases, clock } = simulator;
		// The flow both ways writes to the second base at the same time.
		const [base] = bases;
		const [calls, callbacks] = [openService(simulator, 'Ventes'), openService(simulator, 'Rappels ventes')];
		const { id: agent } = centre.agents.add({ first_name: 'Ilan', last_name: 'Morvan', login: 'imorvan' });
		const known = simulator.addContact(base.id, {
			contactLastName: 'Quéré',
			contactPhoneNumber: '01 98 76 20 00',
			contactMobilePhoneNumber: '06 98 76 20 02',
		});
		const chosen = chooseKiamo(example, credential, {
			base,
			service: { id: callbacks, name: 'Rappels ventes' },
		});
		const filters = { channels: ['call'], direction: 'inbound', services: [String(calls)] };
		const triggered = ['Call abandoned', 'Call answered'].reduce(
			(workflow, trigger) => changeNode(workflow, trigger, { parameters: { filters } }),
			chosen,
		);
		const quick = changeNode(triggered, 'Time to call again', { parameters: { amount: 5, unit: 'seconds' } });
		await publishAndPoll(session, simulator, quick);

		const giveUp = (customer: string | null) => {
			const at = new Date(clock.now().getTime() - 45_000);
			centre.abandon(centre.receive({ service: calls, customer }, { at }).id);
		};
		const expected = nextOpenHour(clock.now());
		centre.place({
			service: callbacks,
			destination: '0698762004',
			scheduled_date: new Date(expected.getTime() + 30 * hour).toISOString(),
		});
		for (const number of ['+33698762001', '+33698762001', '0698762002', '0698762003', '0698762004', null])
			giveUp(number);
		const getThrough = (customer: string) => {
			const { id } = centre.receive({ service: calls, customer });
			centre.answer(id, agent);
			centre.hangUp(id);
			centre.endWrapUp(id);
		};
		getThrough('+33698762003');
		const made = () =>
			centre.interactions.list({ service_id: [callbacks] }).filter(({ reference }) => reference !== null);
		await until('The callbacks', async () => made().length >= 2 || undefined);

		const path = new RegExp(`/services/${callbacks}/`);
		const fault = simulator.faults.add({
			kind: 'status',
			status: 403,
			operationId: 'createInteractions',
			path,
			times: 1,
		});
		giveUp('0698762005');
		const [byHand] = await until('The call by hand', async () => {
			const messages = await readMessages(session, '+33698762005');
			return messages.length > 0 ? messages : undefined;
		});
		fault.stop();

		const contacts = simulator.contacts(base.id);
		const withNumber = (number: string) =>
			contacts.filter(({ fields }) => fields.contactPhoneNumber === number).map(({ id }) => id);
		const [stranger] = withNumber('+33698762001');
		expectSame('Contacts of the stranger', withNumber('+33698762001').length, 1);
		expectSame('Contacts of who got through', withNumber('+33698762003').length, 0);
		const summary = made()
			.map(({ destination, contact_id }) => [destination, contact_id])
			.sort();
		expectSame('The callbacks', summary, [
			['0698762001', stranger],
			['0698762002', known.id],
		]);
		const after = contacts.find(({ id }) => id === known.id);
		expectSame('The contact that was found', after?.fields, known.fields);
		for (const { scheduled_date } of made()) {
			const next = nextOpenHour(clock.now());
			if (![expected, next].some((moment) => moment.toISOString() === scheduled_date))
				throw new Error(`The callback is due at ${scheduled_date}, not at ${expected.toISOString()}`);
		}

		getThrough('0698762001');
		const cancelled = () => made().filter(({ status }) => status === 'cancelled');
		await until('The end of a callback', async () => cancelled().length > 0 || undefined);
		expectSame(
			'What was cancelled',
			cancelled().map(({ destination }) => destination),
			['0698762001'],
		);
		giveUp('0698762001');
		await until('What becomes of the next call', async () => {
			const messages = await readMessages(session, 'was cancelled before');
			// When the hour is over meanwhile, the next one has a callback of its own.
			return messages.length > 0 || made().length > 2 || undefined;
		});
		return `two callbacks for six calls, at ${made()[0].scheduled_date}, one cancelled later; “${String(byHand.text).slice(0, 60)}…”`;
	},
};

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
