import type { INode } from 'n8n-workflow';

import { operations as calls } from '../../../contract/generated/operations';
import type { operations } from '../../../contract/generated/types';
import { openConnection, send, type Connection, type KiamoContext, type RequestOptions } from './connection';
import { toNodeError } from './errors';
import type { Answer, KiamoRequest } from './failure';
import { fillPath, type Query } from './url';

export type OperationId = keyof operations & keyof typeof calls;

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

/** What an operation of the contract answers; undefined where it may answer without a body. */
export type Result<Id extends OperationId> =
	| Content<operations[Id]['responses'], 200>
	| Content<operations[Id]['responses'], 201>
	| Content<operations[Id]['responses'], 202>
	| (operations[Id]['responses'] extends { 204: unknown } ? undefined : never);

/** In a path and in a query an id may be a number or a text: it is written the same. */
type Written<Value> = Value extends number
	? number | string
	: Value extends Array<infer Element>
		? Array<Written<Element>>
		: Value;
type Path<Id extends OperationId> = {
	[Name in keyof Part<Id, 'path'>]: Written<Part<Id, 'path'>[Name]>;
};
type Filters<Id extends OperationId> = {
	[Name in keyof Part<Id, 'query'>]: Name extends `${string}_id`
		? Written<Part<Id, 'query'>[Name]>
		: Part<Id, 'query'>[Name];
};

/** What an operation takes: just the parts that the contract gives it. */
export type Arguments<Id extends OperationId> = ([Part<Id, 'path'>] extends [never]
	? { path?: never }
	: { path: Path<Id> }) &
	([Part<Id, 'query'>] extends [never] ? { query?: never } : { query?: Filters<Id> }) &
	([Body<Id>] extends [never] ? { body?: never } : { body: Body<Id> });

/** Kiamo as a node sees it: operations of the contract by their id. */
export interface Kiamo {
	connection: Connection;
	node: INode;
	/** Does an operation and tells how it ended. */
	attempt<Id extends OperationId>(id: Id, args: Arguments<Id>): Promise<Answer<Result<Id>>>;
	/** Does an operation; throws a NodeApiError, for the item if one is given, when it fails. */
	call<Id extends OperationId>(id: Id, args: Arguments<Id>, itemIndex?: number): Promise<Result<Id>>;
}

/** Opens Kiamo for a run of a node, or for the editor. */
export async function openKiamo(context: KiamoContext, options: RequestOptions): Promise<Kiamo> {
	const connection = await openConnection(context, options);
	const node = context.getNode();
	const kiamo: Kiamo = {
		connection,
		node,
		async attempt<Id extends OperationId>(id: Id, args: Arguments<Id>) {
			return (await send(connection, requestFor(id, args))) as Answer<Result<Id>>;
		},
		async call(id, args, itemIndex) {
			const answer = await kiamo.attempt(id, args);
			if (!answer.ok) throw toNodeError(node, answer.failure, itemIndex);
			return answer.data;
		},
	};
	return kiamo;
}

/** The request that an operation of the contract makes. */
export function requestFor<Id extends OperationId>(id: Id, args: Arguments<Id>): KiamoRequest {
	const { api, method, path } = calls[id];
	const ids = (args.path ?? {}) as Record<string, string | number>;
	return {
		api,
		method,
		path: fillPath(path, ids),
		ids,
		query: args.query as Query | undefined,
		body: args.body,
	};
}
