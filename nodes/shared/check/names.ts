import { shapes } from '../../../contract/generated/checks';
import { operations } from '../../../contract/generated/operations';

export const mostNames = 8;

/** A word or a name that a server uses: small letters, and no digits of an ID. */
export const isWord = (text: unknown): text is string =>
	typeof text === 'string' && /^[a-z][a-z0-9_]{0,23}$/.test(text) && !/\d{3}/.test(text);

/** Whether it is one of the words, but for capitals, hyphens and spaces. */
export const isWordOf = (words: string[], value: unknown): boolean =>
	typeof value === 'string' &&
	words.includes(
		value
			.trim()
			.toLowerCase()
			.replace(/[\s-]+/g, '_'),
	);

/** What is often around the rows of an answer, or says what went wrong. */
const around =
	'body code collection content count data description detail details elements embedded entities entries entry error errors ' +
	'first has_more hydra:member id items last limit link links list lists member members message messages meta metadata name ' +
	'next nodes object objects offset page page_count page_size pages paging pagination per_page payload prev previous records ' +
	'resource resources response result results row rows self size start status success title total total_count total_pages ' +
	'totalcount totalpages pagesize perpage hasmore pagecount type value values version';

/** The names of the contract: of its properties, and in its paths. */
const own = [
	...Object.values(shapes).flatMap((shape) => Object.keys(shape)),
	...Object.values(operations).flatMap(({ path }) => path.match(/[a-z]+/gi) ?? []),
].flatMap((name) => [name, name.replace(/s$/, ''), name.replace(/ies$/, 'y')]);

const usual = new Set([...around.split(' '), ...own].map((name) => name.toLowerCase()));

/** True for a name that no person has, and no ID is. */
export const isUsualName = (name: string): boolean => {
	const plain = name.replace(/^[_@]/, '');
	const words = plain.split(/[_-]|(?<=[a-z])(?=[A-Z])/);
	return [[plain], words].some((parts) => parts.every((part) => usual.has(part.toLowerCase())));
};

/** Names of an object. Those that may be of a person, or an ID, are only counted: rows may be kept under them. */
export function sayNames(names: string[]): string {
	if (names.length === 0) return 'no names';
	const known = names.filter(isUsualName);
	const others = names.length - known.length;
	const count = others > 0 ? [`${others} unknown ${others === 1 ? 'name' : 'names'}`] : [];
	return [known.slice(0, mostNames).join(', '), ...count].filter(Boolean).join(' and ');
}
