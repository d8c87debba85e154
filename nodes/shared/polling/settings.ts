import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	IPollFunctions,
} from 'n8n-workflow';

import { openKiamo, type Kiamo } from '../transport/client';
import type { RequestOptions } from '../transport/connection';
import { overlapMinutes } from '../transport/contract';
import { wholeNumber } from '../values/numbers';
import { limitTime } from './deadline';
import { PollClock, type ClockReading } from './clock';

/** What the user set under Options, for every trigger. */
export interface CommonOptions {
	mostItems?: number;
}

/** What the user set under Options, for a trigger with a feed of changes. */
export interface FeedOptions extends CommonOptions {
	overlap?: number;
	startFrom?: 'date' | 'everything' | 'now';
	startDate?: string;
}

/** What every poll needs. Durations and moments are in milliseconds. */
export interface PollSettings<Options extends CommonOptions = FeedOptions> {
	context: IPollFunctions;
	kiamo: Kiamo;
	options: Options;
	clock: PollClock;
	/** How late a change may show up. */
	lookback: number;
	/** Items of one execution. */
	maxItems: number;
	/** When to stop, by n8n's clock. */
	until: number;
	/** Tells the user, in the log, what items lack. */
	hint(message: string): void;
}

/** What starts the workflow, for triggers whose events are chosen by name. */
export const eventsParameter = (
	given: Partial<Pick<INodeProperties, 'default' | 'description' | 'options'>>,
): INodeProperties => ({
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: [],
	...given,
});

/** The subtitle of a trigger: the events or rules that are chosen in a parameter, by the names that the panel shows. */
export function eventSubtitle({ name, type, options = [] }: INodeProperties): string {
	const words = Object.fromEntries(
		(options as Array<INodePropertyOptions | INodePropertyCollection>).map((option) =>
			'values' in option ? [option.name, option.displayName] : [option.value, option.name],
		),
	);
	const chosen = type === 'fixedCollection' ? `Object.keys($parameter["${name}"])` : `$parameter["${name}"]`;
	return `={{ [${chosen}].flat().map((event) => (${JSON.stringify(words)})[event] ?? event).join(", ") }}`;
}

const defaultMaxItems = 1_000;

/** The most items of one execution, for every trigger. */
export const maxItemsOption: INodeProperties = {
	displayName: 'Max Items per Execution',
	name: 'mostItems',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: defaultMaxItems,
	description: 'When more has changed, the rest comes with the next polls, and each item has moreToFollow',
};

/** How far back a feed is read again at each poll. */
export const lookbackOption: INodeProperties = {
	displayName: 'Lookback Window (Minutes)',
	name: 'overlap',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: overlapMinutes,
	description: 'How far back each poll looks for changes that appear late',
};

/** Where a feed starts, for the options of a trigger; `rows` names what it emits (`contacts`). */
export function startOptions(rows: string): INodeProperties[] {
	return [
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description:
				'For Start From: A Date. When you publish with another date, the trigger goes back to it and emits what happened since again, with the same eventId.',
		},
		{
			displayName: 'Start From',
			name: 'startFrom',
			type: 'options',
			default: 'now',
			description: 'Which changes to emit after the workflow is published for the first time',
			options: [
				{ name: 'A Date', value: 'date', description: `Changes to ${rows} since the start date` },
				{ name: 'Everything', value: 'everything', description: `All existing ${rows}` },
				{ name: 'Now', value: 'now', description: 'Only changes from now on' },
			],
		},
	];
}

/**
 * Reads the options of a trigger and opens Kiamo, without a request. No list is read further after `until`, and no request
 * starts after `lastRequest`; `last` are both clocks at the last poll.
 */
export async function openPoll<Options extends CommonOptions>(
	context: IPollFunctions,
	{ until, lastRequest, last }: { until: number; lastRequest: number; last?: ClockReading } = {
		until: Infinity,
		lastRequest: Infinity,
	},
): Promise<PollSettings<Options>> {
	const kiamo = await openKiamo(context, context.getNodeParameter('requestOptions', {}) as RequestOptions);
	const logRows = (rows: string) =>
		logOnce(context, 'rows', `rows that can't be read are left out until they can (${rows})`);
	kiamo.onBadRows = (count, list, missing) => logRows(`${list}: ${count} without ${missing.join(', ')}`);
	kiamo.onUnprovenEnd = () => logRows('the server returns the same rows for each page and no total');
	const options = context.getNodeParameter('options', {}) as Options & FeedOptions;
	return {
		context,
		kiamo: limitTime(kiamo, lastRequest),
		options,
		clock: new PollClock(kiamo.connection, last),
		lookback: (options.overlap ?? overlapMinutes) * 60_000,
		maxItems: wholeNumber('Max Items per Execution', options.mostItems ?? defaultMaxItems),
		until,
		hint: (message) => logOnce(context, 'hint', message),
	};
}

const logged = new Map<string, string>();

/** Logs what a node has to say about a matter, when it is something else than before. */
function logOnce(context: IPollFunctions, matter: string, text: string): void {
	const { id, name } = context.getNode();
	const key = `${id} ${matter}`;
	if (logged.get(key) === text) return;
	logged.set(key, text);
	context.logger.warn(`${name}: ${text}`);
}
