import type { components } from '../../../contract/generated/types';

import { eventsParameter } from '../../shared/polling/settings';
import { versionOf } from '../../shared/polling/version';
import type { Arguments } from '../../shared/transport/client';
import type { Interaction } from '../../shared/operation/interactions';

/** What the trigger can emit. */
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
export interface InteractionEvent {
	event: EventName;
	/** Names the event, so that one emitted twice is recognized. */
	eventId: string;
	/** When it happened, as Kiamo writes moments. */
	at: string;
	row: Interaction;
	/** What else the item holds. */
	more?: { [key: string]: string | number | null };
}

type Query = NonNullable<Arguments<'listInteractions'>['query']>;

export const events = eventsParameter({
	default: ['ended'],
	options: [
		{
			name: 'Callback Due Soon',
			value: 'callbackDueSoon',
			description:
				'A scheduled interaction is due within Minutes Before. Emitted once per date. One more request per poll.',
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
			description: 'The agent has finished, including wrap-up',
		},
		{
			name: 'Interaction Qualified',
			value: 'qualified',
			description: 'An agent set or changed the qualification',
		},
		{
			name: 'Recording or Voicemail Available',
			value: 'recordingAvailable',
			description: 'Download it with the Kiamo Interaction node',
		},
		{
			name: 'Status Changed',
			value: 'statusChanged',
			description: 'The item contains the status at this poll and at the previous one',
		},
		{
			name: 'Waiting Longer Than',
			value: 'waitingLongerThan',
			description:
				'An interaction has waited for Minutes of Waiting. Emitted once per interaction. One more request per poll.',
		},
	],
});

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
			return row.status === event ? row.ended_at || row.updated_at : null;
		case 'answered':
			return row.answered_at || null;
		case 'callbackDueSoon':
			return row.scheduled_date || null;
		case 'created':
			return row.created_at;
		case 'qualified':
			return row.qualified_at || null;
		case 'recordingAvailable':
			return kindsOf(row).length > 0 ? row.updated_at : null;
		case 'statusChanged':
		case 'waitingLongerThan':
			return row.updated_at;
	}
}

/** What an interaction has to listen to. */
export function kindsOf({
	has_recording,
	has_voicemail,
}: Interaction): Array<components['schemas']['AttachmentKind']> {
	return [...(has_recording ? ['recording' as const] : []), ...(has_voicemail ? ['voicemail' as const] : [])];
}

/** An event of an interaction; `version` tells it from others of its kind, the moment unless given. */
export function toEvent(
	event: EventName,
	row: Interaction,
	at: string,
	{ version = at, more }: { version?: string; more?: InteractionEvent['more'] } = {},
): InteractionEvent {
	return { event, eventId: `${row.id}|${versionOf(version)}|${event}`, at, row, more };
}
