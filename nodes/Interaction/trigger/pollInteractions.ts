import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { lastRows } from '../../shared/polling/pollFeed';
import type { PollResult, PollStart } from '../../shared/polling/poller';
import { pollCallbacks, type CallbackState } from './callbacks';
import { needsFeed, pollChanges, type ChangeState } from './changes';
import { happening, kindsOf, momentOf, statusesOf, type EventName, type Happening } from './events';
import type { Interaction } from '../interaction/simplify';
import { toItems } from './items';
import { openSetup, type Part, type Setup } from './setup';
import { pollWaiting, type WaitingState } from './waiting';

/** What the trigger knows from one poll to the next. */
export interface InteractionState {
	waiting?: WaitingState;
	callbacks?: CallbackState;
	changes?: ChangeState;
}

/** What a sample is chosen from, and how many there are for each event. */
const sampledRows = 100;
const samples = 2;

/** Reads what has happened since the last poll. What waits for somebody comes first, where not all has room. */
export async function pollInteractions(
	context: IPollFunctions,
	{ saved, firstPollAt, until }: PollStart<InteractionState>,
): Promise<PollResult<InteractionState>> {
	const setup = await openSetup(context, until);
	const happenings: Happening[] = [];
	const state: InteractionState = {};
	let isCapped = false;
	const take = <State>(part: Part<State>): State => {
		happenings.push(...part.happenings);
		isCapped ||= !part.isComplete;
		return part.state;
	};
	const room = () => setup.maxItems - happenings.length;
	if (setup.events.has('waitingLongerThan'))
		state.waiting = take(await pollWaiting(setup, saved?.waiting, firstPollAt, room()));
	if (setup.events.has('callbackDueSoon'))
		state.callbacks = take(await pollCallbacks(setup, saved?.callbacks, firstPollAt, room()));
	if (needsFeed(setup))
		state.changes = take(await pollChanges({ ...setup, maxItems: room() }, saved?.changes, firstPollAt));
	return { items: await toItems(setup, happenings), state, isCapped };
}

/** Some of the interactions that changed last and can be shown for the chosen events; nothing is saved. */
export async function sampleInteractions(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const setup = await openSetup(context);
	const happenings: Happening[] = [];
	for (const event of setup.events) happenings.push(...(await samplesOf(setup, event)));
	const items = await toItems(setup, happenings);
	return items.length > 0 ? [items.map((json) => ({ json }))] : null;
}

async function samplesOf({ kiamo, query, fits }: Setup, event: EventName): Promise<Happening[]> {
	const asked = { query: { ...query, status: statusesOf[event] } };
	const rows = await lastRows(kiamo, 'listInteractions', asked, sampledRows);
	const serverNow = Date.now() + kiamo.connection.clockAhead;
	const shown = rows
		.filter((row) => fits(event, row))
		.flatMap((row) => {
			const at = momentOf(event, row);
			return at === null ? [] : [happening(event, row, at, { more: sampleOf(event, row, at, serverNow) })];
		});
	return shown.slice(-samples);
}

/** What an item of an event says beside, as far as a row shows it. */
function sampleOf(event: EventName, row: Interaction, at: string, serverNow: number): Happening['more'] {
	switch (event) {
		case 'callbackDueSoon':
			return { dueInSeconds: Math.round((Date.parse(at) - serverNow) / 1000) };
		case 'recordingAvailable':
			return { kind: kindsOf(row)[0] };
		case 'statusChanged':
			return { previousStatus: null, status: row.status };
		case 'waitingLongerThan':
			return { waitingSeconds: row.waiting_seconds ?? null };
		default:
			return undefined;
	}
}
