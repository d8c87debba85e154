import type { INodeProperties } from 'n8n-workflow';

import type { Arguments } from '../../shared/transport/client';
import type { Interaction } from '../interaction/simplify';

/** What the trigger can tell of. */
export type EventName =
	| 'abandoned'
	| 'answered'
	| 'callbackDueSoon'
	| 'created'
	| 'ended'
	| 'qualified'
	| 'recordingAvailable'
	| 'statusChanged'
	| 'waitingLongerThan';

/** Something that happened to an interaction. */
export interface Happening {
	event: EventName;
	/** Names the happening, so that one told twice can be known. */
	eventId: string;
	/** When it happened, as Kiamo writes moments. */
	at: string;
	row: Interaction;
	/** What the item says beside. */
	more?: { [key: string]: string | number | null };
}

type Query = NonNullable<Arguments<'listInteractions'>['query']>;

export const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['ended'],
	options: [
		{
			name: 'Callback Due Soon',
			value: 'callbackDueSoon',
			description:
				'Some minutes before a scheduled interaction is due, once for each date it is given. Costs a request per poll of its own.',
		},
		{
			name: 'Interaction Abandoned',
			value: 'abandoned',
			description: 'The customer gave up waiting',
		},
		{ name: 'Interaction Answered', value: 'answered', description: 'An agent took it for the first time' },
		{ name: 'Interaction Created', value: 'created' },
		{
			name: 'Interaction Ended',
			value: 'ended',
			description: 'The agent is done with it, wrap-up included',
		},
		{
			name: 'Interaction Qualified',
			value: 'qualified',
			description: 'An agent chose a qualification, or another one',
		},
		{
			name: 'Recording or Voicemail Available',
			value: 'recordingAvailable',
			description: 'It can be downloaded with the node Kiamo Interaction',
		},
		{
			name: 'Status Changed',
			value: 'statusChanged',
			description: 'Tells the status at this poll and at the one before',
		},
		{
			name: 'Waiting Longer Than',
			value: 'waitingLongerThan',
			description: 'Once for each interaction that waits that long. Costs a request per poll of its own.',
		},
	],
};

/** The statuses in which interactions are that can be shown for an event; any unless given. */
export const statusesOf: Partial<Record<EventName, Query['status']>> = {
	abandoned: ['abandoned'],
	answered: ['in_progress', 'wrap_up', 'ended'],
	callbackDueSoon: ['scheduled'],
	ended: ['ended'],
	qualified: ['wrap_up', 'ended'],
	recordingAvailable: ['ended', 'abandoned'],
	waitingLongerThan: ['waiting'],
};

/** When an event came to an interaction, as far as its row shows; null when it did not. */
export function momentOf(event: EventName, row: Interaction): string | null {
	switch (event) {
		case 'abandoned':
		case 'ended':
			return row.status === event ? (row.ended_at ?? row.updated_at) : null;
		case 'answered':
			return row.answered_at ?? null;
		case 'callbackDueSoon':
			return row.scheduled_date ?? null;
		case 'created':
			return row.created_at;
		case 'qualified':
			return row.qualified_at ?? null;
		case 'recordingAvailable':
			return kindsOf(row).length > 0 ? row.updated_at : null;
		case 'statusChanged':
		case 'waitingLongerThan':
			return row.updated_at;
	}
}

/** What an interaction has to listen to. */
export function kindsOf({ has_recording, has_voicemail }: Interaction): Array<'recording' | 'voicemail'> {
	return [...(has_recording ? ['recording' as const] : []), ...(has_voicemail ? ['voicemail' as const] : [])];
}

/** A happening of an event; `version` tells it from others of its kind, the moment unless given. */
export function happening(
	event: EventName,
	row: Interaction,
	at: string,
	{ version = at, more }: { version?: string; more?: Happening['more'] } = {},
): Happening {
	return { event, eventId: `${row.id}|${version}|${event}`, at, row, more };
}
