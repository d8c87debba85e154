import { apiNames } from '../../../contract/generated/operations';
import type { Cause, FieldError, KiamoRequest } from './failure';
import type { Sentence } from './sentences';

const longestValue = 80;
const longestQuote = 200;

/** Says why Kiamo, or a server in front of it, refused a request. */
export function explainRefusal(
	request: KiamoRequest,
	cause: Extract<Cause, { kind: 'refused' }>,
	addressLabel: string,
): Sentence {
	const api = apiNames[request.api];
	if (cause.html && [400, 404, 405].includes(cause.status)) return explainWebPage(addressLabel, cause.status);
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
				message: 'Kiamo received too many requests',
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
function listErrors({ body, labels }: KiamoRequest, errors: FieldError[]): string {
	const lines = errors.slice(0, 5).map(({ field, message }) => {
		const steps = field.split('.', 9);
		const value = steps.reduce<unknown>(
			(inner, step) => (inner as Record<string, unknown> | null)?.[step],
			body,
		);
		const given =
			value === undefined || typeof value === 'object' ? '' : ` (given: "${shorten(String(value))}")`;
		const name = steps[steps.length - 1];
		return `field "${quote(labels?.get(name)?.label ?? name)}": ${quote(message)}${given}`;
	});
	const more = errors.length > lines.length ? ` and ${errors.length - lines.length} more` : '';
	return lines.length ? `: ${lines.join('; ')}${more}` : '';
}

/** What a server says, as an error can carry it. */
export const quote = (text: string) => shorten(text, longestQuote);

/** Cuts a text to what an error can carry, on one line, without marks that control or turn round what is shown. */
export function shorten(text: string, most = longestValue): string {
	const start = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
	const shown = start.replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu, ' ').trim();
	return text.length > most ? `${shown}…` : shown;
}

/** Says that a web page came instead of data. */
export function explainWebPage(addressLabel: string, status?: number): Sentence {
	// Web servers answer so to plain HTTP at a port for HTTPS.
	const scheme = status === 400 ? ', and whether it must start with https://' : '';
	return {
		message: `The server returned a web page instead of data${status ? ` (${status})` : ''}`,
		description: `Check the ${addressLabel} in the Kiamo credential${scheme}. A proxy or a login page in front of Kiamo can also cause this.`,
	};
}
