import { parse } from 'yaml';

interface Evidence {
	'x-evidence'?: string;
	'x-source'?: string;
}
export interface Schema extends Evidence {
	$ref?: string;
	type?: string | string[];
	description?: string;
	enum?: unknown[];
	pattern?: string;
	format?: string;
	minimum?: number;
	maximum?: number;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	items?: Schema;
	oneOf?: Schema[];
	allOf?: Schema[];
}
export interface Parameter extends Evidence {
	$ref?: string;
	name: string;
	in: string;
	description?: string;
	style?: string;
	schema: Schema;
}
type Content = Record<string, { schema: Schema } | undefined>;
interface WrittenOperation extends Evidence {
	operationId: string;
	summary: string;
	description?: string;
	tags: [string];
	parameters?: Parameter[];
	requestBody?: { content: Content };
	responses: Record<string, { content?: Content } | undefined>;
}
export interface Operation extends WrittenOperation {
	path: string;
	verb: string;
}
export interface Contract {
	info: { description: string };
	servers: [{ url: string }];
	components: {
		securitySchemes: { token: { name: string; description: string } & Evidence };
		responses: { Refused: { description: string } };
		schemas: Record<string, Schema>;
	};
	tags: Array<{ name: string; 'x-api': string }>;
	paths: Record<string, Record<string, WrittenOperation>>;
}

/** The verbs that Kiamo has, as OpenAPI writes them (documented in the vendor's overview of API v3). */
export const verbs = ['get', 'post', 'put', 'delete'];

/** Reads the text of contract/kiamo-v3.openapi.yaml. */
export const readContract = (text: string): Contract => parse(text) as Contract;

/** The operations of the contract in its order, each with its path and its verb (`GET`). */
export function listOperations({ paths }: Contract): Operation[] {
	return Object.entries(paths).flatMap(([path, verbsOfPath]) =>
		verbs
			.filter((verb) => verb in verbsOfPath)
			.map((verb) => ({ path, verb: verb.toUpperCase(), ...verbsOfPath[verb] })),
	);
}

/** Follows `$ref`, if there is one; returns what it names, and where that stands in the contract. */
export function resolve<T extends { $ref?: string }>(
	contract: Contract,
	node: T,
	place: string[] = [],
): { node: T; place: string[] } {
	if (!node.$ref) return { node, place };
	const target = node.$ref.split('/').slice(1);
	return {
		node: target.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], contract) as T,
		place: target,
	};
}

/** The query parameters of an operation; those in a path are ids, and are part of the path. */
export const queryOf = (contract: Contract, { parameters = [] }: Operation): Parameter[] =>
	parameters.map((parameter) => resolve(contract, parameter).node);

/** The schema of the JSON that an operation sends, if it sends any. */
export const bodyOf = ({ requestBody }: Operation): Schema | undefined =>
	requestBody?.content['application/json']?.schema;

/** The schema of the JSON that an operation answers when all went well, if it answers any. */
export const answerOf = ({ responses }: Operation): Schema | undefined =>
	Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]?.content?.['application/json']
		?.schema;
