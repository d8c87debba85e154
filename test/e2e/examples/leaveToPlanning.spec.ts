import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { dayOf, momentOf } from '../../../simulator/paris';
import { expect, test } from '../support/test';
import { callWebhook } from '../support/webhook';
import { readExample, urlOf } from './support';

const example = readExample('leave-to-planning.json');

const header = { name: 'X-Leave-Key', value: 'a-long-random-word' };

interface Answer {
	planned: boolean;
	changes?: Array<{ action: string; before?: object }>;
	reason?: string;
}

// An HR tool sends leaves: one over a shift, the same again, and some that are impossible.
test('Approved leave → planning: the shift of that day gives way', async ({
	session,
	simulator,
	publish,
}) => {
	const { agents, planning } = simulator.centre;
	const { id } = agents.add({ first_name: 'Élise', last_name: 'Vacher', login: 'evacher' });
	const [today, off, next, night, after] = [0, 3, 4, 5, 6].map((days) => dayOf(simulator.clock.now(), days));
	const plan = (day: string, from: string, until: string, activity_id: number, endDay = day) =>
		planning.plan({ agent_id: id, activity_id, start: momentOf(day, from), end: momentOf(endDay, until) });
	plan(off, '08:00', '11:30', 1);
	plan(off, '11:30', '12:30', 2);
	plan(off, '12:30', '16:00', 1);
	plan(next, '08:00', '16:00', 1);
	plan(night, '22:00', '06:00', 1, after);

	const headerAuth = await session.saveCredential('Leave', 'httpHeaderAuth', header);
	const token = simulator.tokens.add({ label: 'Leaves', apis: ['agent', 'activityPlanning'] });
	const credential = await session.saveKiamoCredential(simulator, {
		name: 'Kiamo, for leaves',
		apiToken: token.value,
	});
	const activity = { id: 5, name: 'Congés (absence)' };
	const credentials = { httpHeaderAuth: headerAuth };
	await publish(
		changeNode(chooseKiamo(example, credential, { activity }), 'Leave approved', { credentials }),
	);
	const send = async (body: object, key = header.value) => {
		const answer = await callWebhook(urlOf('/webhook/kiamo-leave'), {
			method: 'POST',
			headers: { 'content-type': 'application/json', [header.name]: key },
			body: JSON.stringify(body),
		});
		const text = await answer.text();
		return { status: answer.status, ...(text.startsWith('{') ? (JSON.parse(text) as Answer) : {}) };
	};
	const planOf = (from: string, to: string) => {
		const period = { from: momentOf(from, '00:00').getTime(), to: momentOf(to, '00:00').getTime() };
		const slots = planning.list({ agents: new Set([id]), period });
		return slots.map(({ activity_id, start, end }) => ({ activity_id, start, end }));
	};

	const leave = { login: 'EVacher', from: off, to: off };
	expect((await send(leave, 'guess')).status).toBe(403);
	const first = await send(leave);
	const replaced = first.changes?.filter(({ action, before }) => action === 'deleted' || before);
	expect([first.status, replaced?.length]).toEqual([200, 3]);
	const [start, end] = [off, next].map((day) => momentOf(day, '00:00').toISOString());
	expect(planOf(off, next)).toEqual([{ activity_id: 5, start, end }]);
	expect(planOf(next, night)).toHaveLength(1);
	expect(await send(leave)).toMatchObject({ status: 200, changes: [{ action: 'unchanged' }] });
	expect(planOf(off, next)).toHaveLength(1);

	// Day first, and the last day is part of the leave.
	const dayFirst = (day: string) => day.split('-').reverse().join('/');
	const [afterNext] = [night];
	expect((await send({ ...leave, from: dayFirst(next), to: dayFirst(next) })).status).toBe(200);
	const [nextStart, nextEnd] = [next, afterNext].map((day) => momentOf(day, '00:00').toISOString());
	expect(planOf(next, afterNext)).toEqual([{ activity_id: 5, start: nextStart, end: nextEnd }]);

	expect((await send({ ...leave, login: 'nobody' })).status).toBe(404);
	const overMidnight = await send({ login: 'evacher', from: after, to: after });
	expect(overMidnight).toMatchObject({ status: 422, planned: false });
	expect(overMidnight.reason).toMatch(/not within|reaches outside/);
	expect((await send({ ...leave, to: today })).status).toBe(422);
	token.active = false;
	expect((await send(leave)).status).toBe(500);
});
