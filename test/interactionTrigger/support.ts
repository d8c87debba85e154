import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoInteractionTrigger } from '../../nodes/Interaction/KiamoInteractionTrigger.node';
import { Clock, startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';
import { Poller, type Poll, type PollerRequest } from '../support/poller';

export const second = 1000;
export const minute = 60_000;
export const hour = 60 * minute;

/** The credential of a simulator. */
export const credentialsOf = (simulator: Simulator, more: IDataObject = {}) => ({
	serverUrl: simulator.url,
	apiToken: simulator.token,
	...more,
});

/** Services of the simulator: calls in, calls in, calls out, and emails. */
export const [reception, clients, callbacks, mails] = [1, 2, 4, 7];
/** Agents of the simulator. */
export const [first, other] = [1, 2];
/** A qualification of the reception and of the clients' service. */
export const [handled, followUp] = [3, 5];

/** An item of the Interaction Trigger. */
export interface Emitted extends IDataObject {
	event: string;
	eventId: string;
	at: string;
	id: string;
}

/** A contact center without a past, whose clock stands still until it is moved. */
export async function startCentre(options: SimulatorOptions = {}): Promise<Simulator> {
	const clock = new Clock(new Date('2026-03-28T23:30:00Z'));
	return await startSimulator({ contacts: 0, history: 0, clock, ...options });
}

/** The Interaction Trigger; a node of its own, as its process remembers nodes. */
export function interactionTrigger(
	simulator: Simulator,
	parameters: INodeParameters = {},
	request: Partial<PollerRequest> = {},
): Poller {
	return new Poller({
		node: new KiamoInteractionTrigger(),
		credentials: credentialsOf(simulator),
		parameters,
		settings: { id: randomUUID() },
		...request,
	});
}

export const emitted = ({ items }: Pick<Poll, 'items'>) => (items ?? []) as Emitted[];

/** What a poll has put out, in words: `created 12`. Fails for a poll that failed. */
export function emittedEvents(poll: Poll): string[] {
	if (poll.error) throw poll.error;
	return emitted(poll).map(({ event, id }) => `${event} ${id}`);
}
