import { apiNames } from '../../../contract/generated/operations';
import { isTlsProblem, type Cause, type Failure, type FieldError, type KiamoRequest } from './failure';

/** What happened, and what the user can do about it. */
export interface Sentence {
	message: string;
	description: string;
}

const longestQuote = 80;

/**
 * Says a failure in the words of a user of n8n. The rights and their place (Development > API tokens), and that a
 * missing right shows as 401 or 403, are documented in the vendor's overview of API v3.
 */
export function sentenceOf({
	request,
	cause,
	mayHaveWritten,
	retryAdvice = retryAdviceFor(request),
}: Failure): Sentence {
	const { message, description } = explain(request, cause);
	const unsure = `It is not known whether Kiamo carried the request out. ${retryAdvice}`;
	return { message, description: mayHaveWritten ? `${description} ${unsure}` : description };
}

function retryAdviceFor({ method }: KiamoRequest): string {
	return method === 'POST' ? 'Look in Kiamo before you send it again.' : 'Sending it again does no harm.';
}

function explain(request: KiamoRequest, cause: Cause): Sentence {
	switch (cause.kind) {
		case 'cancelled':
			return {
				// Spelt as n8n does: by this word it tells a canceled run from a failed one.
				message: 'The execution was canceled before Kiamo answered',
				description: 'Nothing more is sent to Kiamo.',
			};
		case 'redirected':
			return {
				message: `The server sent the request on to ${cause.location} instead of answering`,
				description:
					'Put the address where Kiamo really answers in the credential, often the same with https://.',
			};
		case 'unreadable':
			return cause.html
				? explainWebPage(request)
				: {
						message: 'The answer of Kiamo could not be read',
						description:
							'It was cut off, or is not in the form expected. Try again; if it happens each time, use the API Request resource and tell us.',
					};
		case 'unreachable':
			return explainNetwork(cause.code, isTlsProblem(cause));
		case 'refused':
			return explainStatus(request, cause);
	}
}

function explainNetwork(code: string, isTls: boolean): Sentence {
	if (isTls) {
		return {
			message: "The certificate of the Kiamo server is not trusted, or TLS doesn't work there",
			description: `If your server has a certificate of its own making, switch on Ignore SSL Issues in the credential. Check too that the address should start with https:// (${code}).`,
		};
	}
	switch (code) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return {
				message: 'The name of the Kiamo server is not known in the network',
				description:
					'Check the spelling of the server address in the credential, and of the proxy if there is one, and that n8n reaches the network of Kiamo (name look-up failed).',
			};
		case 'ECONNREFUSED':
			return {
				message: 'Nothing answers at the address of the Kiamo server',
				description:
					'Check the server address and the port in the credential, and those of the proxy if there is one, and that Kiamo runs (connection refused).',
			};
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
		case 'ESOCKETTIMEDOUT':
			return {
				message: 'Kiamo did not answer in time',
				description:
					'Try again later, or raise the timeout under Request Options. A firewall between n8n and Kiamo shows like this too.',
			};
		default:
			return {
				message: 'The connection to Kiamo broke before the answer was there',
				description: `Try again. If it happens each time, check whether the address must start with https://, and whether something between n8n and Kiamo closes the connection (${code}).`,
			};
	}
}

function explainWebPage({ api }: KiamoRequest, status = ''): Sentence {
	return {
		message: `The server answered with a web page instead of data${status}`,
		description: `The address in the Kiamo credential may be wrong, or a proxy or a login page stands before Kiamo. Check the address of the ${apiNames[api]} API.`,
	};
}

function explainStatus(request: KiamoRequest, cause: Extract<Cause, { kind: 'refused' }>): Sentence {
	const api = apiNames[request.api];
	if (cause.html && [400, 404, 405].includes(cause.status))
		return explainWebPage(request, ` (${cause.status})`);
	const said = cause.message ? ` Kiamo says: "${shorten(cause.message)}".` : '';
	switch (cause.status) {
		case 401:
			return {
				message: `Kiamo did not accept the API token for the ${api} API`,
				description: `In Kiamo, under Development > API tokens, check that the token is active and copied whole, and that ${request.method} is ticked for "${api}".`,
			};
		case 403:
			return {
				message: `The API token may not do this: it lacks the right ${request.method} on the ${api} API`,
				description: `In Kiamo, under Development > API tokens, tick ${request.method} for "${api}" on this token.`,
			};
		case 404:
			return explainNotFound(request, api);
		case 409:
			return {
				message: `Kiamo refused because of a conflict${listErrors(request, cause.errors)}`,
				description: `What is there already stands against this change.${said} Read it again, then decide.`,
			};
		case 400:
		case 422:
			return {
				message: `Kiamo refused ${cause.errors.length ? `the data${listErrors(request, cause.errors)}` : 'the request'}`,
				description: `Correct the value, then run again.${said}`,
			};
		case 429:
			return {
				message: 'Kiamo receives too many requests',
				description: `It was asked several times, with pauses. Lower Concurrency under Request Options, or try again later.`,
			};
		default:
			return cause.status >= 500
				? {
						message: `Kiamo is out of order at the moment (${cause.status})`,
						description: `Try again later; if it stays, ask the people who run your Kiamo.${said}`,
					}
				: {
						message: `Kiamo refused the request (${cause.status})`,
						description: `${request.method} ${shorten(request.path)} on the ${api} API.${said}`,
					};
	}
}

function explainNotFound({ ids, path }: KiamoRequest, api: string): Sentence {
	const [last] = Object.entries(ids).slice(-1);
	if (!last) {
		return {
			message: `Kiamo knows nothing at ${shorten(path)} on the ${api} API`,
			description: `Check the path and the IDs in it, and the address of the ${api} API in the Kiamo credential.`,
		};
	}
	const [parameter, id] = last;
	const thing = parameter.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return {
		message: `Kiamo knows no ${thing} with the ID "${shorten(String(id))}"`,
		description: `Check the ID, or choose the ${thing} from the list. It may have been deleted, or belong elsewhere.`,
	};
}

/** `: field "contactEmail": must be an e-mail address (given: "nobody")`, for each bad field. */
function listErrors({ body }: KiamoRequest, errors: FieldError[]): string {
	const lines = errors.slice(0, 5).map(({ field, message }) => {
		const steps = field.split('.');
		const value = steps.reduce<unknown>(
			(inner, step) => (inner as Record<string, unknown> | null)?.[step],
			body,
		);
		const given =
			value === undefined || typeof value === 'object' ? '' : ` (given: "${shorten(String(value))}")`;
		return `field "${steps[steps.length - 1]}": ${shorten(message)}${given}`;
	});
	const more = errors.length > lines.length ? ` and ${errors.length - lines.length} more` : '';
	return lines.length ? `: ${lines.join('; ')}${more}` : '';
}

/** Cuts a text to what an error can carry. */
export function shorten(text: string): string {
	return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}
