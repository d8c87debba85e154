import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Feed, Paging } from './operation';
import { normalize } from './normalize';
import { applyOverlay } from './overlay';

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
	maxItems?: number;
	default?: number;
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	items?: Schema;
	oneOf?: Schema[];
	allOf?: Schema[];
	/** What a row can't do without; the first tells rows apart. */
	'x-needed'?: string[];
	/** The words say who did something: unknown ones may be names of persons. */
	'x-role'?: true;
	/** What people read for each value. */
	'x-labels'?: Record<string, string | { name: string; description: string }>;
}
export interface Parameter extends Evidence {
	$ref?: string;
	name: string;
	in: string;
	description?: string;
	style?: string;
	schema: Schema;
}
export interface ErrorBody {
	message: string;
	errors: string;
	field: string;
	fieldMessage: string;
}
export type Content = Record<string, { schema: Schema } | undefined>;
interface WrittenOperation extends Evidence {
	operationId: string;
	summary: string;
	description?: string;
	parameters?: Parameter[];
	requestBody?: { content: Content };
	responses: Record<string, { $ref?: string; description?: string; content?: Content } | undefined>;
	'x-paging'?: Partial<Paging>;
	'x-arrays'?: number | false;
	'x-single'?: { operation: string } & Record<string, string>;
	'x-put'?: 'merge' | 'replace';
	'x-read'?: string;
	'x-delete'?: 'keeps';
	'x-feed'?: Feed;
}
export interface Operation extends WrittenOperation {
	/** `agent.yaml`. */
	file: string;
	api: Api;
	path: string;
	/** `GET`. */
	verb: string;
}
export interface Api {
	/** As Kiamo's token page names it. */
	name: string;
	/** As code names it: `contactManager`. */
	key: string;
	base: string;
	file: string;
}
/** One file of the contract; what only the files of the APIs have is missing in `common.yaml`. */
interface ContractFile {
	info: { description: string };
	tags: [{ name: string; 'x-api': string }];
	paths: Record<string, { parameters?: Parameter[] } & Record<string, WrittenOperation>>;
	components: {
		securitySchemes: { token: { name: string; description: string } & Evidence };
		parameters?: Record<string, Parameter>;
		responses?: Record<string, { description: string }>;
		headers?: object;
		schemas: Record<string, Schema>;
	};
	'x-base': string;
	'x-paging'?: Partial<Paging>;
	'x-error': ErrorBody;
	'x-id': string;
}
/** The files of the contract by their name, with each `$ref` led by the name of its file. */
export type Contract = Record<string, ContractFile>;

/** The verbs that Kiamo has, as OpenAPI writes them (documented in the vendor's overview of API v3). */
export const verbs = ['get', 'post', 'put', 'delete'];
export const commonFile = 'common.yaml';
/** The files of the five APIs, in the order of the docs. */
const apiFiles = [
	'activity-planning.yaml',
	'agent.yaml',
	'contact-manager.yaml',
	'interaction.yaml',
	'supervision.yaml',
];
/** All files of the contract. */
export const contractFiles = [commonFile, ...apiFiles];

/** What a file holds, with each `$ref` into the same file led by its name. */
export const leadRefs = <T>(file: string, content: T): T =>
	JSON.parse(JSON.stringify(content), (key, value: unknown) =>
		key === '$ref' && String(value).startsWith('#') ? `${file}${String(value)}` : value,
	) as T;

/** Reads the contract from its folder; that of a dialect, one of `contract/dialects` or a path of a file, with its overlay. */
export function readContract(folder: string = __dirname, dialect?: string): Contract {
	const contract = Object.fromEntries(
		contractFiles.map((file) => {
			const content = parse(readFileSync(join(folder, file), 'utf8')) as ContractFile;
			return [file, leadRefs(file, content)];
		}),
	);
	if (!dialect) return normalize(contract);
	const named = join(__dirname, 'dialects', `${dialect}.yaml`);
	return normalize(applyOverlay(contract, /\.(?:ya?ml|json)$/.test(dialect) ? dialect : named));
}

/** The dialects that have an overlay. */
export const listDialects = (): string[] =>
	readdirSync(join(__dirname, 'dialects')).map((file) => file.replace(/\.yaml$/, ''));

/** The five APIs, in the order of the docs. */
export const listApis = (contract: Contract): Api[] =>
	apiFiles.map((file) => {
		const [{ name, 'x-api': key }] = contract[file].tags;
		const base = contract[file]['x-base'].replace(/\/+$/, '').replace(/^(?=[^/])/, '/');
		return { name, key, base, file };
	});

/** The operations of the contract, in the order of its files. */
export const listOperations = (contract: Contract): Operation[] =>
	listApis(contract).flatMap((api) =>
		Object.entries(contract[api.file].paths).flatMap(([path, operations]) =>
			verbs
				.filter((verb) => verb in operations)
				.map((verb) => ({
					...operations[verb],
					file: api.file,
					api,
					path,
					verb: verb.toUpperCase(),
				})),
		),
	);

/** The named schemas of all files. Throws where two files use one name, since types and docs know them by it. */
export function listSchemas(contract: Contract): Record<string, Schema> {
	const all = contractFiles.flatMap((file) => Object.entries(contract[file].components.schemas));
	const twice = all.find(([name], at) => all.findIndex(([other]) => other === name) < at);
	if (twice) throw new Error(`Two files of the contract have a schema "${twice[0]}": give one another name`);
	return Object.fromEntries(all);
}

/** Follows `$ref`, if there is one; returns what it names, and where that is: file, then keys. */
export function resolve<T extends { $ref?: string }>(
	contract: Contract,
	node: T,
	place: string[] = [],
): { node: T; place: string[] } {
	if (!node.$ref) return { node, place };
	const target = node.$ref.replace('#', '').split('/');
	return {
		node: target.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], contract) as T,
		place: target,
	};
}

/** Where an operation is: file, then keys. */
export const placeOf = ({ file, path, verb }: Pick<Operation, 'file' | 'path' | 'verb'>): string[] => [
	file,
	'paths',
	path,
	verb.toLowerCase(),
];

/** The name of the schema or parameter that a `$ref` names. */
export const nameOfRef = ($ref: string): string => $ref.slice($ref.lastIndexOf('/') + 1);

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
