import type { IDataObject } from 'n8n-workflow';

import { errorBody } from '../../../contract/generated/operations';
import type { ApiName } from './credential';
import { valueAt } from './page';
import type { Query } from './url';

/** A value that Kiamo refused: where it is (`3.fields.contactEmail`), and why. */
export interface FieldError {
	field: string;
	message: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One request to Kiamo, before the address and the token are known. */
export interface KiamoRequest {
	api: ApiName;
	method: Method;
	path: string;
	/** The ids in the path by their name in the contract, for the words of an error. */
	ids: Record<string, string | number>;
	query?: Query;
	body?: unknown;
	/** What users know the fields of the body by, for the words of an error. */
	labels?: ReadonlyMap<string, { label: string }>;
}

/** What a request came back with. `headers` are in lower case. */
export interface KiamoResponse {
	status: number;
	headers: IDataObject;
	/** What JSON held, or the text that is none. */
	body: unknown;
	/** False where only the start of a refusal was read. */
	isWhole?: boolean;
}

/** Why a request did not bring what it should. */
export type Cause =
	| {
			kind: 'refused';
			status: number;
			message?: string;
			errors: FieldError[];
			/** A web page instead of Kiamo's own words. */
			html: boolean;
			/** Kiamo's own words, but not all of them. */
			isCutOff?: boolean;
			retryAfterMs?: number;
	  }
	| { kind: 'unreadable'; html: boolean }
	| { kind: 'tooLarge' }
	/** Rows that lack properties which nothing can be done without. */
	| { kind: 'badRows'; isAll: boolean; count: number; missing: string[] }
	/** A row of another ID than the wanted one. */
	| { kind: 'otherRow'; wanted: string; shown: string }
	/** `isDone`: by its status (303), what was asked for was done before. */
	| { kind: 'redirected'; location: string; isDone?: boolean }
	| { kind: 'unreachable'; code: string }
	/** An update emptied what it did not send; `lost` are the values that were there. */
	| { kind: 'overwritten'; lost: Record<string, unknown>; isRestored: boolean }
	/** After an update, nothing shows whether it left alone what it did not send. */
	| { kind: 'unchecked' }
	| { kind: 'cancelled' };

export interface Failure {
	request: KiamoRequest;
	cause: Cause;
	/** False when Kiamo surely did nothing; true when a write may have been carried out. */
	mayHaveWritten: boolean;
	/** What the credential calls the address that was asked, where it is not the server's. */
	addressLabel?: string;
	/** Of a 404, what Kiamo does not have, where that is known. */
	missing?: { parameter: string } | 'path';
	/** What to know before the write is tried again, where that is not for the verb to say. */
	retryAdvice?: string;
	/** Which record it is about, as a sentence, where the request may be about several. */
	about?: string;
}

/** `isPartial`: by its status, the elements of an array ended in several ways. */
export type Answer<T> = { ok: true; data: T; isPartial?: boolean } | { ok: false; failure: Failure };

const nothingSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/;
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const tls = /^ERR_SSL|^ERR_TLS|^EPROTO$/;

/** The code of an answer in plain HTTP to a request with TLS. */
export const notTls = 'ERR_SSL_WRONG_VERSION_NUMBER';

/** True when the certificate of the server is what stands in the way. */
export function isCertificateProblem(cause: Cause): boolean {
	return cause.kind === 'unreachable' && certificate.test(cause.code);
}

/** True when the certificate, or TLS itself, is what stands in the way. */
export function isTlsProblem(cause: Cause): boolean {
	return isCertificateProblem(cause) || (cause.kind === 'unreachable' && tls.test(cause.code));
}

/** True for a status with which a server, or a proxy before it, says that it is busy or away for the moment. */
export function isBusy(status: number): boolean {
	return [408, 429, 502, 503, 504].includes(status);
}

/** True when Kiamo itself says that what was asked for is not there; a web page or half an answer with this status says nothing. */
export function isMissing({ cause }: Failure): boolean {
	return cause.kind === 'refused' && cause.status === 404 && !cause.html && !cause.isCutOff;
}

/** Puts a cause and its request together, and says whether a write may have been carried out. */
export function failed(request: KiamoRequest, cause: Cause): { ok: false; failure: Failure } {
	const mayHaveWritten = request.method !== 'GET' && !surelyDidNothing(cause);
	return { ok: false, failure: { request, cause, mayHaveWritten } };
}

function surelyDidNothing(cause: Cause): boolean {
	switch (cause.kind) {
		case 'refused':
			// A server or a proxy that gave up waiting says nothing of the work.
			if (cause.status === 408) return false;
			return cause.status < 500 || (cause.status === 503 && cause.retryAfterMs !== undefined);
		case 'unreachable':
			return nothingSent.test(cause.code) || isTlsProblem(cause);
		case 'redirected':
			return !cause.isDone;
		default:
			return false;
	}
}

/** Reads a response: undefined when it is what was asked for, else why it is not. */
export function causeOf(
	{ method }: KiamoRequest,
	{ status, headers, body, isWhole = true }: KiamoResponse,
): Cause | undefined {
	// Nothing was asked for with a condition: only a broken cache answers so.
	if (status === 304) return { kind: 'unreadable', html: false };
	if (status >= 300 && status < 400)
		return {
			kind: 'redirected',
			location: originOf(headers.location),
			...(status === 303 && { isDone: true }),
		};
	if (status < 300) {
		if (typeof body === 'object' && !deniesItself(body)) return undefined;
		if (body === '' && (method !== 'GET' || status === 204)) return undefined;
		return { kind: 'unreadable', html: isHtml(body) };
	}
	const message = valueAt(body, errorBody.message);
	const errors = valueAt(body, errorBody.errors);
	return {
		kind: 'refused',
		status,
		message: typeof message === 'string' ? message : undefined,
		errors: Array.isArray(errors) ? errors.flatMap(toFieldError) : [],
		html: isHtml(body),
		...(isWhole || isHtml(body) ? {} : { isCutOff: true }),
		retryAfterMs: retryAfter(headers),
	};
}

/** True for a success that says that it is none: it is marked so, or has an error in the place of what was asked for. */
function deniesItself(body: unknown): boolean {
	const error = valueAt(body, 'error');
	const isError = typeof error === 'object' ? Object.keys(error ?? {}).length > 0 : Boolean(error);
	const isAnswer = ['id', 'data'].some((name) => valueAt(body, name) !== undefined);
	return valueAt(body, 'success') === false || (isError && !isAnswer);
}

function isHtml(body: unknown): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}

function toFieldError(error: unknown): FieldError[] {
	const [field, message] = [valueAt(error, errorBody.field), valueAt(error, errorBody.fieldMessage)];
	return typeof field === 'string' && typeof message === 'string' ? [{ field, message }] : [];
}

/** No server may put a trigger to sleep for longer. */
const longestPauseMs = 3_600_000;

/** Milliseconds that a `Retry-After` asks for, an hour at most; a date is read against the server's own `Date`. */
function retryAfter(headers: IDataObject): number | undefined {
	const text = String(headers['retry-after']).trim();
	const asked = /^\d+$/.test(text)
		? Number(text) * 1000
		: Date.parse(text) - (serverTime(headers) ?? Date.now());
	return Number.isNaN(asked) ? undefined : Math.min(Math.max(0, asked), longestPauseMs);
}

/** The moment of the answer by the server's own clock, in milliseconds since 1970; whole seconds. */
export function serverTime(headers: IDataObject): number | undefined {
	const time = Date.parse(String(headers.date));
	return Number.isNaN(time) ? undefined : time;
}

function originOf(location: unknown): string {
	return typeof location === 'string' && URL.canParse(location)
		? new URL(location).origin
		: 'another address';
}
