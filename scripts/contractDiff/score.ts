import type { Operation } from '../../contract/read';
import type { Call } from './call';
import { likeness, wordsOf } from './names';
import { isWildcard, segmentsOf } from './paths';

const actions = {
	create: ['add', 'create', 'import', 'insert', 'new', 'plan', 'post', 'start'],
	delete: ['cancel', 'delete', 'remove'],
	read: ['all', 'download', 'fetch', 'get', 'list', 'read', 'retrieve', 'search', 'show'],
	update: ['change', 'edit', 'modify', 'put', 'set', 'update'],
};
const verbActions: Record<string, string[] | undefined> = {
	DELETE: ['delete'],
	GET: ['read'],
	PATCH: ['create', 'update'],
	POST: ['create', 'update'],
	PUT: ['create', 'update'],
};
const fillers = [
	'a',
	'an',
	'by',
	'for',
	'from',
	'in',
	'of',
	'one',
	'the',
	'to',
	'with',
	...Object.values(actions).flat(),
];

const actionOf = (text: string) => {
	const words: string[] =
		text
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.toLowerCase()
			.match(/[a-z]+/g) ?? [];
	return Object.entries(actions).find(([, names]) => names.includes(words[0]))?.[0];
};

const literals = (path: string[]) => wordsOf(path.filter((segment) => !isWildcard(segment)).join(' '));
const endsWithId = (path: string[]) => isWildcard(path.at(-1) ?? '');
export const wildcards = (path: string[]) => path.filter(isWildcard).length;
const nameWords = (name: string) => wordsOf(name).filter((word) => !fillers.includes(word));

/** Whether a call is for a part of what an operation is for: its path has one more word behind ours, its name has others. */
export function isNarrower({ path, operationId, summary }: Operation, call: Call): boolean {
	const ours = [...literals(segmentsOf(path)), ...wordsOf(operationId), ...wordsOf(summary)];
	const theirs = literals(call.path);
	const behind = theirs.slice(theirs.findLastIndex((word) => ours.includes(word)) + 1);
	const isMore = behind.length > 0 && behind.length < theirs.length;
	return isMore && call.names.flatMap(nameWords).some((word) => !ours.includes(word));
}

/** How likely a call is the operation, from 0 to 1: by the words of its path and its names, and the number of its ids. */
export function score({ path, verb, operationId, api }: Operation, call: Call): number {
	const [ours, theirs] = [actionOf(operationId), actionOf(call.names[0])];
	const sameKind = verbActions[verb]?.some((action) => verbActions[call.verb]?.includes(action));
	if (!sameKind || (ours && theirs && ours !== theirs)) return 0;
	const segments = segmentsOf(path);
	// One record and a list of them are two things, however alike their paths are.
	if (call.verb === verb && endsWithId(segments) !== endsWithId(call.path)) return 0;
	const names = call.names.map((name) => likeness(nameWords(operationId), nameWords(name)));
	const sum =
		0.5 * likeness(literals(segments), literals(call.path)) +
		0.3 * Math.max(...names) +
		(wildcards(segments) === wildcards(call.path) ? 0.2 : 0);
	return call.api && call.api !== api.name ? sum / 2 : sum;
}
