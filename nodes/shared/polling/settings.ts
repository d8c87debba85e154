import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import { openKiamo, type Kiamo } from '../transport/client';
import type { RequestOptions } from '../transport/connection';
import { wholeNumber } from '../values/numbers';

/** What the user set under the options that every trigger with a feed has. */
export interface FeedOptions {
	mostItems?: number;
	overlap?: number;
	startFrom?: 'date' | 'everything' | 'now';
	startDate?: string;
}

/** How a trigger reads, for one poll. */
export interface PollSettings<Options extends FeedOptions = FeedOptions> {
	context: IPollFunctions;
	kiamo: Kiamo;
	options: Options;
	/** How late a change may show up, in milliseconds. */
	overlap: number;
	/** Items of one execution. */
	maxItems: number;
	/** When to stop, in milliseconds of n8n's clock. */
	until: number;
}

const defaultMostItems = 1_000;
const defaultOverlapMinutes = 2;

/** The most items of one execution, for every trigger. */
export const mostItemsOption: INodeProperties = {
	displayName: 'Max Items per Execution',
	name: 'mostItems',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: defaultMostItems,
	description: 'When more has changed, the rest comes with the next polls, and each item says moreToFollow',
};

/** How a feed is read and where it starts, for the options of a trigger; `rows` names what it tells of (`contacts`). */
export function feedOptions(rows: string): INodeProperties[] {
	return [
		mostItemsOption,
		{
			displayName: 'Overlap (Minutes)',
			name: 'overlap',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: defaultOverlapMinutes,
			description: 'How late Kiamo may show a change that still is not missed',
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description:
				'For Start From: A Date. When you publish with another date, the trigger goes back to it: what happened since comes again, under the same eventId.',
		},
		{
			displayName: 'Start From',
			name: 'startFrom',
			type: 'options',
			default: 'now',
			description: 'Which changes to emit when the workflow is published for the first time',
			options: [
				{ name: 'A Date', value: 'date', description: `What happened to ${rows} since the start date` },
				{ name: 'Everything', value: 'everything', description: `All ${rows} that are there` },
				{ name: 'Now', value: 'now', description: 'Only what changes from now on' },
			],
		},
	];
}

/** Reads the options of a trigger and opens Kiamo; no wait for it goes beyond `until`. */
export async function openPoll<Options extends FeedOptions>(
	context: IPollFunctions,
	until = Infinity,
): Promise<PollSettings<Options>> {
	const kiamo = await openKiamo(context, context.getNodeParameter('requestOptions', {}) as RequestOptions);
	kiamo.connection.deadline = until;
	const options = context.getNodeParameter('options', {}) as Options;
	return {
		context,
		kiamo,
		options,
		overlap: (options.overlap ?? defaultOverlapMinutes) * 60_000,
		maxItems: wholeNumber('Max Items per Execution', options.mostItems ?? defaultMostItems),
		until,
	};
}
