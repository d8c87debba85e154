import { sleep } from 'n8n-workflow';
import type {
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import pLimit, { type LimitFunction } from 'p-limit';

import { positiveNumber, wholeNumber } from '../values/numbers';
import { addressOf, type KiamoCredential } from './credential';
import {
	causeOf,
	failed,
	serverTime,
	type Answer,
	type Cause,
	type KiamoRequest,
	type KiamoResponse,
} from './failure';
import { waitBeforeRetry } from './retry';
import { buildUrl } from './url';

export type KiamoContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What the user set under Request Options. */
export interface RequestOptions {
	/** Requests under way at once. */
	concurrency?: number;
	/** Address of an HTTP proxy. */
	proxy?: string;
	/** Seconds to wait for an answer. */
	timeout?: number;
}

/** Bytes as they come. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

/** Takes in the bytes of an answer; `headers` are in lower case. */
type Receive = (bytes: ByteStream, headers: IDataObject) => Promise<Answer<unknown>>;

/** Sends one request as n8n allows it where we are; an HTTP error is an answer, not an exception. */
type Transport = (options: IHttpRequestOptions) => Promise<KiamoResponse>;

/** The way to one Kiamo server: who we are, how to send, how much at once. Good for one run of a node. */
export interface Connection {
	credential: KiamoCredential;
	options: RequestOptions;
	transport: Transport;
	limit: LimitFunction;
	signal?: AbortSignal;
	/** When to have given up, in milliseconds: no wait goes beyond it. */
	deadline?: number;
	/** How far the server's clock is ahead of ours, in milliseconds, by its last answer. */
	clockAhead: number;
}

export const defaultConcurrency = 5;
export const defaultTimeoutSeconds = 30;

/** Opens a connection for a node. The credential is decrypted here, once, and passed along with every request. */
export async function openConnection(context: KiamoContext, options: RequestOptions): Promise<Connection> {
	const credential = await context.getCredentials<KiamoCredential>('kiamoApi');
	const credentialsDecrypted: ICredentialsDecrypted = {
		id: '',
		name: '',
		type: 'kiamoApi',
		data: credential,
	};
	return {
		credential,
		options,
		limit: pLimit(wholeNumber('Concurrency', options.concurrency ?? defaultConcurrency)),
		clockAhead: 0,
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		transport: async (request) => {
			const response: { statusCode: number; headers: IDataObject; body: unknown } =
				await context.helpers.httpRequestWithAuthentication.call(context, 'kiamoApi', request, {
					credentialsDecrypted,
				});
			return { status: response.statusCode, headers: response.headers, body: response.body };
		},
	};
}

/**
 * Sends a request, again when that is safe, and tells how it ended. With `receive`, what a yes brings is not JSON but
 * bytes, and taken in there. Never throws for what Kiamo or the network does.
 */
export async function send(
	connection: Connection,
	request: KiamoRequest,
	receive?: Receive,
): Promise<Answer<unknown>> {
	const options = {
		...httpOptions(connection, request),
		...(receive ? { json: false, encoding: 'stream' as const } : {}),
	};
	let lost = false;
	for (let attempt = 1; ; attempt++) {
		const answer = await connection.limit(
			async () => await sendOnce(connection, request, { ...options }, receive),
		);
		if (answer.ok) return answer;
		const { cause, mayHaveWritten } = answer.failure;
		// The answer to an earlier DELETE got lost: that the row is gone now is what was asked for.
		if (lost && request.method === 'DELETE' && cause.kind === 'refused' && cause.status === 404) {
			return { ok: true, data: undefined };
		}
		lost ||= mayHaveWritten;
		answer.failure.mayHaveWritten = lost;
		const wait = waitBeforeRetry(answer.failure, attempt);
		if (wait === undefined || Date.now() + wait > (connection.deadline ?? Infinity)) return answer;
		const cancelled = await sleep(wait, connection.signal).then(
			() => false,
			() => true,
		);
		if (cancelled)
			return { ok: false, failure: { request, cause: { kind: 'cancelled' }, mayHaveWritten: lost } };
	}
}

async function sendOnce(
	connection: Connection,
	request: KiamoRequest,
	options: IHttpRequestOptions,
	receive?: Receive,
): Promise<Answer<unknown>> {
	const { transport, signal } = connection;
	if (signal?.aborted)
		return { ok: false, failure: { request, cause: { kind: 'cancelled' }, mayHaveWritten: false } };
	let response: KiamoResponse;
	try {
		response = await transport(options);
		if (receive && response.status >= 300) response.body = await readJson(response.body as ByteStream);
	} catch (error) {
		return failed(request, causeOfError(connection, error));
	}
	connection.clockAhead = (serverTime(response.headers) ?? Date.now()) - Date.now();
	if (receive && response.status < 300) return await receive(response.body as ByteStream, response.headers);
	const cause = causeOf(request, response);
	if (cause) return failed(request, withoutToken(cause, connection.credential));
	return { ok: true, data: response.body === '' ? undefined : response.body };
}

/** What a refusal says, where bytes were asked for: JSON, or a text that is none. */
async function readJson(bytes: ByteStream): Promise<unknown> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of bytes) chunks.push(chunk as Uint8Array);
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		// The page of a proxy, for instance: read as such.
		return text;
	}
}

function httpOptions({ credential, options }: Connection, request: KiamoRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: buildUrl(addressOf(credential, request.api), request.path, request.query),
		json: true,
		...(request.body === undefined ? {} : { body: request.body as IDataObject }),
		timeout: timeoutMs(options),
		...(options.proxy ? { proxy: proxyOf(options.proxy) } : {}),
		skipSslCertificateValidation: credential.ignoreSslIssues === true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would turn a POST into a GET, and hand the token to another server.
		disableFollowRedirect: true,
	};
}

/** How long to wait for Kiamo, in milliseconds. */
export function timeoutMs({ timeout = defaultTimeoutSeconds }: RequestOptions): number {
	return positiveNumber('Timeout', timeout) * 1000;
}

/** Takes the token out of what a server says, in case it repeats it. */
function withoutToken(cause: Cause, { apiToken }: KiamoCredential): Cause {
	const token = apiToken.trim();
	if (cause.kind !== 'refused' || token === '') return cause;
	const hide = (text: string) => text.replaceAll(token, '…');
	return {
		...cause,
		message: cause.message && hide(cause.message),
		errors: cause.errors.map(({ field, message }) => ({ field: hide(field), message: hide(message) })),
	};
}

/** Reads the address of a proxy. Throws a RangeError, with a sentence for the user, when it is none. */
function proxyOf(address: string): NonNullable<IHttpRequestOptions['proxy']> {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url?.hostname || !/^https?:$/.test(url.protocol)) {
		throw new RangeError(
			'The proxy under Request Options is not an address. Write it like http://proxy.example.com:8080',
		);
	}
	const { protocol, hostname, port, username, password } = url;
	return {
		protocol,
		host: hostname,
		port: Number(port || (protocol === 'https:' ? 443 : 80)),
		...(username
			? { auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) } }
			: {}),
	};
}

/**
 * Why no whole answer came: the run was cancelled, or the system's code in the error, however deep n8n wrapped it.
 * Nothing else of it is kept: it may hold the token.
 */
export function causeOfError({ signal }: Connection, error: unknown): Cause {
	if (signal?.aborted) return { kind: 'cancelled' };
	for (let inner = error; inner instanceof Error; inner = inner.cause) {
		const { code } = inner as NodeJS.ErrnoException;
		if (typeof code === 'string') return { kind: 'unreachable', code };
	}
	return { kind: 'unreachable', code: 'unknown' };
}
