import type { Item, QueryParam } from 'postman-collection';
import { mergeExamples, readJson, readScalar } from './json';
import { pathText, splitAddress, squeeze } from './paths';

interface Query {
	example: unknown;
	description: string;
}
/** One call of the collection: all its requests with one verb and one path, laid over each other. */
export interface Call {
	names: string[];
	/** The API, by the names of the folders; undefined when they do not tell. */
	api?: string;
	verb: string;
	/** What precedes the path: `api`, `v3`; `{server}` for what a variable may hold. Empty where it is not known. */
	base: string[];
	path: string[];
	query: Record<string, Query>;
	/** The body of the examples; its example is undefined when it could not be read. */
	body?: { format: 'form' | 'JSON'; example: unknown };
	/** What saved responses answered when all went well; undefined when there is none. */
	answer?: unknown;
}

/** Reads a request of the collection, which is in these folders; `apis` are the names of the APIs. */
export function readCall(
	item: Item,
	folders: string[],
	variables: Record<string, string>,
	apis: string[],
): Call {
	const { url, method } = item.request;
	const address = [[url.host ?? []].flat().join('.'), ...[url.path ?? []].flat()].join('/');
	const { base, path } = splitAddress(address, variables, apis);
	const query = url.query
		.all()
		.filter(({ key }) => key)
		.map(({ key, value, description }): [string, Query] => [
			String(key),
			{
				example: readScalar(value),
				description: withoutTags(
					typeof description === 'string' ? description : (description?.content ?? ''),
				),
			},
		]);
	return {
		names: [item.name || `${method} ${pathText(path)}`],
		api: apiOf(folders, path, apis),
		verb: method.toUpperCase(),
		base,
		path,
		query: Object.fromEntries(query),
		body: bodyOf(item),
		answer: answerOf(item),
	};
}

/** Lays two requests of one call over each other. */
export function mergeCalls(first: Call, second: Call): Call {
	return {
		...first,
		names: [...first.names, ...second.names],
		query: { ...second.query, ...first.query },
		body:
			first.body?.example === undefined
				? (second.body ?? first.body)
				: {
						...first.body,
						example: mergeExamples([first.body.example, second.body?.example]),
					},
		answer: mergeExamples([first.answer, second.answer]) ?? undefined,
	};
}

/**
 * The API that the name of a folder names, from the outermost folder inwards. A folder that names several tells none, nor does
 * one that is called as a word of the path: `interactions` of a contact.
 */
function apiOf(folders: string[], path: string[], apis: string[]): string | undefined {
	return folders
		.map((folder) =>
			apis.filter((api) =>
				path.includes(folder) ? squeeze(folder) === squeeze(api) : squeeze(folder).includes(squeeze(api)),
			),
		)
		.find(({ length }) => length === 1)?.[0];
}

const withoutTags = (html: string) =>
	html
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

function bodyOf({ request: { body } }: Item): Call['body'] {
	if (!body || body.isEmpty()) return undefined;
	const fields = body.mode === 'urlencoded' ? body.urlencoded : body.formdata;
	if (body.mode === 'raw' || !fields) return { format: 'JSON', example: readJson(body.raw ?? '') };
	const entries = (fields.all() as QueryParam[]).map(({ key, value }) => [key, readScalar(value)]);
	return { format: 'form', example: Object.fromEntries(entries) };
}

/** The JSON of saved responses; one without a status, as Postman keeps some, counts as a success. */
function answerOf({ responses }: Item): unknown {
	const answers = responses
		.all()
		.filter(({ code }) => !(code >= 300))
		.map(({ body }) => readJson(body ?? ''));
	return mergeExamples(answers) ?? undefined;
}
