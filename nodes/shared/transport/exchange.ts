import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Connection } from './connection';
import { causeOf, failed, notTls, type Answer, type Cause, type KiamoRequest } from './failure';

/** Bytes as they come. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

/** The head of a response; `headers` are in lower case. The body is still to be read. */
export interface RawResponse {
	status: number;
	headers: IDataObject;
	body: ByteStream;
}

/** Sends one request as n8n allows it where we are, until the signal; an HTTP error is a response, not an exception. */
export type Transport = (options: IHttpRequestOptions, signal: AbortSignal) => Promise<RawResponse>;

/** Takes in the bytes of a response; `headers` are in lower case. */
export type Receive = (bytes: ByteStream, headers: IDataObject) => Promise<Answer<unknown>>;

export const bytesPerMegabyte = 1_000_000;
/** What is read into memory of a response, and of a refusal. */
const maxBytes = 256 * bytesPerMegabyte;
const maxRefusalBytes = 64 * 1024;

class TooLarge extends Error {}

/**
 * Sends one request once. All of it, from connecting to the last byte, ends within `milliseconds`; with `receive`, which
 * takes in the bytes of a success, the clock stops where they begin. Never throws for what Kiamo or the network does.
 */
export async function exchange(
	connection: Connection,
	request: KiamoRequest,
	options: IHttpRequestOptions,
	{ milliseconds, receive }: { milliseconds: number; receive?: Receive },
): Promise<Answer<unknown>> {
	const { transport, signal: cancel, hideToken, hideSecrets } = connection;
	if (cancel?.aborted)
		return { ok: false, failure: { request, cause: { kind: 'cancelled' }, mayHaveWritten: false } };
	const clock = startClock(milliseconds, cancel);
	try {
		const { status, headers, body } = await clock.race(
			transport(options, clock.signal).then((response) => {
				if (clock.signal.aborted) response.body.destroy();
				return response;
			}),
		);
		connection.sawTime(headers);
		if (receive && status < 300) {
			clock.stopTimer();
			return await receive(body, headers);
		}
		const { text, isWhole } =
			status < 300
				? { text: await readWhole(body, headers, clock.signal), isWhole: true }
				: await readStart(body, clock.signal);
		const parsed = parse(hideToken(text));
		const cause = causeOf(request, { status, headers, body: parsed, isWhole });
		if (cause) return failed(request, hideIn(cause, hideSecrets));
		return { ok: true, data: parsed === '' ? undefined : parsed, ...(status === 207 && { isPartial: true }) };
	} catch (error) {
		if (error instanceof TooLarge) return failed(request, { kind: 'tooLarge' });
		return failed(
			request,
			clock.signal.aborted && !cancel?.aborted ? timedOut : causeOfError(connection, error),
		);
	} finally {
		clock.stop();
	}
}

const timedOut: Cause = { kind: 'unreachable', code: 'ECONNABORTED' };

/** A clock for one exchange: `signal` aborts, and `race` rejects, when the time is up or the run is canceled. */
function startClock(milliseconds: number, cancel: AbortSignal | undefined) {
	const clock = new AbortController();
	const { signal } = clock;
	const end = () => clock.abort();
	const timeUp = AbortSignal.timeout(milliseconds);
	timeUp.addEventListener('abort', end);
	cancel?.addEventListener('abort', end);
	return {
		signal,
		async race<Result>(work: Promise<Result>): Promise<Result> {
			let abort = () => {};
			const aborted = new Promise<never>((_, reject) => {
				abort = () => reject(new Error('The exchange was aborted'));
				signal.addEventListener('abort', abort);
			});
			return await Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', abort));
		},
		/** From now on, only a cancellation ends the exchange. */
		stopTimer() {
			timeUp.removeEventListener('abort', end);
		},
		stop() {
			timeUp.removeEventListener('abort', end);
			cancel?.removeEventListener('abort', end);
		},
	};
}

/** Reads a body into memory. Throws TooLarge, and what breaks the stream. */
async function readWhole(bytes: ByteStream, headers: IDataObject, signal: AbortSignal): Promise<string> {
	if (Number(headers['content-length']) > maxBytes) {
		bytes.destroy();
		throw new TooLarge();
	}
	const { chunks, isWhole, error } = await readUpTo(bytes, maxBytes, signal);
	if (error) throw error.cause;
	if (!isWhole) throw new TooLarge();
	return toText(chunks, headers);
}

/** Reads the start of what a refusal says. It is refused whatever becomes of the rest. */
async function readStart(
	bytes: ByteStream,
	signal: AbortSignal,
): Promise<{ text: string; isWhole: boolean }> {
	const { chunks, isWhole, error } = await readUpTo(bytes, maxRefusalBytes, signal);
	return { text: Buffer.concat(chunks).toString(), isWhole: isWhole && !error };
}

/** Reads at most so many bytes, and lets go of the stream. */
async function readUpTo(bytes: ByteStream, most: number, signal: AbortSignal) {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const abort = () => void bytes.destroy(new Error('The exchange was aborted'));
	signal.addEventListener('abort', abort);
	try {
		for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
			size += chunk.length;
			if (size > most) return { chunks, isWhole: false };
			chunks.push(chunk);
		}
		return { chunks, isWhole: true };
	} catch (cause) {
		return { chunks, isWhole: false, error: { cause } };
	} finally {
		signal.removeEventListener('abort', abort);
	}
}

/**
 * The text of a body: UTF-8, as JSON is, else in the charset that the server names. Bytes that are none of that are not
 * guessed at: a mark in front keeps them from being read as JSON.
 */
function toText(chunks: Uint8Array[], { 'content-type': type }: IDataObject): string {
	const bytes = Buffer.concat(chunks);
	const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(String(type)) ?? [];
	return decode(bytes, 'utf-8') ?? decode(bytes, charset) ?? `\uFFFD${bytes.toString()}`;
}

function decode(bytes: Uint8Array, charset: string): string | undefined {
	try {
		return new TextDecoder(charset, { fatal: true }).decode(bytes);
	} catch {
		// Other bytes, or no charset that is known.
		return undefined;
	}
}

const longInteger = /[:[,\s]-?\d{16}/;

/** A JSON text in which integers that JavaScript would round, such as long IDs, are texts. */
function withLongIntegers(json: string): string {
	if (!longInteger.test(json)) return json;
	let isInText = false;
	return json.replace(/\\.|"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (token) => {
		if (token === '"') isInText = !isInText;
		return isInText || !/\d$/.test(token) || Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
	});
}

/** What a body holds: JSON, or a text that is none. */
function parse(text: string): unknown {
	try {
		return JSON.parse(withLongIntegers(text));
	} catch {
		// The page of a proxy, for instance: read as such.
		return text;
	}
}

/** Takes secrets out of what a server says. */
function hideIn(cause: Cause, hide: (text: string) => string): Cause {
	if (cause.kind === 'redirected') return { ...cause, location: hide(cause.location) };
	if (cause.kind !== 'refused') return cause;
	return {
		...cause,
		message: cause.message && hide(cause.message),
		errors: cause.errors.map(({ field, message }) => ({ field: hide(field), message: hide(message) })),
	};
}

/**
 * Why no whole answer came: the run was canceled, or the system's code in the error, however deep n8n wrapped it.
 * Nothing else of it is kept: it may hold the token.
 */
export function causeOfError({ signal }: Pick<Connection, 'signal'>, error: unknown): Cause {
	if (signal?.aborted) return { kind: 'cancelled' };
	for (let inner = error; inner instanceof Error; inner = inner.cause) {
		const { code, message } = inner as NodeJS.ErrnoException;
		// Some versions of Node.js give it a code of its own, others say it in the message.
		if (code === 'EPROTO' && /wrong.version.number/i.test(message))
			return { kind: 'unreachable', code: notTls };
		if (typeof code === 'string') return { kind: 'unreachable', code };
	}
	return { kind: 'unreachable', code: 'unknown' };
}
