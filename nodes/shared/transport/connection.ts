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
import { addressLabel, addressOf, proxyOf, proxySecrets, tokenOf, type KiamoCredential } from './credential';
import { exchange, type ByteStream, type Receive, type Transport } from './exchange';
import { serverTime, type Answer, type KiamoRequest } from './failure';
import { isGone, waitBeforeRetry } from './retry';
import { hiderOf } from './secrets';
import { buildUrl } from './url';

export type KiamoContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What the user set under Request Options. */
export interface RequestOptions {
	/** Requests under way at once. */
	concurrency?: number;
	/** Seconds to wait for an answer. */
	timeout?: number;
}

/** The way to one Kiamo server: who we are, how to send, how much at once. Good for one run of a node. */
export interface Connection {
	credential: KiamoCredential;
	options: RequestOptions;
	transport: Transport;
	limit: LimitFunction;
	signal?: AbortSignal;
	/** When to have given up, in milliseconds since 1970: no wait goes beyond it, and requests are cut short. */
	deadline?: number;
	/** How far the server's clock is ahead of ours, in milliseconds, by its last answer. */
	clockAhead: number;
	/** Takes the token out of a text. */
	hideToken(text: string): string;
	/** Takes the token and what is secret of the proxy out of the text of an error. */
	hideSecrets(text: string): string;
	/** Reads the server's clock off the headers of an answer. */
	sawTime(headers: IDataObject): void;
}

export const defaultConcurrency = 5;
export const maxConcurrency = 20;
export const defaultTimeoutSeconds = 30;
export const maxTimeoutSeconds = 600;
/** What a request has at least, in milliseconds, however close the deadline is: the end of a poll may need a last one. */
const leastMs = 5_000;

/** Makes a connection of a credential and a way to send. Throws a RangeError for options that are out of bounds. */
export function connect(
	credential: KiamoCredential,
	options: RequestOptions,
	transport: Transport,
	signal?: AbortSignal,
): Connection {
	const connection: Connection = {
		credential,
		options,
		transport,
		signal,
		limit: pLimit(
			atMost(
				'Concurrency',
				wholeNumber('Concurrency', options.concurrency ?? defaultConcurrency),
				maxConcurrency,
			),
		),
		clockAhead: 0,
		hideToken: hiderOf([tokenOf(credential)]),
		hideSecrets: hiderOf([tokenOf(credential), ...proxySecrets(credential)]),
		sawTime(headers) {
			connection.clockAhead = (serverTime(headers) ?? Date.now()) - Date.now();
		},
	};
	return connection;
}

/** Opens a connection for a node. The credential is decrypted here, once, and passed along with every request. */
export async function openConnection(context: KiamoContext, options: RequestOptions): Promise<Connection> {
	const credential = await context.getCredentials<KiamoCredential>('kiamoApi');
	const credentialsDecrypted: ICredentialsDecrypted = {
		id: '',
		name: '',
		type: 'kiamoApi',
		data: credential,
	};
	const transport: Transport = async (request, signal) => {
		const response: { statusCode: number; headers: IDataObject; body: ByteStream } =
			await context.helpers.httpRequestWithAuthentication.call(
				abortedBy(context, signal),
				'kiamoApi',
				{ ...request, abortSignal: signal },
				{ credentialsDecrypted },
			);
		return { status: response.statusCode, headers: response.headers, body: response.body };
	};
	return connect(
		credential,
		options,
		transport,
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	);
}

/** n8n replaces the signal of a request by that of the execution, where there is one: here it is the request's own. */
function abortedBy(context: KiamoContext, signal: AbortSignal): KiamoContext {
	return 'getExecutionCancelSignal' in context
		? (Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as KiamoContext)
		: context;
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
	const options = httpOptions(connection, request, receive !== undefined);
	let lost = false;
	for (let attempt = 1; ; attempt++) {
		const answer = await connection.limit(
			async () =>
				await exchange(
					connection,
					request,
					{ ...options },
					{ milliseconds: remainingMs(connection), receive },
				),
		);
		if (answer.ok) return answer;
		const { failure } = answer;
		failure.addressLabel = addressLabel(connection.credential, request.api);
		if (lost && isGone(failure)) return { ok: true, data: undefined };
		lost ||= failure.mayHaveWritten;
		failure.mayHaveWritten = lost;
		const wait = waitBeforeRetry(failure, attempt);
		if (wait === undefined || Date.now() + wait > (connection.deadline ?? Infinity)) return answer;
		const cancelled = await sleep(wait, connection.signal).then(
			() => false,
			() => true,
		);
		if (cancelled)
			return { ok: false, failure: { request, cause: { kind: 'cancelled' }, mayHaveWritten: lost } };
	}
}

/** How long a request that begins now may take, in milliseconds. */
function remainingMs({ options, deadline = Infinity }: Connection): number {
	return Math.min(timeoutMs(options), Math.max(deadline - Date.now(), leastMs));
}

function httpOptions(
	{ credential, options }: Connection,
	request: KiamoRequest,
	wantsBytes: boolean,
): IHttpRequestOptions {
	const proxy = proxyOf(credential);
	const body = request.body === undefined ? undefined : JSON.stringify(request.body);
	return {
		method: request.method,
		url: buildUrl(addressOf(credential, request.api), request.path, request.query),
		json: !wantsBytes,
		encoding: 'stream',
		// As bytes with their type: of an empty array or object n8n would send nothing.
		...(body === undefined
			? {}
			: { body: Buffer.from(body), headers: { 'content-type': 'application/json' } }),
		timeout: timeoutMs(options),
		...(proxy ? { proxy } : {}),
		skipSslCertificateValidation: credential.ignoreSslIssues === true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would turn a POST into a GET, and hand the token to another server.
		disableFollowRedirect: true,
	};
}

/** How long to wait for Kiamo, in milliseconds. Throws a RangeError for a timeout that is out of bounds. */
export function timeoutMs({ timeout = defaultTimeoutSeconds }: RequestOptions): number {
	return atMost('Timeout', positiveNumber('Timeout', timeout), maxTimeoutSeconds) * 1000;
}

function atMost(label: string, value: number, most: number): number {
	if (value <= most) return value;
	throw new RangeError(`${label} must be at most ${most}, not ${value}`);
}
