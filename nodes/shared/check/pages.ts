import type { Paging } from '../../../contract/generated/operations';
import type { ListId } from '../transport/client';
import { listPaging } from '../transport/contract';
import { valueAt } from '../transport/page';
import type { Query } from '../transport/url';
import type { Reply } from './asker';
import { outageOf } from './failures';
import { namesOf, rowsUnder } from './judge';
import { pageRows, type PageSeen } from './judgePages';
import { sayNames } from './names';

/** The first page of a list, and how the next are read: its rows may be elsewhere in the answer. */
export function readFirst(
	id: ListId,
	body: unknown,
): { paging: Paging; page?: PageSeen; elsewhere: string[] } {
	const paging = listPaging(id);
	const page = readPage(body, paging);
	const bare = 'the list comes without an object around it; the nodes read it';
	if (page) return { paging, page, elsewhere: Array.isArray(body) ? [bare] : [] };
	const found = rowsUnder(body);
	if (!found) return { paging, elsewhere: [`the answer is not a list, but ${namesOf(body)}`] };
	const { path, rows } = found;
	const moved =
		path.length > 1
			? `the rows are in "${path.map((name) => sayNames([name])).join('.')}", not in "${paging.rows}"`
			: `the rows are not in "${paging.rows}": the answer is ${namesOf(body)}`;
	const own = { ...paging, rows: path.join('.') };
	return { paging: own, page: { rows, total: valueAt(body, paging.total) }, elsewhere: [moved] };
}

export function pageQuery({ style, size, position, first = 1 }: Paging, at: number): Query {
	if (style === 'none') return {};
	return { [size]: pageRows, [position]: style === 'offset' ? at * pageRows : at + first };
}

export function readPage(body: unknown, { rows, total }: Paging): PageSeen | undefined {
	if (Array.isArray(body)) return { rows: body, total: undefined };
	const data = valueAt(body, rows);
	return Array.isArray(data) ? { rows: data as unknown[], total: valueAt(body, total) } : undefined;
}

/** A page as it came, or why it did not; undefined where it was not asked for, and where another try may bring it. */
export function readReply(reply: Reply, paging: Paging): PageSeen | undefined {
	if (!reply || outageOf(reply)) return undefined;
	if (!('cause' in reply))
		return readPage(reply.data, paging) ?? { rows: [], total: undefined, isOther: true };
	const { cause } = reply;
	return { rows: [], total: undefined, refusal: cause.kind === 'refused' ? cause.status : cause.kind };
}
