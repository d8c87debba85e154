import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAPIBackend, type Context } from 'openapi-backend';
import { parse } from 'yaml';
import { operations as calls } from '../contract/generated/operations';
import type { operations } from '../contract/generated/types';
import type { Kiamo } from './kiamo';
import { Refusal, notFound, type FieldError } from './refusal';

export type OperationId = keyof operations;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : null;
type Success<Responses> = Responses extends { 200: infer Response }
	? JsonOf<Response>
	: Responses extends { 201: infer Response }
		? JsonOf<Response>
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
}

export interface Answer {
	status: number;
	body: unknown;
}

/** `filter[FIELD]=value` becomes `{ filter: { FIELD: value } }`; a repeated name holds all its values. */
function parseQuery(text: string): Record<string, unknown> {
	const query: Record<string, unknown> = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const [, outer, inner] = /^([^[]+)\[(.+)\]$/.exec(name) ?? [];
		const nested = outer ? ((query[outer] ??= {}) as Record<string, unknown>) : query;
		const key = inner ?? name;
		const known = Object.hasOwn(nested, key) ? nested[key] : undefined;
		const values = known === undefined ? value : [known, value].flat();
		Object.defineProperty(nested, key, {
			value: values,
			enumerable: true,
			configurable: true,
			writable: true,
		});
	}
	return query;
}

function refuseInvalid({ validation }: Context): never {
	const errors = validation.errors ?? [];
	if (errors.some(({ instancePath }) => instancePath.startsWith('/path/'))) throw notFound();
	if (errors.some(({ instancePath, keyword }) => instancePath === '/requestBody' && keyword === 'maxItems')) {
		throw new Refusal(413, 'The array is too long');
	}
	throw new Refusal(400, 'The request is not valid', errors.map(toFieldError));
}

function toFieldError(error: NonNullable<Context['validation']['errors']>[number]): FieldError {
	const { additionalProperty = '' } = error.params as { additionalProperty?: string };
	const field = `${error.instancePath}/${additionalProperty}`.split('/').slice(2).filter(Boolean).join('.');
	return { field, message: error.message ?? 'is not valid' };
}

// openapi-backend lets any query name pass where a deepObject parameter takes any key.
function refuseUnknownQuery({ operation, request }: Context): void {
	const known = (operation.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : ''));
	const unknown = Object.keys(request.query).filter((name) => !known.includes(name));
	if (unknown.length) {
		const errors = unknown.map((field) => ({ field, message: 'This parameter is not known' }));
		throw new Refusal(400, 'The request is not valid', errors);
	}
}

function createBackend(handlers: Handlers): OpenAPIBackend {
	const definition = parse(readFileSync(join(__dirname, '../contract/kiamo-v3.openapi.yaml'), 'utf8'));
	const operationHandlers = Object.keys(handlers).map((id) => {
		const handler = handlers[id as OperationId] as (kiamo: Kiamo, call: unknown) => unknown;
		return [
			id,
			(context: Context, kiamo: Kiamo, { lateBy }: RawRequest) => {
				refuseUnknownQuery(context);
				const { params: path, query, requestBody: body } = context.request;
				return handler(kiamo, { path, query, body, lateBy });
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
				kiamo.tokens.check(request.headers['kiamo-api-token'], api, method);
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
				throw security.token.error;
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

	init(): Promise<unknown> {
		return this.backend.init();
	}

	operationIdOf({ method, path, headers }: RawRequest): OperationId | undefined {
		return this.backend.matchOperation({ method, path, headers })?.operationId as OperationId | undefined;
	}

	/** The answer of a Kiamo to a request. An answer off the contract becomes a 500 and is kept in `contractViolations`. */
	async answer(kiamo: Kiamo, request: RawRequest): Promise<Answer> {
		const { status, body } = await this.work(kiamo, request);
		const operation = this.backend.matchOperation(request);
		if (!operation) return { status, body };
		const { responses = {} } = operation;
		const declared = [`${status}`, `${Math.floor(status / 100)}XX`].some((key) => key in responses);
		const errors = declared
			? this.backend.validateResponse(body, operation, status).errors
			: [{ message: `status ${status} is not in the contract` }];
		if (!errors) return { status, body };
		const { operationId = '' } = operation;
		kiamo.contractViolations.push({
			operationId,
			status,
			errors: errors.map((error) => JSON.stringify(error)),
		});
		return { status: 500, body: new Refusal(500, 'The simulator answered off the contract').body };
	}

	private async work(kiamo: Kiamo, request: RawRequest): Promise<Answer> {
		try {
			const query = parseQuery(request.query) as Record<string, string>;
			const body: unknown = await this.backend.handleRequest({ ...request, query }, kiamo, request);
			const successes = Object.keys(this.backend.matchOperation(request)?.responses ?? {});
			const success = successes.find((key) => key.startsWith('2') && (key === '204') === (body === null));
			return { status: Number(success), body };
		} catch (error) {
			if (error instanceof Refusal) return { status: error.status, body: error.body };
			throw error;
		}
	}
}
