import type { IDataObject } from 'n8n-workflow';

import type { EventSource } from '../../shared/polling/eventSource';
import { changeOf, eventItem, type StateEvent, type Setup } from './setup';
import { isoOf, isWantedPause, readStays, secondsBetween, stayShower, type Stay } from './stays';
import { isWatched, pollWatched, type QueuedEvent, type Watched, type WatchedChange } from './watched';

const samples = 5;

/** Agents who log in or out, begin a pause or change state. */
export const stateChanges: EventSource<Setup, Watched<StateEvent>> = {
	key: 'states',
	isState(state): state is Watched<StateEvent> {
		return isWatched<StateEvent>(state);
	},
	async poll(setup, saved, room) {
		const list = {
			read: async () => await readStays(setup),
			beganAt: (stay: unknown) => (stay as Stay)[2],
			eventsOf: (change: WatchedChange) => eventsOf(setup, change),
			toItems: async (queue: Array<QueuedEvent<StateEvent>>) => await toItems(setup, queue),
		};
		return await pollWatched(setup, list, saved, room);
	},
	async sample(setup) {
		const queue: Array<QueuedEvent<StateEvent>> = [];
		for (const [id, stay] of await readStays(setup)) {
			const event = setup.stateEvents.find((each) => isWanted(each, stay, setup));
			if (event && (await setup.matchesFilters(id))) queue.push([event, id, null, stay]);
		}
		queue.sort(([, , , one], [, , , other]) => Number(one[2]) - Number(other[2]));
		return await toItems(setup, queue.slice(-samples));
	},
};

/**
 * What a change of a stay means. An agent that nobody has seen yet was logged out, unless nobody was ever seen. A state that is the same but began again
 * was left in between, and counts as entered again.
 */
function eventsOf(setup: Setup, { before, after, isFirst }: WatchedChange): StateEvent[] {
	const stay = after as Stay;
	const wasOut = before === undefined || before[0] === 'logged_out';
	if (before === undefined && !isFirst && stay[0] === 'logged_out') return [];
	return setup.stateEvents.filter(
		(event) => (event !== 'loggedIn' || wasOut) && isWanted(event, stay, setup),
	);
}

/** Whether an event can be that of a stay, whatever was before it. */
function isWanted(event: StateEvent, stay: Stay, setup: Setup): boolean {
	const [state] = stay;
	if (setup.states.length > 0 && !setup.states.includes(state)) return false;
	switch (event) {
		case 'enteredPause':
			return state === 'paused' && isWantedPause(stay, setup);
		case 'loggedIn':
			return state !== 'logged_out';
		case 'loggedOut':
			return state === 'logged_out';
		case 'stateChanged':
			return true;
	}
}

/** Makes the items of state events. Names cost one request for the agents and, for pauses, one for the reasons. */
async function toItems(setup: Setup, queue: Array<QueuedEvent<StateEvent>>): Promise<IDataObject[]> {
	if (queue.length === 0) return [];
	const agents = await setup.readAgents();
	const show = await stayShower(
		setup,
		queue.flatMap(([, , before, after]) => [before, after]),
	);
	return queue.map(([event, id, before, after]) => {
		const [state, , since] = after as Stay;
		return eventItem(agents, id, [event, `${state}|${isoOf(since)}`], {
			...changeOf(before && show(before), show(after)),
			secondsBefore: before && secondsBetween((before as Stay)[2], since),
		});
	});
}
