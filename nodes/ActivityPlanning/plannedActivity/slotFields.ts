import type { INodeProperties } from 'n8n-workflow';

import { agentLocator } from '../../shared/lists/agents';
import { readId } from '../../shared/lists/locator';
import type { Run } from '../../shared/operation/operation';
import { listItems } from '../../shared/operation/run';
import { readMoment } from '../../shared/values/dates';
import { originOf, timezoneOption } from '../../shared/values/zones';
import { readText } from '../../shared/values/text';
import { optionsOf } from '../../shared/operation/properties';
import { activityLocator } from '../activity/locator';
import type { NewSlot } from './slot';
import { readEnd } from './times';

export const startField: INodeProperties = {
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	description: 'Local time such as 2026-03-01T08:30, or a time with an offset',
};

export const endField: INodeProperties = {
	displayName: 'End',
	name: 'end',
	type: 'dateTime',
	default: '',
	description:
		'Local time, or a time with an offset. An expression can also return a time of day: 06:00 is the next one after the start.',
};

export const durationField: INodeProperties = {
	displayName: 'Duration (Minutes)',
	name: 'duration',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 480,
	description:
		'Wall-clock duration: 8 hours from 22:00 ends at 06:00, even when daylight saving time changes',
};

export const commentField: INodeProperties = {
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	default: '',
	description: 'Note shown in the schedule, up to 255 characters',
};

/** What a slot is, for operations that plan; `options` are shown in addition to those of every slot. */
export function slotFields(options: INodeProperties[] = []): INodeProperties[] {
	return [
		agentLocator,
		activityLocator,
		{ ...startField, required: true },
		{
			displayName: 'End Given As',
			name: 'endGivenAs',
			type: 'options',
			noDataExpression: true,
			default: 'end',
			options: [
				{ name: 'Duration', value: 'duration' },
				{ name: 'End', value: 'end' },
			],
		},
		{ ...endField, required: true, displayOptions: { show: { endGivenAs: ['end'] } } },
		{ ...durationField, displayOptions: { show: { endGivenAs: ['duration'] } } },
		optionsOf([commentField, timezoneOption, ...options]),
	];
}

/** Options of every slot. */
export interface SlotOptions {
	comment?: unknown;
	timezone?: unknown;
}

/** What an item plans, and the zone of its times. */
export interface SlotInput {
	slot: NewSlot;
	zone: string;
}

/** Reads the slots of a run, and notes the items whose local times clocks show twice. */
export class SlotReader {
	private readonly twice = new Set<number>();

	constructor(private readonly run: Run) {}

	/** Reads what an item plans. Throws a NodeOperationError or a RangeError when it cannot be planned. */
	read(item: number): SlotInput {
		const { run } = this;
		const options = run.read<SlotOptions>('options', item, {});
		const origin = originOf(run, options.timezone);
		const agent_id = readId(run, 'agent', item);
		const activity_id = readId(run, 'activity', item);
		const start = readMoment('Start', run.read('start', item, ''), origin);
		const isDuration = run.read<string>('endGivenAs', item, 'end') === 'duration';
		const given = isDuration
			? { duration: run.read<unknown>('duration', item) }
			: { end: run.read<unknown>('end', item, '') };
		const end = readEnd(start.at, given, origin);
		if (start.isTwice || end.isTwice) this.twice.add(item);
		const comment = readComment(options.comment);
		return {
			slot: {
				agent_id,
				activity_id,
				start: new Date(start.at).toISOString(),
				end: new Date(end.at).toISOString(),
				...(comment === undefined ? {} : { comment }),
			},
			zone: origin.zone,
		};
	}

	/** Says above the output which times were not clear. */
	hint(): void {
		if (this.twice.size === 0) return;
		this.run.hint(
			`The start or end is ambiguous because of daylight saving time: ${listItems([...this.twice])}. The earlier time was used. Enter the time with its offset to use the later one.`,
		);
	}
}

/** The comment of a slot; undefined for a blank one. Throws a RangeError for one that is too long. */
export function readComment(value: unknown): string | undefined {
	const comment = readText('Comment', value);
	if (comment.length > 255) {
		throw new RangeError(`Comment has ${comment.length} characters; Kiamo takes up to 255`);
	}
	return comment || undefined;
}
