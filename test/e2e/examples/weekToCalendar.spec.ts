import english from '../../../examples/week-to-calendar.json';
import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { momentOf } from '../../../simulator/paris';
import { expect, test } from '../support/test';
import { callWebhook } from '../support/webhook';
import { readExample, urlOf } from './support';

const example = readExample('week-to-calendar.json');

const key = 'k-8f2d';

// A calendar app subscribes to the weeks in which clocks change, in spring and in autumn.
test("Week's planning → calendar: an ICS file whose times are right over a clock change", async ({
	session,
	simulator,
	publish,
}) => {
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
	const settings = english.nodes.find(({ name }) => name === 'Settings')?.parameters.assignments;
	const assignments = settings?.assignments.map((one) => (one.name === 'key' ? { ...one, value: key } : one));
	const chosen = changeNode(chooseKiamo(example, credential, {}), 'Settings', {
		parameters: { assignments: { assignments } },
	});
	await publish(chosen);
	const subscribe = async (query: Record<string, string>) =>
		await callWebhook(urlOf(`/webhook/kiamo-calendar?${new URLSearchParams(query).toString()}`));
	const query = { agent: 'ndelmas', key, from: '2027-03-25' };

	const answer = await subscribe(query);
	expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
	const text = await answer.text();
	expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
	const properties = text.replaceAll('\r\n ', '').split('\r\n');
	const valuesOf = (name: string) =>
		properties.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
	expect(valuesOf('X-WR-CALNAME')).toEqual(['Kiamo: Noé Delmas']);
	expect(valuesOf('DTSTART')).toEqual(['20270327T210000Z', '20270329T060000Z', '20270331T203000Z']);
	expect(valuesOf('DTEND')).toEqual(['20270328T040000Z', '20270329T093000Z', '20270331T213000Z']);
	expect(valuesOf('SUMMARY')).toEqual(['Production', 'Formation', 'Production']);
	expect(valuesOf('UID')).toEqual(spring.map((slot) => `kiamo-planned-activity-${slot.id}`));
	expect(valuesOf('DESCRIPTION')[0]).toBe(comment.replace(/[;,]/g, '\\$&').replaceAll('\n', '\\n'));

	const autumn = await (await subscribe({ ...query, from: '2027-10-28' })).text();
	expect(autumn).toContain('DTSTART:20271030T200000Z');
	expect(autumn).toContain('DTEND:20271031T050000Z');
	const empty = await (await subscribe({ ...query, from: '2028-01-01' })).text();
	expect(empty).not.toContain('VEVENT');
	expect(empty).toMatch(/END:VCALENDAR\r\n$/);
	expect((await subscribe({ ...query, key: '' })).status).toBe(403);
	expect((await subscribe({ ...query, agent: 'nobody' })).status).toBe(404);
	token.active = false;
	expect((await subscribe(query)).status).toBe(500);
});
