import { unpackStay, type Stay } from './stay';
import { unpackVersion } from './version';
import type { Change } from './watched';

export type StateEvent = 'enteredPause' | 'inStateLongerThan' | 'loggedIn' | 'loggedOut' | 'stateChanged';
export type AgentEvent = 'agentCreated' | 'agentDisabled' | 'agentUpdated';
export type EventName = StateEvent | AgentEvent;

export const stateEvents: StateEvent[] = [
	'enteredPause',
	'inStateLongerThan',
	'loggedIn',
	'loggedOut',
	'stateChanged',
];
export const agentEvents: AgentEvent[] = ['agentCreated', 'agentDisabled', 'agentUpdated'];

/** Something to tell: an event of an agent, with the texts of what was and what is. n8n's state holds it if it must wait. */
export type News = [event: EventName, id: string, before: string | null, after: string];

/** What the user wants to hear of states. */
export interface StateChoice {
	/** Only changes to these states; all if empty. */
	states: string[];
	/** Only pauses for these reasons; all if empty. */
	pauseReasons: string[];
	/** For In State Longer Than. */
	longStates: string[];
	longMs: number;
}

/** Whether an event may be told of a stay, whatever was before it. */
export function fits(event: StateEvent, { state, pauseReason }: Stay, choice: StateChoice): boolean {
	const isWanted = choice.states.length === 0 || choice.states.includes(state);
	const isWantedPause =
		state !== 'paused' ||
		choice.pauseReasons.length === 0 ||
		choice.pauseReasons.includes(String(pauseReason));
	switch (event) {
		case 'enteredPause':
			return isWanted && state === 'paused' && isWantedPause;
		case 'inStateLongerThan':
			return choice.longStates.includes(state) && isWantedPause;
		case 'loggedIn':
			return isWanted && state !== 'logged_out';
		case 'loggedOut':
			return isWanted && state === 'logged_out';
		case 'stateChanged':
			return isWanted;
	}
}

/**
 * What a change of a stay means. An agent whom nobody has seen yet was logged out. A state that is the same but began anew
 * was left in between, and counts as entered again.
 */
export function stateNews({ id, before, after }: Change, events: StateEvent[], choice: StateChoice): News[] {
	const now = unpackStay(after);
	const wasOut = before === undefined || unpackStay(before).state === 'logged_out';
	if (before === undefined && now.state === 'logged_out') return [];
	return events
		.filter(
			(event) =>
				event !== 'inStateLongerThan' && (event !== 'loggedIn' || wasOut) && fits(event, now, choice),
		)
		.map((event) => [event, id, before ?? null, after]);
}

/** What a change of an agent means. */
export function agentNews({ id, before, after }: Change, events: AgentEvent[]): News[] {
	const isDisabled = before !== undefined && unpackVersion(before).enabled && !unpackVersion(after).enabled;
	const happened: Record<AgentEvent, boolean> = {
		agentCreated: before === undefined,
		agentDisabled: isDisabled,
		agentUpdated: before !== undefined,
	};
	return events.filter((event) => happened[event]).map((event) => [event, id, before ?? null, after]);
}

/** When it happened, in milliseconds, for the order of the items. */
export function momentOf([event, , , after]: News, { longMs }: StateChoice): number {
	if (isAgentEvent(event)) return unpackVersion(after).updated || 0;
	return unpackStay(after).since + (event === 'inStateLongerThan' ? longMs : 0);
}

export function isAgentEvent(event: EventName): event is AgentEvent {
	return agentEvents.some((other) => other === event);
}
