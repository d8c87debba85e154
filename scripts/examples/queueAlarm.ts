import { setTimeout as sleep } from 'node:timers/promises';
import example from '../../examples/queue-alarm.json';
import { atPace, changeNode, chooseKiamo, publish } from '../example';
import { until } from '../sandbox/process';
import { callIn, openService } from './centre';
import { makeMessages, readMessages } from './messages';
import { pace, type Scenario } from './scenario';

const name = 'Hotline du soir';
const twoPolls = 2 * pace * 1000 + 2000;

/** A queue grows over the threshold, falls below it but not far enough, then far enough, and grows again soon after. */
export const queueAlarm: Scenario = {
	name: 'Queue over threshold → message: one message, closed on recovery',
	async play({ session, simulator, credential }) {
		await makeMessages(session);
		const service = openService(simulator, name);
		const [rule] = example.nodes.flatMap(({ parameters: { rules } }) => rules?.serviceThreshold ?? []);
		// At once, so that nobody has to wait two minutes for it.
		const rules = { serviceThreshold: [{ ...rule, ids: [String(service)], minutes: 0 }] };
		const chosen = changeNode(chooseKiamo(example, credential, {}), 'Too many are waiting', {
			parameters: { rules },
		});
		await publish(session, atPace(chosen, pace));

		const calls = callIn(simulator, service, 12);
		const abandon = (count: number) => {
			for (const id of calls.splice(0, count)) simulator.centre.abandon(id);
		};
		const inStatus = async (status: string) => {
			const messages = await readMessages(session, name);
			return messages.find((message) => message.status === status);
		};
		const opened = await until('The message', () => inStatus('open'));
		abandon(4);
		await sleep(twoPolls);
		if (!(await inStatus('open'))) throw new Error('The message was closed while 8 were waiting');
		abandon(4);
		const closed = await until('The end of the message', () => inStatus('closed'));
		callIn(simulator, service, 12);
		await sleep(twoPolls);
		const messages = await readMessages(session, name);
		if (messages.length !== 1 || messages[0].status !== 'closed')
			throw new Error(`Instead of one closed message there are ${JSON.stringify(messages)}`);
		return `“${String(opened.text)}”, then “${String(closed.outcome)}”`;
	},
};
