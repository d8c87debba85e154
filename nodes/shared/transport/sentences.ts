import { apiNames } from '../../../contract/generated/operations';
import {
	isCertificateProblem,
	isTlsProblem,
	notTls,
	type Cause,
	type Failure,
	type KiamoRequest,
} from './failure';
import { explainRefusal, explainWebPage, quote, shorten } from './refusals';

/** What happened, and what the user can do about it. */
export interface Sentence {
	message: string;
	description: string;
}

/**
 * Says a failure in the words of a user of n8n. The rights and their place (Development > API tokens), and that a
 * missing right shows as 401 or 403, are documented in the vendor's overview of API v3.
 */
export function sentenceOf(failure: Failure): Sentence {
	const { request, mayHaveWritten, retryAdvice = retryAdviceFor(request), about } = failure;
	const { message, description } = explain(failure);
	const unsure = mayHaveWritten && `It is unknown whether Kiamo carried out the request. ${retryAdvice}`;
	return { message, description: [description, unsure, about].filter(Boolean).join(' ') };
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
				// Spelled as n8n does, which recognizes a canceled run by this word.
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
				description: 'Request less at a time, e.g. with a limit or a filter.',
			};
		case 'overwritten':
			return explainOverwritten(request, cause);
		case 'unchecked':
			return {
				message: "Couldn't check whether the update emptied other fields",
				description:
					'The update was sent, but Kiamo did not show the record afterward. No other record was updated. Check the record in Kiamo before you try again.',
			};
		case 'badRows':
			return explainBadRows(cause);
		case 'otherRow':
			return {
				message: 'Kiamo returned another record than requested',
				description: `It returned "${quote(cause.shown)}" instead of "${quote(cause.wanted)}". Check the ID. If it is correct, a proxy or a cache in front of Kiamo can cause this.`,
			};
		case 'unreachable':
			return explainNetwork(cause, addressLabel);
		case 'refused':
			return explainRefusal(onlyMissing(request, missing), cause, addressLabel);
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

function explainNetwork(cause: Extract<Cause, { kind: 'unreachable' }>, addressLabel: string): Sentence {
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
			description:
				code === notTls
					? `The server at this address doesn't use HTTPS. Check the port, or start the ${addressLabel} in the Kiamo credential with http:// (${code}).`
					: `Check the port of the ${addressLabel} in the Kiamo credential, and which versions of TLS the server accepts (${code}).`,
		};
	}
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: "Couldn't resolve the Kiamo server's hostname",
				description: `Check the spelling of the ${addressLabel} in the Kiamo credential, and of the proxy if you use one. Check that n8n can reach the network of Kiamo.`,
			};
		case 'ECONNREFUSED':
			return {
				message: "Couldn't connect to the Kiamo server",
				description: `The connection was refused. Check the ${addressLabel} and the port in the Kiamo credential, and those of the proxy if you use one. Check that Kiamo is running.`,
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
				description: `Try again. If it happens every time, check whether the ${addressLabel} must start with https://, and whether a firewall or a proxy closes the connection (${code}).`,
			};
	}
}

/** A request with just the id of what is not there, where that is known; with none where it is the path. */
function onlyMissing(request: KiamoRequest, missing: Failure['missing']): KiamoRequest {
	if (!missing) return request;
	if (missing === 'path') return { ...request, ids: {} };
	const { parameter } = missing;
	return { ...request, ids: { [parameter]: request.ids[parameter] } };
}
