import example from '../../examples/week-to-calendar.json';
import { momentOf } from '../../simulator/paris';
import { changeNode, chooseKiamo, publish } from '../example';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';
import { ask } from './webhook';

const key = 'k-8f2d';

/** A calendar app subscribes to the week in which clocks change, in spring and in autumn. */
export const weekToCalendar: Scenario = {
	name: "Week's planning → calendar: an ICS file whose times are right over a clock change",
	async play({ n8n, session, simulator }) {
		const { agents, planning } = simulator.centre;
		const { id } = agents.add({ first_name: 'Noé', last_name: 'Delmas', login: 'ndelmas' });
		const comment =
			'Remplace Zoé; clés, badge\nà l’accueil, puis au deuxième étage — demander l’équipe de nuit';
		const plan = (from: [string, string], until: [string, string], activity_id = 1) =>
			planning.plan({
				agent_id: id,
				activity_id,
				start: momentOf(...from),
				end: momentOf(...until),
				comment,
			});
		const spring = [
			plan(['2027-03-27', '22:00'], ['2027-03-28', '06:00']),
			plan(['2027-03-29', '08:00'], ['2027-03-29', '11:30'], 3),
			plan(['2027-03-31', '22:30'], ['2027-03-31', '23:30']),
		];
		plan(['2027-04-01', '00:30'], ['2027-04-01', '01:30']);
		plan(['2027-10-30', '22:00'], ['2027-10-31', '06:00']);

		const token = simulator.tokens.add({
			label: 'Calendars',
			apis: ['agent', 'activityPlanning'],
			verbs: ['GET'],
		});
		const credential = await session.saveKiamoCredential(simulator, {
			name: 'Kiamo, for calendars',
			apiToken: token.value,
		});
		const settings = example.nodes.find(({ name }) => name === 'Settings')?.parameters.assignments;
		const assignments = settings?.assignments.map((one) =>
			one.name === 'key' ? { ...one, value: key } : one,
		);
		const chosen = changeNode(chooseKiamo(example, credential, {}), 'Settings', {
			parameters: { assignments: { assignments } },
		});
		await publish(session, chosen);
		const subscribe = async (query: Record<string, string>) =>
			await ask(`${n8n.url}/webhook/kiamo-calendar?${new URLSearchParams(query).toString()}`);
		const wanted = { agent: 'ndelmas', key, from: '2027-03-25' };

		const answer = await subscribe(wanted);
		expectSame('The type', answer.headers.get('content-type'), 'text/calendar; charset=utf-8');
		const text = await answer.text();
		const lines = text.split('\r\n');
		const long = lines.find((line) => Buffer.byteLength(line) > 75);
		if (long) throw new Error(`A line is longer than 75 bytes: ${long}`);
		const properties = text.replaceAll('\r\n ', '').split('\r\n');
		const valuesOf = (name: string) =>
			properties.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
		expectSame('The name', valuesOf('X-WR-CALNAME'), ['Kiamo: Noé Delmas']);
		expectSame('The starts', valuesOf('DTSTART'), [
			'20270327T210000Z',
			'20270329T060000Z',
			'20270331T203000Z',
		]);
		expectSame('The ends', valuesOf('DTEND'), ['20270328T040000Z', '20270329T093000Z', '20270331T213000Z']);
		expectSame('The titles', valuesOf('SUMMARY'), ['Production', 'Formation', 'Production']);
		const uids = spring.map((slot) => `kiamo-planned-activity-${slot.id}`);
		expectSame('The ids', valuesOf('UID'), uids);
		expectSame('A comment', valuesOf('DESCRIPTION')[0], escaped(comment));

		const autumn = await (await subscribe({ ...wanted, from: '2027-10-28' })).text();
		for (const line of ['DTSTART:20271030T200000Z', 'DTEND:20271031T050000Z'])
			if (!autumn.includes(line)) throw new Error(`In autumn there is no ${line}`);
		const empty = await (await subscribe({ ...wanted, from: '2028-01-01' })).text();
		expectSame(
			'A week without a plan',
			[empty.includes('VEVENT'), empty.endsWith('END:VCALENDAR\r\n')],
			[false, true],
		);
		expectSame('A wrong key', (await subscribe({ ...wanted, key: '' })).status, 403);
		expectSame('A login of nobody', (await subscribe({ ...wanted, agent: 'nobody' })).status, 404);
		token.active = false;
		expectSame('Without Kiamo', (await subscribe(wanted)).status, 500);
		return 'three events in spring, one in autumn, all at the right time';
	},
};

function escaped(text: string): string {
	return text.replace(/[;,]/g, '\\$&').replaceAll('\n', '\\n');
}
