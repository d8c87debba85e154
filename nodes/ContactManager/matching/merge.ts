import { isBlank } from '../../shared/values/text';
import { tellsNobodyApart, type Matcher } from './matcher';
import type { FieldValue, FieldValues } from './values';

/** Both sides of a contact, and what they agreed on last. */
export interface Sides {
	/** The fields of the item, null for a blank. A field that it lacks has not changed. */
	source: FieldValues;
	kiamo: FieldValues;
	/** Empty when they were never synced. What Kiamo held in place of a value is under `unkeptName`. */
	last: FieldValues;
	/** The fields that may be emptied on one side because they were emptied on the other. */
	clears: ReadonlySet<string>;
	/** Which side wins a field that both changed differently; undefined for none. */
	winner: Side | undefined;
	/** Whether to leave the contact alone on both sides while such a field has no winner. */
	isTie: boolean;
}

export type Side = 'source' | 'kiamo';

/** A field that was changed in a way that could not be carried over, or that lost. */
export interface Conflict {
	field: string;
	/** `bothChanged`: on both sides, differently. `notCleared`: emptied on one side, and not named to be cleared. */
	reason: 'bothChanged' | 'notCleared';
	source: FieldValue;
	kiamo: FieldValue;
	lastSynced: FieldValue;
	/** The side whose value is kept; null for none: both sides keep their own. */
	winner: Side | null;
}

export interface Merge {
	/** What to write to Kiamo, and to the source; null empties. */
	toKiamo: FieldValues;
	toSource: FieldValues;
	/** What both sides agree on once both are written. */
	merged: FieldValues;
	conflicts: Conflict[];
}

/** Brings the changes of each side to the other, field by field. */
export function merge(matcher: Matcher, sides: Sides): Merge {
	const { source, kiamo, last } = sides;
	const result: Merge = { toKiamo: {}, toSource: {}, merged: {}, conflicts: [] };
	const names = [...new Set([...Object.keys(last), ...Object.keys(source)])];
	for (const field of names.filter((name) => matcher.fields.has(name))) {
		const matched = matcher.matchFields.find(({ name }) => name === field);
		const valueOf = (value: FieldValue = null, placeholder: FieldValue = null) => {
			if (isEmpty(value)) return null;
			return matched && tellsNobodyApart(matched, value) ? placeholder : value;
		};
		const was = valueOf(last[field]);
		const unkept = unkeptName(field);
		const wasThere = unkept in last ? valueOf(last[unkept]) : was;
		// A placeholder replaces no key: its side has not changed.
		const here = field in source ? valueOf(source[field], was) : was;
		const there = valueOf(kiamo[field], wasThere);
		const isSame = (one: FieldValue, other: FieldValue) =>
			matcher.comparable(field, one) === matcher.comparable(field, other);
		const keep = (side: Side) => {
			if (side === 'source') result.merged[field] = result.toKiamo[field] = here;
			else result.merged[field] = result.toSource[field] = there;
		};
		const leave = (reason: Conflict['reason'], winner: Side | null = null) => {
			result.conflicts.push({ field, reason, source: here, kiamo: there, lastSynced: was, winner });
			if (winner) keep(winner);
			else keepLast();
		};
		const keepLast = () => {
			if (field in last) result.merged[field] = was;
			if (unkept in last) result.merged[unkept] = wasThere;
		};

		if (isSame(here, there)) {
			result.merged[field] = there;
			continue;
		}
		const [hasChanged, hasChangedThere] = [!isSame(here, was), !isSame(there, wasThere)];
		const isCleared = (hasChanged && here === null) || (hasChangedThere && there === null);
		if (isCleared && !sides.clears.has(field)) leave('notCleared');
		else if (hasChanged && hasChangedThere) leave('bothChanged', sides.winner ?? null);
		else if (!hasChanged && !hasChangedThere) keepLast();
		else keep(hasChanged ? 'source' : 'kiamo');
	}
	const isUndecided = result.conflicts.some(({ reason, winner }) => reason === 'bothChanged' && !winner);
	// Any write would make its side the later one, and so decide the next run.
	return sides.isTie && isUndecided ? { ...result, toKiamo: {}, toSource: {}, merged: last } : result;
}

/** The key of what Kiamo held in place of what was sent: it is no change of Kiamo's the next time. */
export const unkeptName = (field: string) => `${field} (Kiamo)`;

/** `false` is a value of a field for yes or no; elsewhere it was read as blank before. */
function isEmpty(value: FieldValue): boolean {
	return value !== false && isBlank(value);
}
