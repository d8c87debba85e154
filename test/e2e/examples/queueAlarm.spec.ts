import { setTimeout as sleep } from 'node:timers/promises';
import english from '../../../examples/queue-alarm.json';
import { atPace, changeNode, chooseKiamo } from '../../../scripts/workflow';
import { expect, test } from '../support/test';
import { callIn, openService, pace, readExample, readMessages } from './support';

const example = readExample('queue-alarm.json');

const name = 'Hotline du soir';
const twoPolls = 2 * pace * 1000 + 2000;

// A queue grows over the threshold, falls below it but not far enough, then far enough, and soon grows again.
test('Queue over threshold → message: one message, closed on recovery', async ({
	session,
	simulator,
	credential,
	publish,
}) => {
	const service = openService(simulator, name);
	const [rule] = english.nodes.flatMap(({ parameters: { rules } }) => rules?.serviceThreshold ?? []);
	// At once, so that the test need not wait two minutes for it.
	const rules = { serviceThreshold: [{ ...rule, ids: [String(service)], minutes: 0 }] };
	const chosen = changeNode(chooseKiamo(example, credential, {}), 'Too many are waiting', {
		parameters: { rules },
	});
	await publish(atPace(chosen, pace));

	const calls = callIn(simulator, service, 12);
	const abandon = (count: number) => {
		for (const id of calls.splice(0, count)) simulator.centre.abandon(id);
	};
	const statuses = async () => (await readMessages(session, name)).map(({ status }) => status);
	await expect.poll(statuses).toEqual(['open']);
	abandon(4);
	await sleep(twoPolls);
	expect(await statuses(), 'while 8 are waiting').toEqual(['open']);
	abandon(4);
	await expect.poll(statuses).toEqual(['closed']);
	callIn(simulator, service, 12);
	await sleep(twoPolls);
	expect(await statuses(), 'soon after').toEqual(['closed']);
});
