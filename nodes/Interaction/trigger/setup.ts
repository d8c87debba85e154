import type { IPollFunctions } from 'n8n-workflow';

import type { Interaction } from '../interaction/simplify';
import type { Arguments } from '../../shared/transport/client';
import { checkId } from '../../shared/lists/locator';
import { positiveNumber } from '../../shared/values/numbers';
import { openPoll, type PollSettings } from '../../shared/polling/settings';
import type { EventName, Happening } from './events';
import type { TriggerFilters, TriggerOptions } from './options';

type Query = NonNullable<Arguments<'listInteractions'>['query']>;

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup extends PollSettings<TriggerOptions> {
	events: ReadonlySet<EventName>;
	/** Milliseconds before a date at which Callback Due Soon comes. */
	lead: number;
	/** Milliseconds of waiting after which Waiting Longer Than comes. */
	thresholdMs: number;
	/** The filters, for lists of how things are now; a feed would lose what a transfer takes out of it. */
	query: Query;
	/** Whether the filters let an event of an interaction through. */
	fits(event: EventName, row: Interaction): boolean;
}

/** What one part of a poll brought. */
export interface Part<State> {
	happenings: Happening[];
	state: State;
	/** Whether all was told that there is to tell. */
	isComplete: boolean;
}

const minuteMs = 60_000;

/** Reads the parameters of the trigger and opens Kiamo; no wait for it goes beyond `until`. */
export async function openSetup(context: IPollFunctions, until?: number): Promise<Setup> {
	const settings = await openPoll<TriggerOptions>(context, until);
	const events = new Set(context.getNodeParameter('events', []) as EventName[]);
	const {
		agents,
		channels = [],
		direction,
		minimumDuration = 0,
		qualifications,
		services,
	} = context.getNodeParameter('filters', {}) as TriggerFilters;
	const ids = (thing: string, values: unknown = []) =>
		[values].flat().map((value) => checkId(context.getNode(), thing, value));
	const service_id = ids('service', services);
	const agent_id = ids('agent', agents);
	const wanted = ids('qualification', qualifications);
	const shortest = minimumDuration ? positiveNumber('Minimum Duration', minimumDuration) : 0;
	const minutesOf = (event: EventName, label: string, name: string, defaultMinutes: number) =>
		events.has(event) ? positiveNumber(label, context.getNodeParameter(name, defaultMinutes)) * minuteMs : 0;
	return {
		...settings,
		events,
		lead: minutesOf('callbackDueSoon', 'Minutes Before', 'minutesBefore', 15),
		thresholdMs: minutesOf('waitingLongerThan', 'Minutes of Waiting', 'minutesWaiting', 5),
		query: { service_id, agent_id, channel: channels as Query['channel'], direction },
		fits: (event, row) =>
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
