import type { Paging } from '../../../contract/generated/operations';
import type { ListId, OperationId } from '../transport/client';
import { feedQuery, listPaging, operationOf } from '../transport/contract';
import type { Failure } from '../transport/failure';
import type { Query } from '../transport/url';
import type { Asker, Ids, Reply } from './asker';
import { outageOf, toFinding } from './failures';
import { judgeRecord, judgeRows } from './judge';
import { judgePages } from './judgePages';
import { pageQuery, readFirst, readPage, readReply } from './pages';

export type Verdict = 'asAssumed' | 'differs' | 'missing' | 'notAllowed' | 'notTried';

/** What came of a call. */
export interface Finding {
	verdict: Verdict;
	/** Whether two pages of the list, one after the other, show that pages work. */
	paging?: 'contradicted' | 'notProven' | 'proven';
	differences: string[];
	/** Why it was not tried, or was refused. */
	reason?: string;
	/** The rows of a list, for the ids that other calls need. Never put out. */
	rows?: unknown[];
	/** The server gave no answer. */
	failure?: Failure;
	/** What answered may be no Kiamo: a proxy or a login page. */
	isElsewhere?: boolean;
	/** Another ID in the path may bring more. */
	isOpen?: boolean;
}

/** A page far behind the end of any list. */
const farPage = 1_000_000;
const farFuture = '2999-01-01T00:00:00Z';

/** Checks a list: its rows, two small pages and one far behind the end, and that a feed takes account of its moment. */
export async function checkList(asker: Asker, id: ListId, ids: Ids): Promise<Finding> {
	const { rows: schema = '', feed } = operationOf(id);
	const first = await asker.get(id, ids, pageQuery(listPaging(id), 0));
	if (!first) return tooMany;
	if ('cause' in first) return await checkOtherList(asker, id, ids, first);
	const { paging, page, elsewhere } = readFirst(id, first.data);
	if (!page) return { verdict: 'differs', differences: elsewhere };
	const replies: Reply[] = [];
	const ask = async (query: Query) => {
		if (!replies.some(outageOf)) replies.push(await asker.get(id, ids, query));
	};
	if (paging.style !== 'none' && page.rows.length > 0) {
		await ask(pageQuery(paging, 1));
		await ask(pageQuery(paging, farPage));
	}
	const more = replies.map((reply) => readReply(reply, paging));
	const rows = [...page.rows, ...(more[0]?.rows ?? [])];
	if (feed && rows.length > 0) await ask({ ...pageQuery(paging, 0), ...futureQuery(id) });
	const outage = replies.map(outageOf).find(Boolean);
	const pages = judgePages(paging, [page, ...more], id);
	const differences = [
		...elsewhere,
		...judgeRows(schema, rows),
		...pages.differences,
		...judgeFuture(id, replies[more.length], paging),
	];
	const found = { paging: pages.paging, differences, rows };
	if (differences.length > 0) return { ...found, verdict: 'differs' };
	// The first page was answered: the server can be reached.
	if (outage) return { ...toFinding(id, outage), failure: undefined, rows };
	if (rows.length > 0) return { ...found, verdict: 'asAssumed' };
	return { ...found, verdict: 'notTried', reason: emptyList, isOpen: true };
}

/** Asks a list that refuses the parameters of a page without them: its rows may still be as assumed. */
async function checkOtherList(asker: Asker, id: ListId, ids: Ids, failure: Failure): Promise<Finding> {
	const { cause } = failure;
	const finding = toFinding(id, failure);
	if (cause.kind !== 'refused' || ![400, 422].includes(cause.status)) return finding;
	const answer = await asker.get(id, ids);
	if (!answer || 'cause' in answer) return finding;
	const { size, position } = listPaging(id);
	const refused = `the server refuses "${size}" or "${position}" (${cause.status})`;
	const { page, elsewhere } = readFirst(id, answer.data);
	const rows = page?.rows ?? [];
	const differences = [refused, ...elsewhere, ...judgeRows(operationOf(id).rows ?? '', rows)];
	return { verdict: 'differs', paging: 'contradicted', differences, rows };
}

export const emptyList = 'The list is empty.';
export const mostRequests = 40;
export const tooMany: Finding = {
	verdict: 'notTried',
	differences: [],
	reason: `The check stops at ${mostRequests} requests.`,
};

/** Checks a call that answers one thing; `listed` is its row in a list. */
export async function checkRow(asker: Asker, id: OperationId, ids: Ids, listed: unknown): Promise<Finding> {
	const { row: schema } = operationOf(id);
	if (!schema) {
		const type = String((listed as { mime_type?: unknown } | null | undefined)?.mime_type);
		const failure = await asker.file(id, ids, type.startsWith('text/html'));
		if (failure?.cause.kind === 'refused' && failure.cause.status === 409)
			return { verdict: 'notTried', differences: [], reason: 'The file is not ready yet.', isOpen: true };
		return failure ? toFinding(id, failure) : { verdict: 'asAssumed', differences: [] };
	}
	const answer = await asker.get(id, ids);
	if (!answer) return tooMany;
	if ('cause' in answer) return toFinding(id, answer);
	const differences = judgeRecord(schema, answer.data);
	return { verdict: differences.length > 0 ? 'differs' : 'asAssumed', differences };
}

/** What asks a feed for what changed in the future: nothing, unless the server does not know the parameter. */
function futureQuery(id: ListId): Query {
	const { query: names = {} } = operationOf(id);
	const asked = Object.entries(feedQuery(id as Parameters<typeof feedQuery>[0], farFuture));
	return Object.fromEntries(asked.map(([name, value]) => [names[name] ?? name, value])) as Query;
}

function judgeFuture(id: ListId, answer: Reply, paging: Paging): string[] {
	const { feed, query: names = {} } = operationOf(id);
	const from = names[feed?.from ?? ''] ?? feed?.from;
	if (!answer || outageOf(answer)) return [];
	if ('cause' in answer) return [`the server refuses "${from}" or its order of rows`];
	const rows = readPage(answer.data, paging)?.rows ?? [];
	return rows.length > 0 ? [`the server ignores "${from}"`] : [];
}
