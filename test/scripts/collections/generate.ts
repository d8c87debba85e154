/** Collections of Postman as a vendor may publish them, made of a contract: what the comparison is tested with. */
import {
	answerOf,
	bodyOf,
	listApis,
	listOperations,
	resolve,
	type Contract,
	type Operation,
	type Schema,
} from '../../../contract/read';

/** `imported`: an OpenAPI file that Postman read; `written`: examples by hand; `published`: as the public page gives it. */
export type Style = 'imported' | 'published' | 'written';

/** How a collection differs from the contract it is made of. */
export interface Changes {
	path?: (operation: Operation) => string;
	/** The name of a parameter or a property, or nothing to leave it out. */
	rename?: (name: string, kind: 'parameter' | 'property', operation: Operation) => string | undefined;
	name?: (operation: Operation) => string;
	folder?: (operation: Operation) => string;
	idsAsText?: boolean;
	header?: string;
	title?: string;
	host?: string;
	/** Where lists have their rows: `items`, `result.rows`. */
	rows?: string;
	/** One element in place of an array. */
	single?: boolean;
	only?: (operation: Operation) => boolean;
}

const objectId = '574c1d3995834b2412000029';

/** A value of a schema, as the style writes it. */
function exampleOf(
	contract: Contract,
	schema: Schema,
	style: Style,
	changes: Changes,
	operation: Operation,
): unknown {
	const { node } = resolve(contract, schema);
	const inner = (other: Schema) => exampleOf(contract, other, style, changes, operation);
	const isPlain = style === 'written';
	const name = schema.$ref?.replace(/.*\//, '') ?? '';
	if (name === 'IntegerId')
		return changes.idsAsText ? (isPlain ? '12' : '<string>') : isPlain ? 12 : '<integer>';
	if (name === 'ObjectId') return isPlain ? objectId : '<string>';
	if (/DateTime$/.test(name)) return isPlain ? '2026-03-01T08:30:00.123Z' : '<dateTime>';
	const first = (node.oneOf ?? node.allOf ?? []).find(({ type }) => type !== 'null');
	if (first) return inner(first);
	const types = [node.type ?? 'object'].flat();
	const [type] = types.filter((each) => each !== 'null');
	const word = (node.enum ?? []).find((value) => value !== null);
	if (word !== undefined) return word;
	if (!isPlain && types.length > 1) return `<${types.join(',')}>`;
	switch (type) {
		case 'array':
			return style === 'imported'
				? [inner(node.items ?? {}), inner(node.items ?? {})]
				: [inner(node.items ?? {})];
		case 'object': {
			const entries = Object.entries(node.properties ?? {}).flatMap(([key, property]) => {
				const other = changes.rename ? changes.rename(key, 'property', operation) : key;
				return other === undefined ? [] : [[other, inner(property)]];
			});
			const free = typeof node.additionalProperties === 'object' && node.additionalProperties;
			const more = free
				? isPlain
					? [['contactLastName', 'Martin']]
					: [
							['key_0', inner(free)],
							['key_1', inner(free)],
						]
				: [];
			return Object.fromEntries([...entries, ...more] as Array<[string, unknown]>);
		}
		case 'integer':
			return isPlain ? (node.minimum ?? 1) : '<integer>';
		case 'number':
			return isPlain ? 0.5 : '<number>';
		case 'boolean':
			return isPlain ? true : '<boolean>';
		default:
			return isPlain ? (node.pattern?.includes('#') ? '#2e7d32' : 'text') : '<string>';
	}
}

function queryOf(contract: Contract, operation: Operation, style: Style, changes: Changes): object[] {
	return (operation.parameters ?? []).flatMap((parameter) => {
		const { node } = resolve(contract, parameter);
		if (node.in !== 'query') return [];
		const name = changes.rename ? changes.rename(node.name, 'parameter', operation) : node.name;
		if (name === undefined) return [];
		const value = exampleOf(contract, node.schema, style, changes, operation);
		const text = typeof value === 'object' ? (Object.values(value as object)[0] as unknown) : value;
		const key = node.style === 'deepObject' ? `${name}[contactEmail]` : name;
		return [{ key, value: String(text), description: node.description, disabled: style !== 'written' }];
	});
}

function itemOf(contract: Contract, operation: Operation, style: Style, changes: Changes): object {
	const { verb, summary, api, operationId } = operation;
	const path = changes.path?.(operation) ?? operation.path;
	const host = changes.host ?? (style === 'imported' ? '{{baseUrl}}' : 'https://kiamo.example.com/api/v3');
	const segments = path
		.split('/')
		.filter(Boolean)
		.map((segment) => {
			const id = /^\{(\w+)\}$/.exec(segment)?.[1];
			if (!id) return segment;
			return style === 'written' ? `{{${id}}}` : `:${id}`;
		});
	const url = {
		raw: `${host}/${segments.join('/')}`,
		host: [host],
		path: segments,
		query: queryOf(contract, operation, style, changes),
		variable: segments
			.filter((segment) => segment.startsWith(':'))
			.map((segment) => ({ key: segment.slice(1), value: '<string>', description: 'The ID' })),
	};
	const body = bodyOf(operation);
	const answer = answerOf(operation);
	const answered = answer && exampleOf(contract, answer, style, changes, operation);
	const listed = answered as Record<string, unknown> | undefined;
	const rows = changes.rows
		?.split('.')
		.reduceRight<unknown>((inner, name) => ({ [name]: inner }), listed?.data) as object;
	const moved =
		changes.rows && listed && 'data' in listed
			? { ...rows, ...(listed.total === undefined ? {} : { total: listed.total }) }
			: answered;
	const oneOf = (value: unknown): unknown => (changes.single && Array.isArray(value) ? value[0] : value);
	const header = [{ key: changes.header ?? 'Kiamo-Api-Token', value: '{{token}}' }];
	const request = {
		method: verb,
		header,
		...(style === 'published' ? { url: url.raw, urlObject: url } : { url }),
		...(body
			? {
					body: {
						mode: 'raw',
						raw: JSON.stringify(oneOf(exampleOf(contract, body, style, changes, operation)), undefined, 2),
						options: { raw: { headerFamily: 'json', language: 'json' } },
					},
				}
			: {}),
	};
	const response = [
		{
			name: 'OK',
			code: verb === 'POST' ? 201 : 200,
			body: moved === undefined ? '' : JSON.stringify(oneOf(moved)),
		},
		{
			name: 'Refused',
			code: 400,
			body: JSON.stringify({
				code: style === 'written' ? 400 : '<integer>',
				message: style === 'written' ? 'Bad' : '<string>',
			}),
		},
	];
	return {
		name: changes.name?.(operation) ?? (style === 'written' ? spaced(operationId) : summary),
		request,
		response: style === 'published' ? [] : response,
		api: api.name,
		...(style === 'imported' ? { protocolProfileBehavior: { disableBodyPruning: true } } : {}),
	};
}

const spaced = (id: string) => id.replace(/([A-Z])/g, ' $1').replace(/^./, (letter) => letter.toUpperCase());

/** The text of a collection. */
export function collectionOf(contract: Contract, style: Style, changes: Changes = {}): string {
	const operations = listOperations(contract).filter(changes.only ?? (() => true));
	const folders = new Map<string, object[]>();
	for (const operation of operations) {
		const folder = changes.folder?.(operation) ?? operation.api.name;
		folders.set(folder, [...(folders.get(folder) ?? []), itemOf(contract, operation, style, changes)]);
	}
	const order = listApis(contract).map(({ name }) => name);
	const sorted = [...folders].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
	return JSON.stringify({
		info: {
			name: changes.title ?? 'Kiamo API v3',
			schema: 'https://schema.getpostman.com/json/collection/v2.0.0/collection.json',
		},
		auth: {
			type: 'apikey',
			apikey: { key: changes.header ?? 'Kiamo-Api-Token', value: '{{token}}', in: 'header' },
		},
		item: sorted.map(([name, item]) => ({ name, item })),
		variable: [{ key: 'baseUrl', value: 'https://kiamo.example.com/api/v3' }],
	});
}
