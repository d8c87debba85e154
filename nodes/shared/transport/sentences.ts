import { apiNames } from '../../../contract/generated/operations';
import {
	isCertificateProblem,
	isTlsProblem,
	type Cause,
	type Failure,
	type FieldError,
	type KiamoRequest,
} from './failure';

/** What happened, and what the user can do about it. */
export interface Sentence {
	message: string;
	description: string;
}

const longestValue = 80;
const longestQuote = 200;

/**
 * Says a failure in the words of a user of n8n. The rights and their place (Development > API tokens), and that a
 * missing right shows as 401 or 403, are documented in the vendor's overview of API v3.
 */
export function sentenceOf(failure: Failure): Sentence {
	const { request, mayHaveWritten, retryAdvice = retryAdviceFor(request) } = failure;
	const { message, description } = explain(failure);
	const unsure = `It is unknown whether Kiamo carried out the request. ${retryAdvice}`;
	return { message, description: mayHaveWritten ? `${description} ${unsure}` : description };
}

function retryAdviceFor({ method }: KiamoRequest): string {
	return method === 'POST'
		? 'Check in Kiamo before you send it again.'
		: 'You can safely retry: sending it again does no harm.';
}

function explain({ request, cause, missing, addressLabel = 'server address' }: Failure): Sentence {
	switch (cause.kind) {
		case 'cancelled':
			return {
				// Spelt as n8n does: by this word it tells a canceled run from a failed one.
				message: 'The execution was canceled before Kiamo answered',
				description: 'No more requests are sent to Kiamo.',
			};
		case 'redirected':
			return {
				message: `The server redirected the request to ${quote(cause.location)} instead of answering`,
				description: `Check the ${addressLabel} in the Kiamo credential. It must be the final address, often the same with https://.`,
			};
		case 'unreadable':
			return cause.html
				? explainWebPage(addressLabel)
				: {
						message: "Couldn't read Kiamo's response",
						description:
							'It was cut off or has an unexpected format. Try again. If it happens every time, use the API Request resource and report the problem.',
					};
		case 'tooLarge':
			return {
				message: "Kiamo's response is larger than 256 MB",
				description: 'Ask for less at a time, e.g. with a limit or a filter.',
			};
		case 'overwritten':
			return explainOverwritten(request, cause);
		case 'badRows':
			return explainBadRows(cause);
		case 'unreachable':
			return explainNetwork(cause);
		case 'refused':
			return cause.status === 404 && missing === 'path'
				? explainNotFound({ ...request, ids: {} }, apiNames[request.api], addressLabel)
				: explainStatus(onlyMissing(request, missing), cause, addressLabel);
	}
}

function explainOverwritten(
	{ api }: KiamoRequest,
	{ lost, isRestored }: Extract<Cause, { kind: 'overwritten' }>,
): Sentence {
	const values = Object.entries(lost).map(([name, value]) => {
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		return `${name} "${isRestored ? shorten(text) : text.slice(0, 500)}"`;
	});
	const shown = values.slice(0, 20).join(', ');
	return {
		message: `Kiamo emptied fields that the update did not send: ${Object.keys(lost).slice(0, 10).join(', ')}`,
		description: isRestored
			? `This server replaces records instead of changing them. What was there was written back and checked (${shown}); no other record was updated. Don't update records of the ${apiNames[api]} API with this package, and report it.`
			: `This server replaces records instead of changing them. What was there could not be written back: enter it in Kiamo (${shown}). No other record was updated.`,
	};
}

function explainBadRows({ isAll, count, missing }: Extract<Cause, { kind: 'badRows' }>): Sentence {
	const lacks = missing.map((name) => `"${name}"`).join(', ');
	return isAll
		? {
				message: "Kiamo's response has an unexpected format",
				description: `Its records lack ${lacks}. Use the API Request resource to see the response, and report the problem.`,
			}
		: {
				message: "Couldn't read the complete list from Kiamo",
				description: `${count === 1 ? '1 record lacks' : `${count} records lack`} ${lacks}. The node writes only when it knows the complete list. Correct the records in Kiamo.`,
			};
}

function explainNetwork(cause: Extract<Cause, { kind: 'unreachable' }>): Sentence {
	const { code } = cause;
	if (isCertificateProblem(cause)) {
		return {
			message: "The certificate of the Kiamo server isn't trusted",
			description: `If your server uses a self-signed certificate, turn on Ignore SSL Issues in the Kiamo credential (${code}).`,
		};
	}
	if (isTlsProblem(cause)) {
		return {
			message: "Couldn't open an HTTPS connection to the Kiamo server",
			description: `The address in the Kiamo credential starts with https://, but an http server may be listening there. Check whether it must start with http://, and the port (${code}).`,
		};
	}
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: "Couldn't resolve the Kiamo server's hostname",
				description:
					'Check the spelling of the server address in the Kiamo credential, and of the proxy if you use one. Check that n8n can reach the network of Kiamo.',
			};
		case 'ECONNREFUSED':
			return {
				message: "Couldn't connect to the Kiamo server",
				description:
					'The connection was refused. Check the server address and the port in the Kiamo credential, and those of the proxy if you use one. Check that Kiamo is running.',
			};
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
		case 'ESOCKETTIMEDOUT':
			return {
				message: "Kiamo didn't respond in time",
				description:
					'Try again later, or increase Timeout under Request Options. A firewall between n8n and Kiamo can also cause this.',
			};
		default:
			return {
				message: 'The connection to Kiamo closed before the response was complete',
				description: `Try again. If it happens every time, check whether the address must start with https://, and whether a firewall or a proxy closes the connection (${code}).`,
			};
	}
}

function explainWebPage(addressLabel: string, status = ''): Sentence {
	return {
		message: `The server returned a web page instead of data${status}`,
		description: `Check the ${addressLabel} in the Kiamo credential. A proxy or a login page in front of Kiamo can also cause this.`,
	};
}

function explainStatus(
	request: KiamoRequest,
	cause: Extract<Cause, { kind: 'refused' }>,
	addressLabel: string,
): Sentence {
	const api = apiNames[request.api];
	if (cause.html && [400, 404, 405].includes(cause.status))
		return explainWebPage(addressLabel, ` (${cause.status})`);
	const said = cause.message ? ` Kiamo's message: "${quote(cause.message)}".` : '';
	switch (cause.status) {
		case 401:
			return {
				message: `Kiamo didn't accept the API token for the ${api} API`,
				description: `In Kiamo, under Development > API tokens, check that the token is active, copied completely, and has ${request.method} enabled for "${api}".`,
			};
		case 403:
			return {
				message: `The API token lacks the permission ${request.method} for the ${api} API`,
				description: `In Kiamo, under Development > API tokens, enable ${request.method} for "${api}" on this token.`,
			};
		case 404:
			return explainNotFound(request, api, addressLabel);
		case 409:
			return {
				message: `Kiamo refused because of a conflict${listErrors(request, cause.errors)}`,
				description: `The change conflicts with existing data.${said} Get the current record, then try again.`,
			};
		case 400:
		case 422:
			return {
				message: `Kiamo refused ${cause.errors.length ? `the data${listErrors(request, cause.errors)}` : 'the request'}`,
				description: `Correct the value, then try again.${said}`,
			};
		case 429:
			return {
				message: 'Kiamo receives too many requests',
				description: `The request was sent several times, with pauses. Lower Concurrency under Request Options, or try again later.`,
			};
		default:
			return cause.status >= 500
				? {
						message: `Kiamo returned a server error (${cause.status})`,
						description: `Try again later. If it keeps happening, contact your Kiamo administrator.${said}`,
					}
				: {
						message: `Kiamo refused the request (${cause.status})`,
						description: `${request.method} ${shorten(request.path)} on the ${api} API.${said}`,
					};
	}
}

/** A request with just the id of what is not there, where that is known. */
function onlyMissing(request: KiamoRequest, missing: Failure['missing']): KiamoRequest {
	if (!missing || missing === 'path') return request;
	const { parameter } = missing;
	return { ...request, ids: { [parameter]: request.ids[parameter] } };
}

function explainNotFound({ ids, path }: KiamoRequest, api: string, addressLabel: string): Sentence {
	const [last] = Object.entries(ids).slice(-1);
	if (!last) {
		return {
			message: `The path ${shorten(path)} doesn't exist on the ${api} API`,
			description: `Check the path and the IDs in it, and the ${addressLabel} in the Kiamo credential.`,
		};
	}
	const [parameter, id] = last;
	const thing = parameter.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return {
		message: `${thing[0].toUpperCase()}${thing.slice(1)} "${shorten(String(id))}" not found in Kiamo`,
		description: `Check the ID, or choose the ${thing} from the list. It may have been deleted, or belong elsewhere.`,
	};
}

/** `: field "contactEmail": must be an email address (given: "nobody")`, for each bad field. */
function listErrors({ body }: KiamoRequest, errors: FieldError[]): string {
	const lines = errors.slice(0, 5).map(({ field, message }) => {
		const steps = field.split('.', 9);
		const value = steps.reduce<unknown>(
			(inner, step) => (inner as Record<string, unknown> | null)?.[step],
			body,
		);
		const given =
			value === undefined || typeof value === 'object' ? '' : ` (given: "${shorten(String(value))}")`;
		return `field "${quote(steps[steps.length - 1])}": ${quote(message)}${given}`;
	});
	const more = errors.length > lines.length ? ` and ${errors.length - lines.length} more` : '';
	return lines.length ? `: ${lines.join('; ')}${more}` : '';
}

/** What a server says, as an error can carry it. */
const quote = (text: string) => shorten(text, longestQuote);

/** Cuts a text to what an error can carry, on one line, without marks that control or turn round what is shown. */
export function shorten(text: string, most = longestValue): string {
	const start = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
	const shown = start.replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu, ' ').trim();
	return text.length > most ? `${shown}…` : shown;
}
