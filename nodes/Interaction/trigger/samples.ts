import type { IDataObject } from 'n8n-workflow';

import { sampleRows } from '../../shared/polling/sampleRows';
import type { Interaction } from '../../shared/operation/interactions';
import { kindsOf, momentOf, statusesOf, toEvent, type EventName, type InteractionEvent } from './events';
import { toItems } from './items';
import type { Setup } from './setup';

/** What a sample is chosen from, and how many there are for each event. */
const sampledRows = 100;
const samples = 2;

/** Some of the interactions that changed last and can be shown for these events. */
export async function sampleEvents(setup: Setup, events: EventName[]): Promise<IDataObject[]> {
	const all: InteractionEvent[] = [];
	for (const event of events) all.push(...(await samplesOf(setup, event)));
	return await toItems(setup, all);
}

async function samplesOf(
	{ kiamo, query, matchesFilters }: Setup,
	event: EventName,
): Promise<InteractionEvent[]> {
	const asked = { query: { ...query, status: statusesOf[event] } };
	const rows = await sampleRows(kiamo, 'listInteractions', asked, sampledRows);
	const serverNow = Date.now() + kiamo.connection.clockAhead;
	const shown = rows
		.filter((row) => matchesFilters(event, row))
		.flatMap((row) => {
			const at = momentOf(event, row);
			return at === null ? [] : [toEvent(event, row, at, { more: moreOf(event, row, at, serverNow) })];
		});
	return shown.slice(-samples);
}

/** What else an item of an event holds, as far as a row shows it. */
function moreOf(event: EventName, row: Interaction, at: string, serverNow: number): InteractionEvent['more'] {
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
