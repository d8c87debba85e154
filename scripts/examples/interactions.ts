import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../../simulator';
import { atPace, publish } from '../example';
import { until } from '../sandbox/process';
import type { Session, Workflow } from '../sandbox/session';
import { pace } from './scenario';

/** Publishes an example that begins with the Interaction Trigger, and waits until what happens is news to it. */
export async function publishAndPoll(
	session: Session,
	simulator: Simulator,
	workflow: Workflow,
): Promise<void> {
	const polls = () => simulator.counts.byOperation.listInteractions || 0;
	const before = polls();
	await publish(session, atPace(workflow, pace));
	await until('The first poll', async () => polls() > before || undefined);
	// It may have been another's.
	await sleep(2 * pace * 1000);
}
