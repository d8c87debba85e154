import type { RawRequest } from '../contract';
import type { BadRows, Quirks, TokenEcho } from './quirks';

/** Names of the query parameters that a server leaves out of account. */
function isIgnored(name: string, { ignoresFilters, ignoresQ }: Quirks): boolean {
	if (name === 'q' && ignoresQ) return true;
	if (ignoresFilters === true) return !['limit', 'offset', 'sort'].includes(name);
	if (ignoresFilters === 'feeds') return /^(created|updated|answered|ended)_(from|to)$/.test(name);
	return Array.isArray(ignoresFilters) && ignoresFilters.includes(name);
}

const uuidOf = (id: number) => `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`;
const numbered = (text: string) =>
	text.replace(/00000000-0000-4000-8000-([\da-f]{12})/gi, (_uuid, hex: string) => `${parseInt(hex, 16)}`);

/** A value with everything in it changed, the innermost first. `holder` is the object that has the key. */
type Change = (key: string, value: unknown, holder: object) => unknown;
function changeAll(value: unknown, change: Change): unknown {
	if (Array.isArray(value)) return value.map((element) => changeAll(element, change));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value);
	return Object.fromEntries(
		entries.map(([key, inner]) => [key, change(key, changeAll(inner, change), value)]),
	);
}

/** A request as the server reads it. */
export function alterRequest(request: RawRequest, quirks: Quirks): RawRequest {
	const pairs = request.query.split('&');
	const nameOf = (pair: string) => decodeURIComponent(pair.replace(/%(?![\da-f]{2})/gi, '')).split(/[[=]/)[0];
	const query = pairs.filter((pair) => !isIgnored(nameOf(pair), quirks)).join('&');
	if (!quirks.idsUuid) return { ...request, query };
	const toNumber: Change = (_key, value) => {
		const id = typeof value === 'string' ? numbered(value) : '';
		return id !== value && /^\d+$/.test(id) ? Number(id) : value;
	};
	const { path, body } = request;
	return { ...request, query: numbered(query), path: numbered(path), body: changeAll(body, toNumber) };
}

const idKeys = ['id', 'agent_id', 'service_id', 'group_id', 'name'];

function spoil(row: unknown, place: number, { as, rows = 'all' }: BadRows): unknown {
	if (typeof row !== 'object' || row === null) return row;
	const known = new Map(Object.entries(row));
	const id: unknown = known.get(idKeys.find((key) => known.has(key)) ?? '');
	const sum = Buffer.from(String(id)).reduce((total, byte) => total + byte, 0);
	const isBad =
		typeof rows === 'string'
			? { all: true, first: place === 0, some: sum % 3 === 0 }[rows]
			: rows.some((one) => String(one) === String(id));
	if (!isBad || as === null) return isBad ? null : row;
	return { ...row, ...Object.fromEntries(Object.entries(as).filter(([key]) => known.has(key))) };
}

/** The token in the form in which a server gives it away. */
export function echo(token: string, { as }: TokenEcho): string {
	if (as === 'capitals') return token.toUpperCase();
	if (as === 'base64') return Buffer.from(token).toString('base64');
	if (as === 'percent') return Buffer.from(token).toString('hex').replace(/../g, '%$&');
	return token;
}

interface Answered {
	method: string;
	operationId: string | undefined;
	token: string;
	/** Whether the properties of this answer are in another order than those of the last. */
	isOdd: boolean;
}

const isDate = /^(?:at|since|start|end)$|_at$|_date$/;
const isId = /^id$|_id$/;

/** A date of an answer as the server writes it. */
function dateIn(date: string, { wholeSeconds, offset }: Quirks): string {
	const text = wholeSeconds ? date.replace(/\.\d{3}Z$/, 'Z') : date;
	if (offset === null || !/T.*Z$/.test(text)) return text;
	const clock = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(11, 16);
	const local = new Date(Date.parse(date) + offset * 60_000).toISOString();
	const sign = `${offset < 0 ? '-' : '+'}${clock(Math.abs(offset))}`;
	return `${local.slice(0, text.length - 1)}${sign}`;
}

/** How a server writes a value of an answer. */
function styleOf(quirks: Quirks, operationId: string | undefined): Change {
	const { emptyStrings, omitsBlank, idsAsText, idsUuid } = quirks;
	const isBlank = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
	const isText = typeof idsAsText === 'boolean' ? idsAsText : idsAsText.some((one) => one === operationId);
	return (key, value, holder) => {
		if (omitsBlank && key !== 'data' && isBlank(value)) return undefined;
		if (value === null && emptyStrings) return '';
		if (typeof value === 'string' && isDate.test(key)) return dateIn(value, quirks);
		if (typeof value !== 'number' || !isId.test(key)) return value;
		if (idsUuid && (key === 'agent_id' || (key === 'id' && 'login' in holder))) return uuidOf(value);
		return isText ? String(value) : value;
	};
}

const reversed = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, inner]) => [key, reversed(inner)]),
	);
};

/** The JSON of a success as the server writes it. */
export function alterBody(
	body: unknown,
	quirks: Quirks,
	{ method, operationId, token, isOdd }: Answered,
): unknown {
	const { badRows, echoesToken, total, shufflesKeys } = quirks;
	const { emptyStrings, omitsBlank, wholeSeconds, offset, idsAsText, idsUuid } = quirks;
	const isStyled = emptyStrings || omitsBlank || wholeSeconds || offset !== null || idsAsText || idsUuid;
	let altered = isStyled ? changeAll(body, styleOf(quirks, operationId)) : body;
	const list = altered as { data?: unknown; total?: unknown };
	const isList = method === 'GET' && Array.isArray(list.data) && 'total' in list;
	if (badRows && method === 'GET' && (!badRows.of || badRows.of.some((one) => one === operationId))) {
		altered = isList
			? { ...list, data: (list.data as unknown[]).map((row, place) => spoil(row, place, badRows)) }
			: spoil(altered, 0, badRows);
	}
	if (isList && total !== 'exact') {
		const { data } = altered as { data: unknown[] };
		altered = total === 'missing' ? { data } : { data, total: total === 'page' ? data.length : total };
	}
	if (echoesToken?.in === 'success' && !Array.isArray(altered)) {
		altered = { ...(altered as object), debug: echo(token, echoesToken) };
	}
	return shufflesKeys && isOdd ? reversed(altered) : altered;
}
