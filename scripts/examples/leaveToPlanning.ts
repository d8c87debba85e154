import example from '../../examples/leave-to-planning.json';
import { dayOf, momentOf } from '../../simulator/paris';
import { changeNode, chooseKiamo, publish } from '../example';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';
import { ask } from './webhook';

const header = { name: 'X-Leave-Key', value: 'a-long-random-word' };

interface Answer {
	planned: boolean;
	gaveWay?: Array<{ from: string; until: string }>;
	reason?: string;
}

/** An HR tool sends leaves: one over a shift, the same again, and some that cannot be. */
export const leaveToPlanning: Scenario = {
	name: 'Approved leave → planning: the shift of that day gives way',
	async play({ n8n, session, simulator }) {
		const { agents, planning } = simulator.centre;
		const { id } = agents.add({ first_name: 'Élise', last_name: 'Vacher', login: 'evacher' });
		const [today, off, next, night, after] = [0, 3, 4, 5, 6].map((days) =>
			dayOf(simulator.clock.now(), days),
		);
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
		const leave = { id: 5, name: 'Congés (absence)' };
		const chosen = changeNode(chooseKiamo(example, credential, { activity: leave }), 'Leave approved', {
			credentials: { httpHeaderAuth: headerAuth },
		});
		await publish(session, chosen);
		const send = async (body: object, key = header.value) => {
			const answer = await ask(`${n8n.url}/webhook/kiamo-leave`, {
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
			return slots.map(({ activity_id, start, end }) => [activity_id, start, end]);
		};

		expectSame(
			'Without the key',
			(await send({ login: 'evacher', from: off, to: off }, 'guess')).status,
			403,
		);
		const wanted = { login: 'EVacher', from: off, to: off };
		const first = await send(wanted);
		expectSame('The first call', [first.status, first.gaveWay?.length], [200, 3]);
		const whole = [momentOf(off, '00:00'), momentOf(next, '00:00')].map((moment) => moment.toISOString());
		expectSame('The day of the leave', planOf(off, next), [[5, ...whole]]);
		expectSame('The day after', planOf(next, night).length, 1);
		const again = await send(wanted);
		expectSame('The same call again', [again.status, again.gaveWay?.length], [200, 0]);
		expectSame('The day of the leave', planOf(off, next).length, 1);

		expectSame('A login of nobody', (await send({ ...wanted, login: 'nobody' })).status, 404);
		const cut = await send({ login: 'evacher', from: after, to: after });
		expectSame('A shift over midnight', [cut.status, cut.planned], [422, false]);
		if (!cut.reason?.includes('not wholly within')) throw new Error(`The reason was: ${cut.reason ?? ''}`);
		expectSame('An end before the start', (await send({ ...wanted, to: today })).status, 422);
		token.active = false;
		expectSame('Without Kiamo', (await send(wanted)).status, 500);
		return `three slots gave way to one; refused with “${cut.reason.slice(0, 40)}…”`;
	},
};
