import type { Convention } from './conventions';
import type { Comparison } from './match';
import { line } from './report';
import type { Difference } from './values';

/** What is left to a person, what can lose or duplicate records first. */
export interface Task {
	risk: 'duplicates' | 'loses' | 'fails';
	what: string;
}

/** The worst that can come of a difference: the pages and the feed of a list, the way of writing, or just an error. */
function riskOf({
	part,
	name,
	here,
	there,
}: Pick<Difference, 'here' | 'name' | 'part' | 'there'>): Task['risk'] {
	const text = `${name} ${here ?? ''} ${there ?? ''}`;
	if (part === 'verb' || (part === 'body' && name === '')) return 'duplicates';
	if (part === 'parameter' && /\b(?:filter|q|reference|limit|offset|sort)\b/.test(text)) return 'duplicates';
	if (part === 'answer' && /\b(?:data|total|id)\b/i.test(text)) return 'loses';
	if (/updated|created|modified|_from\b/.test(text)) return 'loses';
	return 'fails';
}

const order: Array<Task['risk']> = ['loses', 'duplicates', 'fails'];

/** The list by hand: what `--write` leaves, calls without a counterpart, and pairs that are not certain. */
export function listByHand({ pairs, onlyHere, onlyThere }: Comparison, conventions: Convention[]): Task[] {
	const tasks: Task[] = [
		...conventions.map((each) => ({
			risk: riskOf(each),
			what: `in ${each.operations.length || 'all'} operations, ${line(each)}`,
		})),
		...pairs.flatMap(({ operation: { operationId }, call, certain, differences }) => [
			...(certain
				? []
				: [{ risk: 'duplicates' as const, what: `${operationId}: is it "${call.names[0]}"?` }]),
			...differences
				.filter(({ missing }) => !missing)
				.map((each) => ({ risk: riskOf(each), what: `${operationId}, ${line(each)}` })),
		]),
		...onlyHere.map(({ operationId, verb, path }) => ({
			risk: verb === 'GET' ? ('loses' as const) : ('fails' as const),
			what: `${operationId} (${verb} ${path}): which call is it?`,
		})),
		...onlyThere.map(({ names }) => ({
			risk: 'fails' as const,
			what: `"${names[0]}": is it something that we need?`,
		})),
	];
	return tasks.toSorted((one, other) => order.indexOf(one.risk) - order.indexOf(other.risk));
}

/** The list as text. */
export const printByHand = (tasks: Task[]): string =>
	tasks.length === 0
		? ''
		: [
				'By hand, what can lose or duplicate records first:',
				...tasks.map(({ risk, what }) => `  ${risk.padEnd(10)}  ${what}`),
			].join('\n');
