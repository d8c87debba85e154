import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Run } from '../../shared/operation/operation';
import { readIsoMoment } from '../../shared/values/dates';
import { isBlank, quote } from '../../shared/values/text';
import { originOf, type Origin } from '../../shared/values/zones';
import type { Field } from '../field/fieldsOf';
import type { Entry } from '../matching/contactIndex';
import type { Matcher } from '../matching/matcher';
import { merge, unkeptName, type Merge, type Side } from '../matching/merge';
import { toFieldValue, type FieldValue, type FieldValues } from '../matching/values';
import { fieldsToClear, type FieldReader, type ReadItem } from './readFields';
import type { WriteOptions } from './writeOptions';

/** What is set for a sync of both sides. */
export interface MergeOptions {
	lastSyncedValues?: unknown;
	sourceChangedAt?: unknown;
	ifBothChanged?: 'later' | Side;
}

/** How changes of both sides are merged. */
export const mergeOptions: INodeProperties[] = [
	{
		displayName: 'If Both Sides Changed',
		name: 'ifBothChanged',
		type: 'options',
		default: 'later',
		description:
			'What to keep when the same field changed differently in the item and in Kiamo since the Last Synced Values',
		options: [
			{ name: "Kiamo's Value", value: 'kiamo' },
			{
				name: 'The Later Change',
				value: 'later',
				description:
					'By Source Changed At and the time of the contact in Kiamo. If one is unknown or both are equal, both sides keep their value.',
			},
			{ name: "The Item's Value", value: 'source' },
		],
	},
	{
		displayName: 'Last Synced Values',
		name: 'lastSyncedValues',
		type: 'json',
		default: '',
		description:
			'For a two-way sync: the "merged" output of the last sync of this contact, as an object. Changes of both sides are then merged field by field. If the option is set and empty, the contact was never synced.',
	},
	{
		displayName: 'Source Changed At',
		name: 'sourceChangedAt',
		type: 'dateTime',
		default: '',
		description: 'When the item last changed in its source, to decide If Both Sides Changed',
	},
];

/** What an item brings to a merge. */
export interface MergeInput {
	source: FieldValues;
	last: FieldValues;
	clears: ReadonlySet<string>;
	/** In milliseconds. */
	changedAt?: number;
	ifBothChanged: 'later' | Side;
}

/**
 * Reads what an item brings to a merge; undefined where Last Synced Values is not set. Throws a RangeError, with a sentence
 * for the user, for what is no object of values or no moment.
 */
export function readMerge(
	run: Run,
	reader: FieldReader,
	matcher: Matcher,
	{ values, blanks }: ReadItem,
	options: MergeOptions & WriteOptions,
): MergeInput | undefined {
	const { options: set } = run.kiamo.node.parameters as { options?: object };
	if (!('lastSyncedValues' in (set ?? {}))) return undefined;
	const origin = originOf(run);
	const changedAt = readIsoMoment('Source Changed At', options.sourceChangedAt, origin);
	const synced = readObject(options.lastSyncedValues);
	const last = reader.fieldsOf(matcher, synced);
	if (last.length === 0 && Object.keys(synced).length > 0) throw noValues(synced);
	const entries = last.flatMap(([field, value]) => {
		const { [unkeptName(field.name)]: unkept } = synced;
		const of = (name: string, given: unknown) => [name, readSynced(field, given, origin)] as const;
		return [of(field.name, value), ...(unkept === undefined ? [] : [of(unkeptName(field.name), unkept)])];
	});
	return {
		source: { ...Object.fromEntries(blanks.map((name) => [name, null])), ...values },
		last: Object.fromEntries(entries),
		clears: new Set(fieldsToClear(matcher, options)),
		changedAt: changedAt === undefined ? undefined : Date.parse(changedAt),
		ifBothChanged: options.ifBothChanged ?? 'later',
	};
}

function readObject(given: unknown): IDataObject {
	if (isBlank(given)) return {};
	const values = typeof given === 'string' ? parse(given) : given;
	if (values === null) return {};
	const isObject = typeof values === 'object' && !Array.isArray(values);
	if (isObject && Object.values(values).every((value) => typeof value !== 'object' || value === null))
		return values as IDataObject;
	throw noValues(given);
}

const noValues = (given: unknown) =>
	new RangeError(
		`"Last Synced Values" needs the values of fields, such as the output merged, not "${quote(given)}"`,
	);

/** Reads a value as one of an item; Kiamo's own stays as it is where it is none. */
function readSynced(field: Field, value: unknown, origin: Origin): FieldValue {
	try {
		return toFieldValue(field, value, origin) ?? null;
	} catch {
		return value as FieldValue;
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// No object: the caller says so.
		return text;
	}
}

/** Merges an item with the contact that it means, and when that changed; without them for a new one. */
export function mergeWith(
	matcher: Matcher,
	input: MergeInput,
	entry: Entry | undefined,
	kiamoChangedAt = Number.NaN,
): Merge {
	const { ifBothChanged, changedAt = Number.NaN } = input;
	const difference = changedAt - kiamoChangedAt;
	const later = difference > 0 ? 'source' : difference < 0 ? 'kiamo' : undefined;
	return merge(matcher, {
		...input,
		kiamo: entry?.fields ?? {},
		last: entry ? input.last : {},
		winner: ifBothChanged === 'later' ? later : ifBothChanged,
		isTie: ifBothChanged === 'later' && difference === 0,
	});
}
