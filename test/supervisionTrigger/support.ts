import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoSupervisionTrigger } from '../../nodes/Supervision/KiamoSupervisionTrigger.node';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { Poller, type Poll, type PollerRequest } from '../support/poller';

export const minute = 60_000;

/** An item of an alarm. */
export interface Alarm extends IDataObject {
	event: string;
	/** The indicator of an alarm; an opening has none. */
	indicator?: string;
	status: string;
	eventId: string;
	alarmId: string;
	id: string;
	name: string;
	value?: number;
	since: string;
	at: string;
	seconds: number;
}

/** A contact center without a past whose clock stands still. */
export async function startCentre(now = '2026-03-02T09:00:00Z'): Promise<Simulator> {
	return await startSimulator({ contacts: 0, history: 0, clock: new Clock(new Date(now)) });
}

/** The trigger with these rules; a node of its own, as its process remembers nodes. */
export function triggerOn(
	simulator: Simulator,
	rules: INodeParameters,
	{ options = {}, ...request }: Partial<PollerRequest> & { options?: INodeParameters } = {},
): Poller {
	return new Poller({
		node: new KiamoSupervisionTrigger(),
		credentials: credentialsOf(simulator),
		parameters: { rules, options },
		settings: { id: randomUUID() },
		...request,
	});
}

/** What a poll has put out, in words: `raised Accueil 12`, `opened Accueil`. */
export const emittedEvents = ({ items, error }: Poll) => {
	if (error) throw error;
	return ((items ?? []) as Alarm[]).map(({ status, name, value }) =>
		[status, name, value].filter((word) => word !== undefined).join(' '),
	);
};

/** Lets time pass at Kiamo, then polls. */
export async function pollAfter(
	simulator: Simulator,
	poller: Poller,
	milliseconds = minute,
): Promise<string[]> {
	simulator.clock.advance(milliseconds);
	return emittedEvents(await poller.poll());
}
