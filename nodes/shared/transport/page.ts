import type { Paging } from '../../../contract/generated/operations';
import type { Answer } from './failure';
import type { Query } from './url';

/** Pages after the first are no smaller, so that a walk goes on where they are counted by number. */
const leastRows = 50;

export interface Page<Item> {
	data: Item[];
	total?: number;
	/** The rows that came, where that is more than those from the wanted one on. */
	received?: number;
}

/** Which page: the rows to pass over, none unless given, and how many to ask for, as many as Kiamo gives unless given. */
export interface PagePlace {
	offset?: number;
	size?: number;
	/** The most rows that the server was seen to give. */
	largest?: number;
}

/** The list of a server that has no pages, or other ones. */
export function otherPaging(): RangeError {
	return new RangeError(
		"Couldn't read the complete list from Kiamo: the server pages differently than expected. The incomplete list was not used",
	);
}

/** The number of a page and how many rows pages have, so that it holds a row, begins close before it, and goes far beyond. */
function numbered(paging: Paging, { offset = 0, size, largest = paging.largest }: PagePlace) {
	if (offset === 0) return { index: 0, size: Math.min(size ?? largest, largest) };
	const most = Math.min(largest, Math.max(size ?? largest, leastRows));
	const sizes = Array.from({ length: Math.ceil(most / 2) }, (_, less) => most - less);
	const endOf = (rows: number) => (Math.floor(offset / rows) + 1) * rows;
	const best = sizes.reduce((one, other) => (endOf(other) > endOf(one) ? other : one));
	// Pages of a few rows may all end at one row: none holds it and the next.
	if (endOf(best) === offset + 1) throw otherPaging();
	return { index: Math.floor(offset / best), size: best };
}

/** The parameters that ask for a page. */
export function pageQuery(paging: Paging, place: PagePlace = {}): Query {
	const { style, size: sizeName, position, first = 1, largest } = paging;
	if (style === 'none') return {};
	const { offset, size = largest } = place;
	if (style === 'offset') return { [sizeName]: Math.min(size, largest), [position]: offset };
	const page = numbered(paging, place);
	return { [sizeName]: page.size, [position]: page.index + first };
}

/** The value under a name with points, such as `meta.count` or `errors.0.message`. */
export const valueAt = (body: unknown, path = '') =>
	path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], body);

/** A list; also one that comes as an object with numbers for names, as PHP writes one with gaps. */
export function toList(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
	return names.length > 0 && names.every((name) => /^\d+$/.test(name))
		? Object.values(value as object)
		: undefined;
}

/** The page that an answer holds, from the row on that was asked for; also just the rows; undefined when it holds none. */
export function toPage<Item>(body: unknown, paging: Paging, place: PagePlace = {}): Page<Item> | undefined {
	const { style, rows, total } = paging;
	const data = toList(Array.isArray(body) ? body : valueAt(body, rows));
	if (!data) return undefined;
	const { offset = 0 } = place;
	const all = data as Item[];
	if (style === 'none') return { data: all.slice(offset), total: all.length };
	const count = toTotal(valueAt(body, total));
	if (style === 'offset') return { data: all, total: count };
	const { index, size } = numbered(paging, place);
	return { data: all.slice(offset - index * size), total: count, received: all.length };
}

const toTotal = (value: unknown) => (Number.isSafeInteger(value) ? (value as number) : undefined);

/**
 * Asks for a page with `ask`. Where pages have numbers, a server that gives fewer rows than it is asked for counts its pages
 * by them: when rows follow a page that is not full, it is asked again by pages of that size, which `seen` keeps for the
 * pages to come. Throws a RangeError when the pages are too small for that.
 */
export async function askPage<Item>(
	paging: Paging,
	place: PagePlace,
	ask: (place: PagePlace) => Promise<Answer<Page<Item>>>,
	seen: { largest?: number },
): Promise<Answer<Page<Item>>> {
	const known = { ...place, largest: seen.largest ?? paging.largest };
	const answer = await ask(known);
	if (paging.style !== 'page' || !answer.ok) return answer;
	const { index, size } = numbered(paging, known);
	const { received = 0, total } = answer.data;
	if (received === 0 || received >= size || total === index * size + received) return answer;
	const next = await ask({ offset: (index + 1) * size, size, largest: size });
	if (!next.ok || next.data.received === 0) return next.ok ? answer : next;
	if (received < 3) throw otherPaging();
	seen.largest = received;
	return await askPage(paging, place, ask, seen);
}
