import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoAgentTrigger } from '../../nodes/Agent/KiamoAgentTrigger.node';
import type { Simulator } from '../../simulator';
import { Poller, type Poll, type PollerRequest } from '../support/poller';

export const minute = 60_000;
export const node = new KiamoAgentTrigger();

/** An item of the Agent Trigger. */
export interface Emitted extends IDataObject {
	event: string;
	eventId: string;
	id: string;
	login: string;
	updated_at: string;
	/** Of an event of a state. */
	state?: string;
	since?: string;
}

/** The Agent Trigger on a simulator; a node of its own, as its process remembers nodes. */
export function agentTrigger(
	{ url, token }: Pick<Simulator, 'url' | 'token'>,
	parameters: INodeParameters = {},
	request: Partial<PollerRequest> = {},
): Poller {
	return new Poller({
		node,
		credentials: { serverUrl: url, apiToken: token },
		parameters,
		settings: { id: randomUUID() },
		...request,
	});
}

export const emitted = ({ items }: Pick<Poll, 'items'>) => (items ?? []) as Emitted[];

/** What a poll has put out, in words: `loggedIn narnaud available`. */
export const emittedEvents = (poll: Pick<Poll, 'items'>) =>
	emitted(poll).map(({ event, login, state }) => [event, login, state].filter(Boolean).join(' '));
