import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoActivityPlanningTrigger } from '../../nodes/ActivityPlanning/KiamoActivityPlanningTrigger.node';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { Poller, type Poll, type PollerRequest } from '../support/poller';

export const minute = 60_000;
export const day = 1440 * minute;

/** The activities of the simulator. */
export const [work, pause, training] = [1, 2, 3];

/** A Kiamo on a Tuesday at 09:00 UTC, with an empty planning. */
export async function startPlanning(): Promise<Simulator> {
	const simulator = await startSimulator({ contacts: 0, clock: new Clock(new Date('2026-03-24T09:00:00Z')) });
	simulator.centre.planning.clear();
	return simulator;
}

/** The trigger on a simulator; a node of its own, as its process remembers nodes. */
export function planningTrigger(
	simulator: Simulator,
	events: string[],
	parameters: INodeParameters = {},
	request: Partial<PollerRequest> = {},
): Poller {
	return new Poller({
		node: new KiamoActivityPlanningTrigger(),
		credentials: credentialsOf(simulator),
		parameters: { events, ...parameters },
		settings: { id: randomUUID() },
		...request,
	});
}

export interface Emitted extends IDataObject {
	event: string;
	eventId: string;
	/** The planned activity; Back on Plan may have none. */
	id: string;
	agent_id: string;
	reason?: string;
}

export const emitted = ({ items }: Pick<Poll, 'items'>) => (items ?? []) as unknown as Emitted[];

/** What a poll has put out, in words: `created 12`, or `offPlan agent 3`. */
export const emittedEvents = (poll: Poll) => {
	if (poll.error) throw poll.error;
	return emitted(poll).map(({ event, agent_id, alarmId, id }) =>
		alarmId ? `${event} agent ${agent_id}` : `${event} ${id}`,
	);
};

/** Plans a slot from so many minutes after the present on, by Kiamo's clock. */
export function plan(
	{ centre, clock }: Simulator,
	from: number,
	to: number,
	{ agent = 1, activity = work, lateBy = 0 } = {},
) {
	const now = clock.now().getTime();
	const [start, end] = [from, to].map((minutes) => new Date(now + minutes * minute));
	return centre.planning.plan({ agent_id: agent, activity_id: activity, start, end }, { lateBy });
}
