import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoContactManagerTrigger } from '../../nodes/ContactManager/KiamoContactManagerTrigger.node';
import type { Simulator } from '../../simulator';
import { credentialsOf, locate } from '../contactManager/support';
import { Poller, type Poll, type PollerRequest } from '../support/poller';

export const minute = 60_000;

/** An item of the Contact Manager Trigger. */
export interface Emitted extends IDataObject {
	event: string;
	eventId: string;
	id: string;
	contactLastName: string;
}

/** The Contact Manager Trigger on the first base of a simulator; a node of its own, as its process remembers nodes. */
export function contactTrigger(
	simulator: Simulator,
	parameters: INodeParameters = {},
	request: Partial<PollerRequest> = {},
): Poller {
	return new Poller({
		node: new KiamoContactManagerTrigger(),
		credentials: credentialsOf(simulator),
		parameters: { base: locate(simulator.bases[0].id), ...parameters },
		settings: { id: randomUUID() },
		...request,
	});
}

/** What a poll has put out, in words: `created Martin`. */
export const emittedEvents = ({ items }: Pick<Poll, 'items'>) =>
	((items ?? []) as unknown as Emitted[]).map(({ event, contactLastName }) => `${event} ${contactLastName}`);
