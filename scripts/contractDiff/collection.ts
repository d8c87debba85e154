import { Collection, type Item, type ItemGroup, type RequestAuth } from 'postman-collection';
import { mergeCalls, readCall, type Call } from './call';
import { mergeExamples, readJson } from './json';
import { shapeOf } from './paths';

/** What holds for a whole collection. */
export interface About {
	/** Its name, and the hosts of its addresses. */
	name: string;
	hosts: string[];
	/** The headers that carry a token. */
	headers: string[];
	/** What saved responses answered when something was wrong, laid over each other; undefined when there is none. */
	error?: unknown;
}

interface RawItem {
	item?: unknown;
	request?: string | { url?: unknown; urlObject?: object } | null;
}

/** A published collection keeps its disabled parameters in a field that Postman's library does not know. */
function takeUrlObjects(items: unknown): void {
	for (const child of Array.isArray(items) ? (items as Array<RawItem | null>) : [null]) {
		if (typeof child !== 'object' || child === null)
			throw new Error(`${noCollection}: an element of "item" is no request and no folder.`);
		const { request, item = [] } = child;
		if (typeof request === 'object' && request?.urlObject) request.url = request.urlObject;
		takeUrlObjects(item);
	}
}

const noCollection = 'This is no Postman collection of schema v2';

/** A published collection has the settings of a token one step further inside. */
const takeSettings = (_key: string, value: unknown): unknown =>
	(value as { basicConfig?: unknown } | null)?.basicConfig ?? value;

function parseCollection(text: string): Collection {
	let content: unknown;
	try {
		content = JSON.parse(text.replace(/^\uFEFF/, ''), takeSettings);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new Error(`This is no Postman collection: it is not JSON (${error.message}).`);
	}
	const root = (content as { collection?: unknown } | null)?.collection ?? content;
	const { info, item } = (root ?? {}) as { info?: unknown; item?: unknown };
	if (!info || typeof info !== 'object' || !Array.isArray(item)) {
		throw new Error(
			`${noCollection}: it has no "info" or no list "item". Export it from Postman as "Collection v2".`,
		);
	}
	takeUrlObjects(item);
	return new Collection(root as object);
}

/** A name, which may be missing whatever the types say. */
const nameOf = ({ name }: { name?: string }): string => name ?? '';

/** The JSON of saved refusals. */
const errorsOf = ({ responses }: Item): unknown[] =>
	responses
		.all()
		.filter(({ code }) => code >= 400)
		.map(({ body }) => readJson(body ?? ''))
		.filter((body) => body !== undefined);

/** Headers by which every API tells what it sends. */
const usualHeader = /^(?:accept|content-type|user-agent|cache-control|host|connection)$/i;

function headersOf({ request, responses }: Item): string[] {
	return [request, ...responses.all().map(({ originalRequest }) => originalRequest)]
		.flatMap((sent) => sent?.headers.all() ?? [])
		.filter(({ key, value }) => /token|key|auth/i.test(`${key} ${value}`) && !usualHeader.test(key))
		.map(({ key }) => key);
}

/** The header of an API key, as the settings of a collection, a folder or a request name it. */
function keyOf({ auth }: { auth?: RequestAuth }): string[] {
	const settings = auth?.type === 'apikey' ? auth.parameters() : undefined;
	const key: unknown = settings?.get('key');
	return typeof key === 'string' && key && settings?.get('in') !== 'query' ? [key] : [];
}

/**
 * Reads the text of a Postman collection of schema v2, as exported or as published; `apis` are the names of the APIs.
 * Throws a sentence when it is none.
 */
export function readCollection(text: string, apis: string[]): { about: About; calls: Call[] } {
	const collection = parseCollection(text);
	const variables = Object.fromEntries(
		collection.variables.all().map(({ key, id, value }) => [key ?? id, String(value ?? '')]),
	) as Record<string, string>;
	const calls = new Map<string, Call>();
	const headers = new Set(keyOf(collection));
	const hosts = new Set(Object.values(variables).filter((value) => value.includes('://')));
	const errors: unknown[] = [];
	const walk = (group: ItemGroup<Item>, folders: string[]): void => {
		for (const header of keyOf(group)) headers.add(header);
		for (const member of group.items.all()) {
			if ('items' in member) walk(member, [...folders, nameOf(member)]);
			else {
				const call = readCall(member, folders, variables, apis);
				const key = [call.api, call.verb, shapeOf(call.path)].join(' ');
				const known = calls.get(key);
				calls.set(key, known ? mergeCalls(known, call) : call);
				for (const header of [...headersOf(member), ...keyOf(member.request)]) headers.add(header);
				hosts.add([member.request.url.host ?? []].flat().join('.'));
				errors.push(...errorsOf(member));
			}
		}
	};
	walk(collection, [nameOf(collection)]);
	return {
		about: {
			name: nameOf(collection),
			hosts: [...hosts],
			headers: [...headers],
			error: errors.length > 0 ? mergeExamples(errors) : undefined,
		},
		calls: [...calls.values()],
	};
}

/** Whether a collection is of Kiamo: its name, its hosts or its header say so. */
export function isOfKiamo({ name, hosts, headers }: About): boolean {
	return [name, ...hosts, ...headers].some((text) => /kiamo/i.test(text));
}
