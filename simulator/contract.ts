import { OpenAPIBackend, type Document, type Operation } from 'openapi-backend';
import { operations as calls, tokenHeader } from '../contract/generated/operations';
import type { operations } from '../contract/generated/wire';
import { mergeContract } from '../contract/merge';
import { commonFile, readContract } from '../contract/read';
import type { Kiamo } from './kiamo';
import { ownContract } from './ownContract';
import { Refusal, notFound } from './server/refusal';
import type { OperationId } from './server/tokens';
import { parseQuery, refuseInvalid, refuseUnknownQuery, type Context } from './server/requests';

/** The body of a success that is no JSON. */
export class Bytes {
	constructor(
		readonly content: Buffer,
		readonly mimeType: string,
	) {}
}

type BodyOf<Response> = Response extends { content: { 'application/json': infer Body } }
	? Body
	: Response extends { content: { 'application/octet-stream': unknown } }
		? Bytes
		: null;
type Success<Responses> = Responses extends { 200: infer Response }
	? BodyOf<Response>
	: Responses extends { 201: infer Response }
		? BodyOf<Response>
		: Responses extends { 202: infer Response }
			? BodyOf<Response>
			: null;

/** One valid request of an operation, as its handler gets it. */
export interface Call<Id extends OperationId> {
	path: operations[Id]['parameters']['path'];
	query: NonNullable<operations[Id]['parameters']['query']>;
	body: operations[Id] extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : null;
	/** Milliseconds that pass before lists show what this request writes. */
	lateBy: number;
}

/** A handler for every operation of the contract: it returns the body of the success, or throws a Refusal. */
export type Handlers = {
	[Id in OperationId]: (kiamo: Kiamo, call: Call<Id>) => Success<operations[Id]['responses']>;
};

export interface RawRequest {
	method: string;
	/** Below the base path, undecoded, without the query. */
	path: string;
	query: string;
	headers: Record<string, string | string[]>;
	/** What the JSON body says, or its text when it is not JSON. */
	body: unknown;
	lateBy: number;
	/** The most rows of a page, where that is not for the contract to say. */
	largestPage?: number;
}

export interface Answer {
	status: number;
	body: unknown;
}

function createBackend(handlers: Handlers): OpenAPIBackend {
	const own = ownContract(readContract());
	const { 'x-paging': { largest = Infinity } = {} } = own[commonFile];
	const definition = mergeContract(own) as Document;
	const operationHandlers = Object.keys(handlers).map((id) => {
		const handler = handlers[id as OperationId] as (kiamo: Kiamo, call: unknown) => unknown;
		return [
			id,
			(context: Context, kiamo: Kiamo, { lateBy, largestPage = largest }: RawRequest) => {
				refuseUnknownQuery(context);
				kiamo.centre.live();
				const { query: asked, requestBody: body } = context.request;
				const query = asked.limit ? { ...asked, limit: Math.min(Number(asked.limit), largestPage) } : asked;
				// Read again from the path after validation, the parameters of the request are text again.
				const { params: path } = context.validation.coerced as Context['request'];
				return kiamo.env.journal.during({ operationId: id as OperationId, path, body }, () =>
					handler(kiamo, { path, query, body, lateBy }),
				);
			},
		] as const;
	});
	return new OpenAPIBackend({
		definition,
		quick: true,
		coerceTypes: true,
		ajvOpts: { allErrors: true },
		securityHandlers: {
			token: ({ request, operation }: Context, kiamo: Kiamo) => {
				const { api, method } = calls[operation.operationId as OperationId];
				kiamo.tokens.check(request.headers[tokenHeader.toLowerCase()], api, method);
				return true;
			},
		},
		handlers: {
			notFound: () => {
				throw notFound();
			},
			methodNotAllowed: () => {
				throw new Refusal(405, 'Method Not Allowed');
			},
			unauthorizedHandler: ({ security }: Context) => {
				throw (security as { token: { error: Refusal } }).token.error;
			},
			validationFail: refuseInvalid,
			...Object.fromEntries(operationHandlers),
		},
	});
}

/** Routes, checks and answers requests by the contract alone. Compiled once, it serves any number of simulated Kiamos. */
export class Contract {
	private readonly backend: OpenAPIBackend;

	constructor(handlers: Handlers) {
		this.backend = createBackend(handlers);
	}

	async init(): Promise<void> {
		if (this.backend.initialized) return;
		const { router } = await this.backend.init();
		// Listed again for every request otherwise, which costs more than the rest of the routing.
		const operations = router.getOperations();
		router.getOperations = () => operations;
		// The library's own parser gives up after 20 values of one name.
		router.parseRequestQuery = ({ query }) => (typeof query === 'string' ? parseQuery(query) : (query ?? {}));
	}

	/** The operation that a request is for, when there is one. */
	route({ method, path, headers }: RawRequest): Operation | undefined {
		return this.backend.matchOperation({ method, path, headers });
	}

	/** The answer of a Kiamo to a request. An answer off the contract becomes a 500 and is kept in `contractViolations`. */
	async answer(kiamo: Kiamo, request: RawRequest, operation: Operation | undefined): Promise<Answer> {
		const { status, body } = await this.work(kiamo, request, operation);
		if (!operation) return { status, body };
		const { responses = {}, operationId = '' } = operation;
		const declared = [`${status}`, `${Math.floor(status / 100)}XX`].some((key) => key in responses);
		const errors = declared
			? body instanceof Bytes
				? null
				: this.backend.validateResponse(body, operation, status).errors
			: [{ message: `status ${status} is not in the contract` }];
		if (!errors) return { status, body };
		kiamo.contractViolations.push({
			operationId,
			status,
			errors: errors.map((error) => JSON.stringify(error)),
		});
		return { status: 500, body: new Refusal(500, 'The simulator answered off the contract').body };
	}

	private async work(kiamo: Kiamo, request: RawRequest, operation: Operation | undefined): Promise<Answer> {
		try {
			const body: unknown = await this.backend.handleRequest(request, kiamo, request);
			const successes = Object.keys(operation?.responses ?? {}).filter((key) => key.startsWith('2'));
			const success = successes.find((key) => (key === '204') === (body === null));
			return { status: Number(success), body };
		} catch (error) {
			if (error instanceof Refusal) return { status: error.status, body: error.body };
			throw error;
		}
	}
}
