import { needed, type Operation, type Paging } from '../../../contract/generated/operations';
import type { ListId, OperationId } from '../transport/client';
import { feedQuery, listPaging, operationOf } from '../transport/contract';
import type { Cause, Failure } from '../transport/failure';
import { valueAt } from '../transport/page';
import type { Query } from '../transport/url';
import type { Asker, Ids, Reply } from './asker';
import { judgeRows, namesOf, rowsUnder } from './judge';
import { judgePages, pageRows, type PageSeen } from './judgePages';

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
	const paging = listPaging(id);
	const first = await asker.get(id, ids, pageQuery(paging, 0));
	if (!first) return tooMany;
	if ('cause' in first) return await checkOtherList(asker, id, ids, first);
	const page = readPage(first.data, paging);
	if (!page) return judgeOther(id, first.data);
	const replies: Reply[] = [];
	for (const at of paging.style === 'none' || page.rows.length === 0 ? [] : [1, farPage]) {
		if (!replies.some(isOutage)) replies.push(await asker.get(id, ids, pageQuery(paging, at)));
	}
	const more = replies.map((reply) => readReply(reply, paging));
	const pages = judgePages(paging, [page, ...more], id);
	const rows = [...page.rows, ...(more[0]?.rows ?? [])];
	const isAsked = feed && rows.length > 0 && !replies.some(isOutage);
	const future = isAsked ? await askFuture(asker, id, ids, paging) : undefined;
	const outage = [...replies, future].find(isOutage);
	// The first page was answered: the server can be reached.
	if (outage) return { ...toFinding(id, outage), failure: undefined, rows };
	const differences = [
		...(Array.isArray(first.data) ? ['the list comes without an object around it; the nodes read it'] : []),
		...judgeRows(schema, rows),
		...pages.differences,
		...judgeFuture(id, future, paging),
	];
	if (differences.length > 0) return { verdict: 'differs', paging: pages.paging, differences, rows };
	if (rows.length > 0) return { verdict: 'asAssumed', paging: pages.paging, differences, rows };
	return { verdict: 'notTried', paging: pages.paging, differences, reason: emptyList, rows, isOpen: true };
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
	const { differences, rows } = judgeOther(id, answer.data);
	return { verdict: 'differs', paging: 'contradicted', differences: [refused, ...differences], rows };
}

/** What is in an answer that may hold its rows under another name. */
function judgeOther(id: ListId, body: unknown): Finding {
	const { rows: schema = '' } = operationOf(id);
	const known = readPage(body, listPaging(id));
	if (known) return { verdict: 'differs', differences: judgeRows(schema, known.rows), rows: known.rows };
	const found = rowsUnder(body);
	if (!found) return { verdict: 'differs', differences: [`the answer is no list, but ${namesOf(body)}`] };
	const where = listPaging(id).rows;
	const moved = found.path.includes('.')
		? `the rows are in "${found.path}", not in "${where}"`
		: `the rows are not in "${where}": the answer is ${namesOf(body)}`;
	return { verdict: 'differs', differences: [moved, ...judgeRows(schema, found.rows)], rows: found.rows };
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
	const differences = judgeRows(schema, [answer.data]);
	return { verdict: differences.length > 0 ? 'differs' : 'asAssumed', differences };
}

/** Asks a feed for what changed in the future: nothing, unless the server does not know the parameter. */
async function askFuture(asker: Asker, id: ListId, ids: Ids, paging: Paging): Promise<Reply> {
	const { query: names = {} } = operationOf(id);
	const asked = Object.entries(feedQuery(id as Parameters<typeof feedQuery>[0], farFuture));
	const onWire = asked.map(([name, value]) => [names[name] ?? name, value]);
	return await asker.get(id, ids, { ...pageQuery(paging, 0), ...(Object.fromEntries(onWire) as Query) });
}

function judgeFuture(id: ListId, answer: Reply, paging: Paging): string[] {
	const { feed, query: names = {} } = operationOf(id);
	const from = names[feed?.from ?? ''] ?? feed?.from;
	if (!answer) return [];
	if ('cause' in answer) return [`the server refuses "${from}" or its order of rows`];
	const rows = readPage(answer.data, paging)?.rows ?? [];
	return rows.length > 0 ? [`the server takes no account of "${from}"`] : [];
}

function pageQuery({ style, size, position, first = 1 }: Paging, at: number): Query {
	if (style === 'none') return {};
	return { [size]: pageRows, [position]: style === 'offset' ? at * pageRows : at + first };
}

function readPage(body: unknown, { rows, total }: Paging): PageSeen | undefined {
	if (Array.isArray(body)) return { rows: body, total: undefined };
	const data = valueAt(body, rows);
	return Array.isArray(data) ? { rows: data as unknown[], total: valueAt(body, total) } : undefined;
}

/** A page as it came, or why it did not; undefined where it was not asked for. */
function readReply(reply: Reply, paging: Paging): PageSeen | undefined {
	if (!reply) return undefined;
	if (!('cause' in reply))
		return readPage(reply.data, paging) ?? { rows: [], total: undefined, isOther: true };
	const { cause } = reply;
	return { rows: [], total: undefined, refusal: cause.kind === 'refused' ? cause.status : cause.kind };
}

/** True where a later answer may be another. */
const isOutage = (reply: Reply): reply is Failure => {
	if (!reply || !('cause' in reply)) return false;
	const { cause } = reply;
	if (cause.kind === 'refused') return [429, 502, 503, 504].includes(cause.status);
	return cause.kind === 'unreachable' || cause.kind === 'cancelled';
};

/** What a failure says about a server: it has no such path, the token may not, or it answers in another way. */
function toFinding(id: OperationId, failure: Failure): Finding {
	const { cause } = failure;
	if (cause.kind === 'unreachable' || cause.kind === 'cancelled') {
		const reason = 'The server gave no answer: run the check again.';
		return { verdict: 'notTried', differences: [], reason, failure };
	}
	if (cause.kind === 'refused' && isOutage(failure)) {
		const reason = `The server had an outage, or wanted fewer requests (${cause.status}): run the check again.`;
		return { verdict: 'notTried', differences: [], reason };
	}
	if (cause.kind !== 'refused') {
		const isElsewhere = cause.kind === 'redirected' || (cause.kind === 'unreadable' && cause.html);
		return { verdict: 'differs', differences: [sayCause(cause)], isElsewhere };
	}
	if ([401, 403].includes(cause.status))
		return { verdict: 'notAllowed', differences: [], reason: `Kiamo refused the token (${cause.status}).` };
	if ([404, 405, 501].includes(cause.status))
		return {
			verdict: 'missing',
			differences: [],
			reason: `The server has no ${operationOf(id).path} (${cause.status}).`,
			isOpen: cause.status === 404,
		};
	return { verdict: 'differs', differences: [`the server refused the request (${cause.status})`] };
}

function sayCause(cause: Exclude<Cause, { kind: 'refused' }>): string {
	switch (cause.kind) {
		case 'unreadable':
			return cause.html ? 'the answer is a web page' : 'the answer is no JSON object or list';
		case 'redirected':
			return 'the server redirects the request';
		default:
			return 'the answer is larger than 256 MB';
	}
}

/** The list whose rows have the ids that a path needs, and what they call them. */
export function sourceOf(
	{ path, api }: Operation,
	parameter: string,
	lists: Array<[id: ListId, Operation]>,
): { list: ListId; name: string } | undefined {
	const above = path.slice(0, path.indexOf(`/{${parameter}}`));
	const thing = parameter.replace(/Id$/, '').toLowerCase();
	const own = lists.filter(([, list]) => list.api === api);
	const [id, { rows = '' }] = own.find(([, list]) => list.path === above) ??
		own.find(([, list]) => list.rows?.toLowerCase().startsWith(thing)) ?? [undefined, {}];
	return id && { list: id, name: needed[rows]?.[0] ?? 'id' };
}
