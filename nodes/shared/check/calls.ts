import { needed, type Operation, type Paging } from '../../../contract/generated/operations';
import { requestFor, type Arguments, type Kiamo, type ListId, type OperationId } from '../transport/client';
import { send } from '../transport/connection';
import { feedQuery, listPaging, operationOf } from '../transport/contract';
import { download } from '../transport/download';
import type { Transport } from '../transport/exchange';
import type { Cause, Failure } from '../transport/failure';
import { valueAt } from '../transport/page';
import type { Query } from '../transport/url';
import { judgePages, judgeRows, namesOf, pageRows, type PageSeen } from './judge';

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
	/** The server could not be reached: nothing else can be tried. */
	failure?: Failure;
}

/** How often a request is sent at most, where the server has an outage. */
const tries = 4;

/** Sends requests one at a time, and no more than it may. */
export class Asker {
	private readonly kiamo: Kiamo;

	constructor(
		kiamo: Kiamo,
		private left: number,
	) {
		const { transport } = kiamo.connection;
		const counting: Transport = async (...request) => {
			this.left--;
			return await transport(...request);
		};
		this.kiamo = { ...kiamo, connection: { ...kiamo.connection, transport: counting } };
	}

	get isExhausted(): boolean {
		return this.left < tries;
	}

	/** What a GET brings; the failure of one that was not answered as wished. */
	async get(id: OperationId, path: Ids, query?: Query): Promise<{ data: unknown } | Failure> {
		const request = requestFor(id, { path } as Arguments<OperationId>);
		const answer = await send(this.kiamo.connection, { ...request, query });
		return answer.ok ? { data: answer.data } : answer.failure;
	}

	/** Asks for a file, of which it reads no more than the beginning. */
	async file(id: OperationId, path: Ids): Promise<Failure | undefined> {
		const request = requestFor(id, { path } as Arguments<OperationId>);
		const answer = await download(this.kiamo, request, {
			largest: 64 * 1024,
			isWebPage: true,
			async store(bytes) {
				for await (const chunk of bytes) void chunk;
			},
		});
		return answer.ok ? undefined : answer.failure;
	}
}

/** The ids in the path of a call, by their names. */
export type Ids = Record<string, string>;

/** A page far behind the end of any list. */
const farPage = 1_000_000;
const farFuture = '2999-01-01T00:00:00Z';

/** Checks a list: its rows, two small pages and one far behind the end, and that a feed takes account of its moment. */
export async function checkList(asker: Asker, id: ListId, ids: Ids): Promise<Finding> {
	const { rows: schema = '', feed } = operationOf(id);
	const paging = listPaging(id);
	const first = await asker.get(id, ids, pageQuery(paging, 0));
	if ('cause' in first) return await checkOtherList(asker, id, ids, first);
	const page = readPage(first.data, paging);
	if (!page) return judgeOther(id, first.data);
	const more: Array<PageSeen | undefined> = [];
	for (const at of paging.style === 'none' || page.rows.length === 0 ? [] : [1, farPage]) {
		const answer = await asker.get(id, ids, pageQuery(paging, at));
		more.push('cause' in answer ? undefined : readPage(answer.data, paging));
	}
	const pages = judgePages(paging, [page, ...more], id);
	const rows = [...page.rows, ...(more[0]?.rows ?? [])];
	const differences = [
		...(Array.isArray(first.data) ? ['the list comes without an object around it; the nodes read it'] : []),
		...judgeRows(schema, rows),
		...pages.differences,
		...(feed && rows.length > 0 ? await judgeFeed(asker, id, ids, paging) : []),
	];
	if (differences.length > 0) return { verdict: 'differs', paging: pages.paging, differences, rows };
	if (rows.length > 0) return { verdict: 'asAssumed', paging: pages.paging, differences, rows };
	return { verdict: 'notTried', paging: pages.paging, differences, reason: emptyList, rows };
}

/** Asks a list that refuses the parameters of a page without them: its rows may still be as assumed. */
async function checkOtherList(asker: Asker, id: ListId, ids: Ids, failure: Failure): Promise<Finding> {
	const { cause } = failure;
	const finding = toFinding(id, failure);
	if (cause.kind !== 'refused' || ![400, 422].includes(cause.status)) return finding;
	const answer = await asker.get(id, ids);
	if ('cause' in answer) return finding;
	const { size, position } = listPaging(id);
	const refused = `the server refuses "${size}" or "${position}" (${cause.status})`;
	const { differences, rows } = judgeOther(id, answer.data);
	return { verdict: 'differs', paging: 'contradicted', differences: [refused, ...differences], rows };
}

/** What is in an answer that may hold its rows under another name. */
function judgeOther(id: ListId, body: unknown): Finding {
	const { rows: schema = '' } = operationOf(id);
	const known = readPage(body, listPaging(id));
	const lists = typeof body === 'object' && body !== null ? Object.entries(body) : [];
	const [other, ...more] = lists.filter(([, value]) => Array.isArray(value)) as Array<[string, unknown[]]>;
	if (known) return { verdict: 'differs', differences: judgeRows(schema, known.rows), rows: known.rows };
	if (!other || more.length > 0)
		return { verdict: 'differs', differences: [`the answer is no list, but ${namesOf(body)}`] };
	const moved = `the rows are not in "${listPaging(id).rows}": the answer is ${namesOf(body)}`;
	return { verdict: 'differs', differences: [moved, ...judgeRows(schema, other[1])], rows: other[1] };
}

export const emptyList = 'The list is empty.';

/** Checks a call that answers one thing. */
export async function checkRow(asker: Asker, id: OperationId, ids: Ids): Promise<Finding> {
	const { row: schema } = operationOf(id);
	if (!schema) {
		const failure = await asker.file(id, ids);
		if (failure?.cause.kind === 'refused' && failure.cause.status === 409)
			return { verdict: 'notTried', differences: [], reason: 'The file is not ready yet.' };
		return failure ? toFinding(id, failure) : { verdict: 'asAssumed', differences: [] };
	}
	const answer = await asker.get(id, ids);
	if ('cause' in answer) return toFinding(id, answer);
	const differences = judgeRows(schema, [answer.data]);
	const isOther =
		typeof answer.data === 'object' && answer.data !== null && differences.length > 0
			? [`the answer is ${namesOf(answer.data)}`]
			: [];
	return {
		verdict: differences.length > 0 ? 'differs' : 'asAssumed',
		differences: [...differences, ...isOther],
	};
}

/** A moment in the future brings nothing, unless the server does not know the parameter. */
async function judgeFeed(asker: Asker, id: ListId, ids: Ids, paging: Paging): Promise<string[]> {
	const { feed, query: names = {} } = operationOf(id);
	const asked = Object.entries(feedQuery(id as Parameters<typeof feedQuery>[0], farFuture));
	const onWire = asked.map(([name, value]) => [names[name] ?? name, value]);
	const query = { ...pageQuery(paging, 0), ...(Object.fromEntries(onWire) as Query) };
	const answer = await asker.get(id, ids, query);
	const from = names[feed?.from ?? ''] ?? feed?.from;
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

/** What a failure says about a server: it has no such path, the token may not, or it answers in another way. */
function toFinding(id: OperationId, failure: Failure): Finding {
	const { cause } = failure;
	if (cause.kind === 'unreachable' || cause.kind === 'cancelled')
		return { verdict: 'notTried', differences: [], failure };
	if (cause.kind !== 'refused') return { verdict: 'differs', differences: [sayCause(cause)] };
	if ([401, 403].includes(cause.status))
		return { verdict: 'notAllowed', differences: [], reason: `Kiamo refused the token (${cause.status}).` };
	if ([404, 405, 501].includes(cause.status))
		return {
			verdict: 'missing',
			differences: [],
			reason: `The server has no ${operationOf(id).path} (${cause.status}).`,
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
