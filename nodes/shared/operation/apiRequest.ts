import type { IDataObject } from 'n8n-workflow';

import { apiNames, paging } from '../../../contract/generated/operations';
import { send } from '../transport/connection';
import type { ApiName } from '../transport/credential';
import { toNodeError } from '../transport/errors';
import type { Answer, KiamoRequest, Method } from '../transport/failure';
import { askPage, pageQuery, toPage, type Page, type PagePlace } from '../transport/page';
import { readPages } from '../transport/pages';
import { encodeSegment, type Query } from '../transport/url';
import type { ItemOperation, Resource, Run } from './operation';
import { readText } from '../values/text';
import { propertiesOf } from './apiRequestFields';
import { readLimit } from './properties';
import { unprovenHint } from './hints';

/** The resource API Request of an API: the fallback where the contract is wrong or incomplete. */
export function apiRequest(api: ApiName): Resource {
	const send = sendOperation(api);
	return { name: 'API Request', value: 'apiRequest', default: send, operations: [send] };
}

function sendOperation(api: ApiName): ItemOperation {
	return {
		name: 'Send',
		value: 'send',
		action: 'Send API request',
		description: 'Send any request to this API of Kiamo',
		properties: propertiesOf(api),
		writes: true,
		async execute(run, itemIndex) {
			const request = readRequest(run, api, itemIndex);
			if (request.method === 'GET' && run.read('readPages', itemIndex, false)) {
				return await readRows(run, request, itemIndex);
			}
			const body = await answerTo(run, request, itemIndex);
			if (Array.isArray(body)) return body.map(asObject);
			return (body as IDataObject | null | undefined) ?? { success: true };
		},
	};
}

/** An element of a list as an item can hold it: n8n takes objects only. */
const asObject = (element: unknown): IDataObject =>
	typeof element === 'object' && element !== null && !Array.isArray(element)
		? (element as IDataObject)
		: { data: element as IDataObject['data'] };

/** The value of a parameter of the query. Throws a RangeError, with the name, for one that an item lacks. */
function readParameter(name: string, value: unknown): string {
	const text = typeof value === 'boolean' ? String(value) : readText(name, value);
	if (text !== '') return typeof value === 'string' ? value : text;
	throw new RangeError(`The parameter "${name}" has no value: fill it, or remove it`);
}

function readRequest({ read }: Run, api: ApiName, itemIndex: number): KiamoRequest {
	const method = read<Method>('method', itemIndex);
	const { parameter = [] } = read<{ parameter?: Array<{ name: string; value: unknown }> }>(
		'query',
		itemIndex,
		{},
	);
	const names = [...new Set(parameter.map(({ name }) => name).filter(Boolean))];
	const valuesOf = (wanted: string) =>
		parameter
			.filter(({ name }) => name === wanted)
			.flatMap(({ value }) => [value].flat().map((each) => readParameter(wanted, each)));
	const query = Object.fromEntries(names.map((name) => [name, valuesOf(name)]));
	const body = method === 'POST' || method === 'PUT' ? readBody(read('body', itemIndex, '{}')) : undefined;
	return { api, method, path: encodePath(read('path', itemIndex)), ids: {}, query, body };
}

/** Encodes each segment, so that an id put in by an expression stays one. */
function encodePath(given: unknown): string {
	const path = readText('Path', given);
	if (/[?#]/.test(path)) {
		throw new RangeError(
			'The path contains ? or #. Put what follows a ? under Query Parameters, and write %3F for one that belongs to an ID',
		);
	}
	const segments = path.replace(/^\/+|\/+$/g, '').split('/');
	return segments.map((segment) => `/${encodeSegment(decoded(segment))}`).join('');
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		// A % that encodes nothing stands for itself.
		return segment;
	}
}

function readBody(given: unknown): unknown {
	const body = typeof given === 'string' ? parseJson(given) : given;
	if (body === undefined)
		throw new RangeError('The body is not valid JSON: check quotes, commas and brackets');
	checkNumbers(body);
	return body;
}

/** Throws a RangeError for a number that JavaScript has changed. */
function checkNumbers(value: unknown, name = 'Body'): void {
	if (typeof value === 'number') readText(name, value);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) checkNumbers(inner, Array.isArray(value) ? name : key);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function answerTo({ kiamo, context }: Run, request: KiamoRequest, itemIndex: number): Promise<unknown> {
	const answer = await send(kiamo.connection, request);
	if (!answer.ok) throw toNodeError(context.getNode(), answer.failure, itemIndex);
	return answer.data;
}

async function readRows(run: Run, request: KiamoRequest, itemIndex: number): Promise<IDataObject[]> {
	const limit = readLimit(run, itemIndex);
	const rows: IDataObject[] = [];
	const own = paging[request.api];
	const ask = async (place: PagePlace): Promise<Answer<Page<IDataObject>>> => {
		const query: Query = { ...request.query, ...pageQuery(own, place) };
		const answer = await send(run.kiamo.connection, { ...request, query });
		if (!answer.ok) return answer;
		const data = toPage<IDataObject>(answer.data, own, place);
		if (data) return { ok: true, data };
		throw new RangeError(`${apiNames[request.api]} didn't return a list. Turn off Read Pages for this path`);
	};
	const seen = {};
	const fetchPage = async (offset: number) => {
		const answer = await askPage(own, { offset, size: Math.min(limit, own.largest) }, ask, seen);
		if (!answer.ok) throw toNodeError(run.context.getNode(), answer.failure, itemIndex);
		return answer.data;
	};
	for await (const page of readPages(fetchPage, { onUnprovenEnd: () => run.hint(unprovenHint) })) {
		rows.push(...page.map(asObject));
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}
