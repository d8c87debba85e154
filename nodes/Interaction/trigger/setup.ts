import type { Interaction } from '../../shared/operation/interactions';
import type { Arguments } from '../../shared/transport/client';
import { toIds } from '../../shared/lists/locator';
import { readList } from '../../shared/values/lists';
import type { PollSettings } from '../../shared/polling/settings';
import { positiveNumber } from '../../shared/values/numbers';
import type { EventName } from './events';
import type { TriggerFilters, TriggerOptions } from './options';

type Query = NonNullable<Arguments<'listInteractions'>['query']>;

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup extends PollSettings<TriggerOptions> {
	events: ReadonlySet<EventName>;
	/** How long before its date a callback is emitted, in milliseconds. */
	leadMs: number;
	/** How long an interaction waits before it is emitted, in milliseconds. */
	thresholdMs: number;
	/** The filters, for lists of how things are now; a feed would lose what a transfer takes out of it. */
	query: Query;
	/** Whether an interaction passes the filters when an event comes to it. */
	matchesFilters(event: EventName, row: Interaction): boolean;
}

const minuteMs = 60_000;

/** Reads the parameters of the trigger. */
export function openSetup(settings: PollSettings<TriggerOptions>): Setup {
	const { context } = settings;
	const events = new Set(readList('Events', context.getNodeParameter('events', [])) as EventName[]);
	const {
		agents,
		channels: givenChannels,
		direction,
		minimumDuration = 0,
		qualifications,
		services,
	} = context.getNodeParameter('filters', {}) as TriggerFilters;
	const channels = readList('Channels', givenChannels);
	const ids = (thing: string, values: unknown) => toIds(context.getNode(), thing, values);
	const service_id = ids('service', services);
	const agent_id = ids('agent', agents);
	const wanted = ids('qualification', qualifications);
	const shortest = minimumDuration ? positiveNumber('Minimum Duration', minimumDuration) : 0;
	const minutesOf = (event: EventName, label: string, name: string, defaultMinutes: number) =>
		events.has(event) ? positiveNumber(label, context.getNodeParameter(name, defaultMinutes)) * minuteMs : 0;
	return {
		...settings,
		events,
		leadMs: minutesOf('callbackDueSoon', 'Minutes Before', 'minutesBefore', 15),
		thresholdMs: minutesOf('waitingLongerThan', 'Minutes of Waiting', 'minutesWaiting', 5),
		query: { service_id, agent_id, channel: channels as Query['channel'], direction },
		matchesFilters: (event, row) =>
			isAmong(service_id, row.service_id) &&
			isAmong(agent_id, row.agent_id) &&
			isAmong(channels, row.channel) &&
			isAmong(direction ? [direction] : [], row.direction) &&
			isAmong(wanted, row.qualification?.id) &&
			(event !== 'ended' || (row.handling_seconds ?? 0) >= shortest),
	};
}

function isAmong(wanted: string[], value: unknown): boolean {
	return wanted.length === 0 || wanted.includes(String(value));
}
