import { setTimeout as sleep } from 'node:timers/promises';
import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { expect, test } from '../support/test';
import { pace, publishAndPoll, readExample, readMessages } from './support';

const example = readExample('off-plan-alert.json');

const minute = 60_000;

// An agent on shift logs out; the supervisor gets a message after ten minutes, which is closed when the agent is back.
test('On shift but logged out 10 minutes → supervisor: one message, closed when the agent is back', async ({
	session,
	simulator,
	credential,
	publish,
}) => {
	const { agents, planning, states } = simulator.centre;
	const now = () => simulator.clock.now().getTime();
	const odette = { first_name: 'Odette', last_name: 'Pauvert', login: 'opauvert', group_ids: [1] };
	const { id } = agents.add(odette);
	const [start, end] = [-2, 2].map((hours) => new Date(now() + hours * 60 * minute));
	planning.plan({ agent_id: id, activity_id: 1, start, end });
	states.set(id, { state: 'available' }, now() - 60 * minute);
	const chosen = changeNode(chooseKiamo(example, credential, {}), 'Off plan', {
		parameters: { filters: { agents: [String(id)] } },
	});
	await publishAndPoll(session, publish, chosen);

	states.set(id, { state: 'logged_out' }, now() - 9.5 * minute);
	const statuses = async () => (await readMessages(session, odette.last_name)).map(({ status }) => status);
	await sleep(2 * pace * 1000);
	expect(await statuses(), 'before ten minutes have passed').toEqual([]);
	await expect.poll(statuses).toEqual(['open']);
	states.set(id, { state: 'available' });
	await expect.poll(statuses).toEqual(['closed']);
});
