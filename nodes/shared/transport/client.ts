import type { INode } from 'n8n-workflow';

import { needed, paging, type operations as calls } from '../../../contract/generated/operations';
import type { operations, rows } from '../../../contract/generated/types';
import { openConnection, send, type Connection, type KiamoContext, type RequestOptions } from './connection';
import { listPaging, mostElements, operationOf } from './contract';
import { toNodeError } from './errors';
import { missingOf, readAnswer, type OnBadRows } from './door';
import { failed, isMissing, type Answer, type Failure, type KiamoRequest } from './failure';
import { idsAsNumbers } from './ids';
import { findMissing } from './missing';
import { askPage, pageQuery, toList, toPage, valueAt, type Page, type PagePlace } from './page';
import { wholeBody } from './wholeBody';
import { fillPath, type Query } from './url';

export type OperationId = keyof operations & keyof typeof calls;

/** The operations of the contract that list rows. */
export type ListId = keyof rows & OperationId;

export type Row<Id extends ListId> = rows[Id];

type Part<Id extends OperationId, Name extends 'path' | 'query'> = NonNullable<
	operations[Id]['parameters'][Name]
>;
type Body<Id extends OperationId> = operations[Id] extends {
	requestBody: { content: { 'application/json': infer Content } };
}
	? Content
	: never;
type Content<Responses, Status extends number> = Responses extends {
	[status in Status]: { content: { 'application/json': infer Data } };
}
	? Data
	: never;

/** What an operation of the contract answers: of a list, a page; undefined where it may answer without a body. */
export type Result<Id extends OperationId> = Id extends ListId
	? Page<Row<Id>>
	: | Content<operations[Id]['responses'], 200>
		| Content<operations[Id]['responses'], 201>
		| Content<operations[Id]['responses'], 202>
		| (operations[Id]['responses'] extends { 204: unknown } ? undefined : never);

/** What an operation takes: just the parts that the contract gives it, and of a list which page. */
export type Arguments<Id extends OperationId> = ([Part<Id, 'path'>] extends [never]
	? { path?: never }
	: { path: Part<Id, 'path'> }) &
	([Part<Id, 'query'>] extends [never] ? { query?: never } : { query?: Part<Id, 'query'> }) &
	([Body<Id>] extends [never] ? { body?: never } : { body: Body<Id> }) &
	(Id extends ListId ? { page?: PagePlace } : { page?: never });

/** Kiamo as a node sees it: operations of the contract by their id. */
export interface Kiamo {
	connection: Connection;
	node: INode;
	/** The country of phone numbers and dates that are written without one, as a code such as `FR`. */
	country: string;
	/** What `ask` answers, asked once for each key in a run. */
	once<T>(key: string, ask: () => Promise<T>): Promise<T>;
	/** Takes note of rows that are left out of a list; without it, a list with such rows is an error. */
	onBadRows?: OnBadRows;
	/** Takes note of a list whose end the server doesn't prove; without it, such a list is an error. */
	onUnprovenEnd?(): void;
	/** Takes note of an update after which Kiamo shows other values than were sent, by their names. */
	onOtherValues?(names: string[]): void;
	/** Does an operation and tells how it ended. */
	attempt<Id extends OperationId>(id: Id, args: Arguments<Id>): Promise<Answer<Result<Id>>>;
	/** Does an operation; throws a NodeApiError, for the item if one is given, when it fails. */
	call<Id extends OperationId>(id: Id, args: Arguments<Id>, itemIndex?: number): Promise<Result<Id>>;
}

/** Opens Kiamo for a run of a node, or for the editor. */
export async function openKiamo(context: KiamoContext, options: RequestOptions): Promise<Kiamo> {
	const connection = await openConnection(context, options);
	const node = context.getNode();
	const answers = new Map<string, Promise<unknown>>();
	const kiamo: Kiamo = {
		connection,
		node,
		country: (connection.credential.defaultCountry ?? '').trim().toUpperCase() || 'FR',
		async once<T>(key: string, ask: () => Promise<T>) {
			const answer = answers.get(key) ?? ask();
			answers.set(key, answer);
			return (await answer) as T;
		},
		async attempt<Id extends OperationId>(id: Id, args: Arguments<Id>) {
			return (await attempt(kiamo, id, args as AnyArguments)) as Answer<Result<Id>>;
		},
		async call(id, args, itemIndex) {
			const answer = await kiamo.attempt(id, args);
			if (answer.ok) return answer.data;
			throw toNodeError(node, await withMissing(kiamo, id, args as AnyArguments, answer.failure), itemIndex);
		},
	};
	return kiamo;
}

/** A failure that says what is missing, where that can be found out. */
async function withMissing(
	kiamo: Kiamo,
	id: OperationId,
	{ path }: AnyArguments,
	failure: Failure,
): Promise<Failure> {
	if (!isMissing(failure)) return failure;
	return { ...failure, missing: await findMissing(kiamo, id, path) };
}

/** The arguments of any operation. */
interface AnyArguments {
	path?: Record<string, string | number>;
	query?: Query;
	body?: unknown;
	page?: PagePlace;
}

async function attempt(kiamo: Kiamo, id: OperationId, args: AnyArguments): Promise<Answer<unknown>> {
	const { arrays, single } = operationOf(id);
	if (single && mostElements(id) === 1) {
		const { operation, ...ids } = single;
		const answer = await attempt(kiamo, operation as OperationId, toSingle(args, ids));
		return answer.ok ? { ok: true, data: answer.data && [answer.data] } : answer;
	}
	const { replace, row, rows } = operationOf(id);
	if (rows) return await attemptPage(kiamo, id, args);
	const body = replace ? await wholeBody(kiamo, replace, args) : { ok: true as const, data: args.body };
	if (!body.ok) return body;
	const request = requestFor(id, { ...args, body: body.data } as Arguments<OperationId>);
	const answer = await send(kiamo.connection, request);
	if (!answer.ok) return answer;
	const data = readAnswer(answer.data);
	const missing = missingOf(row, data);
	if (request.method === 'GET' && missing.length > 0)
		return failed(request, { kind: 'badRows', isAll: true, count: 1, missing });
	const other = otherId(id, args.path, data);
	if (request.method === 'GET')
		return other ? failed(request, { kind: 'otherRow', ...other }) : { ok: true, data };
	// A write that succeeded is no failure: what does not show the row says nothing of it.
	const readable = (each: unknown) =>
		other || missingOf(row, each).length > 0 ? undefined : (each ?? undefined);
	if (arrays) {
		// They may come as the rows of a list do.
		const each = toList(Array.isArray(data) ? data : valueAt(data, paging[request.api].rows))?.map(readable);
		if (answer.isPartial && !each?.every(Boolean))
			return failed(request, { kind: 'unreadable', html: false });
		return { ok: true, data: each };
	}
	const one = readable(data);
	return { ok: true, data: arrays === false && one ? [one] : one };
}

/** The ID that was asked for and that of the row that came, where they are not the same. */
function otherId(
	id: OperationId,
	path: AnyArguments['path'] = {},
	row: unknown,
): { wanted: string; shown: string } | undefined {
	const { row: schema = '', path: template, method } = operationOf(id);
	const [parameter = ''] = /\w+(?=\}[^{]*$)/.exec(template) ?? [];
	const [name = ''] = needed[schema] ?? [];
	const [wanted, shown] = [path[parameter], valueAt(row, name)].map(String);
	const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]|^0+(?=\d)/g, '');
	const isKnown = method !== 'POST' && parameter && name && valueAt(row, name);
	return isKnown && fold(wanted) !== fold(shown) ? { wanted, shown } : undefined;
}

/** Asks for a page of a list. */
async function attemptPage(
	kiamo: Kiamo,
	id: OperationId,
	args: AnyArguments,
): Promise<Answer<Page<unknown>>> {
	const ask = async (page: PagePlace): Promise<Answer<Page<unknown>>> => {
		const request = requestFor(id, { ...args, page } as Arguments<OperationId>);
		const answer = await send(kiamo.connection, request);
		if (!answer.ok) return answer;
		const data = toPage(readAnswer(answer.data), listPaging(id), page);
		return data ? { ok: true, data } : failed(request, { kind: 'unreadable', html: false });
	};
	const seen = await kiamo.once(`largest page of ${id}`, async () => ({}));
	return await askPage(listPaging(id), args.page ?? {}, ask, seen);
}

/** The one element of an array as the call that takes one wants it: some of its ids belong to the path. */
function toSingle({ path, body }: AnyArguments, ids: Record<string, string>): AnyArguments {
	const [element] = body as Array<Record<string, string>>;
	const taken = Object.entries(ids).map(([parameter, name]) => [parameter, element[name]]);
	const rest = Object.entries(element).filter(([name]) => !Object.values(ids).includes(name));
	return { path: { ...path, ...Object.fromEntries(taken) }, body: Object.fromEntries(rest) };
}

/** The request that an operation of the contract makes. */
export function requestFor<Id extends OperationId>(id: Id, args: Arguments<Id>): KiamoRequest {
	const { api, method, path, query: names = {}, arrays, integers = [], rows } = operationOf(id);
	const { path: ids = {}, query, body, page } = args as AnyArguments;
	const given = Object.entries(query ?? {}).map(([name, value]) => [names[name] ?? name, value]);
	const sent = idsAsNumbers(body, integers);
	return {
		api,
		method,
		path: fillPath(path, ids),
		ids,
		query:
			query || rows
				? { ...Object.fromEntries(given), ...(rows && pageQuery(listPaging(id), page)) }
				: undefined,
		body: arrays === false ? (sent as unknown[])[0] : sent,
	};
}
