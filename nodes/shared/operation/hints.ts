import type { Outcome } from './operation';

/** Reasons that are named. */
const maxReasons = 3;

/** How many items failed and why, the most frequent reason first; undefined where none did. */
export function failuresHint(outcomes: Outcome[], hasErrorOutput: boolean): string | undefined {
	const errors = outcomes.filter((outcome) => 'error' in outcome);
	if (errors.length === 0) return undefined;
	const advice = hasErrorOutput
		? 'Their rows are in the error output.'
		: 'Use the error output to see their rows: under Settings, set On Error to Continue (using error output).';
	return `${errors.length} of ${outcomes.length} items failed: ${listReasons(errors)}. ${advice}`;
}

/** Why items failed, each reason with their number: `3 × …; 1 × …`. */
export function listReasons(errors: Array<Extract<Outcome, { error: unknown }>>): string {
	const counts = new Map<string, number>();
	for (const { error } of errors) {
		const reason = reasonOf(error.message);
		counts.set(reason, (counts.get(reason) ?? 0) + 1);
	}
	const ranked = [...counts].sort(([, one], [, other]) => other - one);
	const others = ranked.slice(maxReasons).reduce((sum, [, count]) => sum + count, 0);
	const named = ranked.slice(0, maxReasons).map(([reason, count]) => `${count} × ${reason}`);
	return [...named, ...(others > 0 ? [`${others} for other reasons`] : [])].join('; ');
}

/** A quoted label by what is around it, or else a value. */
const labelOrValue = /(field )?"[^"]*"( (?:needs|takes|can't|is empty|has \d))?/g;

/** The reason in an error, without what differs from item to item: values in quotes, contacts, and the columns of the item. */
function reasonOf(message: string): string {
	return message
		.replace(/; the item has: .*$|\.$/s, '')
		.replace(labelOrValue, (quoted, field?: string, verb?: string) => (field || verb ? quoted : '"…"'))
		.replace(/^Contact \w+ has/, 'Contact … has')
		.replace(/(?<="…"): .*$/s, '');
}

/** For lists whose end is not proved. */
export const unprovenHint =
	'Kiamo returned the same records for each page and no total, so the list may be incomplete. Compare the number of records with Kiamo.';

/** How many records are missing from the output, and which properties they lacked. */
export function leftOutHint(leftOut: Array<{ count: number; missing: string[] }>): string {
	const count = leftOut.reduce((sum, each) => sum + each.count, 0);
	const names = new Set(leftOut.flatMap(({ missing }) => missing));
	const lacks = [...names].map((name) => `"${name}"`).join(', ');
	return count === 1
		? `1 record is missing from the output because Kiamo returned it without ${lacks}.`
		: `${count} records are missing from the output because Kiamo returned them without ${lacks}.`;
}

/** In how many updates Kiamo shows other values than were sent, and which. */
export function otherValuesHint(updates: string[][]): string {
	const count = updates.length === 1 ? '1 update' : `${updates.length} updates`;
	const names = [...new Set(updates.flat())].map((name) => `"${name}"`).join(', ');
	return `Kiamo confirmed ${count} but shows other values than were sent for: ${names}. Check the records in Kiamo.`;
}
