import { listOperations, resolve, type Contract, type Schema } from '../../contract/read';
import { idNames, tableOf } from '../../contract/table';
import { listSchemas } from '../../contract/read';
import { codeBanner } from './printTypes';
import type { NodeUses } from '../../test/rights/use';
import { apiNames, operations } from '../../contract/generated/operations';
import { apiRequest, choicesOf } from './rights';

/** contract/generated/checks.ts: what the check of a server compares its answers with. */
export function printChecks(contract: Contract): string {
	const table = Object.values(tableOf(contract));
	const names = [...new Set(table.flatMap(({ rows, row }) => rows ?? row ?? []))];
	const schemas = listSchemas(contract);
	const shapes = Object.fromEntries(names.map((name) => [name, shapeOf(contract, schemas[name])]));
	const titles = Object.fromEntries(
		listOperations(contract).map(({ operationId, summary }) => [operationId, summary]),
	);
	return `${codeBanner}
/** A property: its kind, followed by the words that it may have, with bars between. \`?\` is on what may be missing or null. */
export type Property = string;

/** What the rows of the contract look like, by the name of their schema. */
export const shapes: Record<string, Record<string, Property>> = ${lines(shapes)};

/** What each call of the contract does. */
export const titles: Record<string, string> = ${lines(titles)};
`;
}

/** An object with one line for each entry. */
const lines = (all: object) =>
	`{\n${Object.entries(all)
		.map(([name, value]) => `\t${name}: ${JSON.stringify(value)},\n`)
		.join('')}}`;

function shapeOf(contract: Contract, schema: Schema): Record<string, string> {
	const { required = [], properties = {} } = resolve(contract, schema).node;
	const ids = idNames(contract);
	return Object.fromEntries(
		Object.entries(properties).map(([name, property]) => {
			const [said, ...words] = kindOf(contract, property);
			const kind = ids.includes(name) ? said.replace(/^(?:text|number)/, 'id') : said;
			return [
				name,
				[required.includes(name) && !kind.endsWith('?') ? kind : `${kind.replace('?', '')}?`, ...words].join(
					'|',
				),
			];
		}),
	);
}

/** The kind of a property as people say it, with its words; `?` where it may be null. */
function kindOf(contract: Contract, schema: Schema): string[] {
	const { node } = resolve(contract, schema);
	const types = [node.type ?? []].flat();
	const nothing = types.includes('null') || node.oneOf?.some(({ type }) => type === 'null') ? '?' : '';
	const other = node.oneOf?.find(({ type }) => type !== 'null');
	if (other) {
		const [kind, ...words] = kindOf(contract, other);
		return [`${kind.replace('?', '')}${nothing}`, ...words];
	}
	if (/Id$/.test(schema.$ref ?? '')) return [`id${nothing}`];
	if (/DateTime$/.test(schema.$ref ?? '')) return [`moment${nothing}`];
	const [type = 'any'] = types.filter((each) => each !== 'null');
	const kinds: Record<string, string> = {
		array: 'list',
		boolean: 'yes or no',
		integer: 'number',
		number: 'number',
		object: 'object',
		string: 'text',
	};
	if (node['x-role']) kinds.string = 'role';
	const words = (node.enum ?? []).filter((word) => word !== null).map(String);
	return [`${kinds[type] ?? 'any'}${nothing}`, ...words];
}

/** contract/generated/uses.ts: which calls each operation and event of the nodes makes of the API of its node, and which other APIs it needs. */
export function printUses(uses: NodeUses[]): string {
	const byApi = new Map<string, string[][]>(Object.keys(apiNames).map((api) => [api, []]));
	for (const { node, uses: ofNode } of uses) {
		const { displayName, group } = node.description;
		const first = Object.values(ofNode).flatMap((each) => each.flatMap(({ calls }) => calls))[0];
		const { api } = operations[first];
		const isTrigger = group.includes('trigger');
		for (const { key, name, resource } of choicesOf(node.description)) {
			const calls = ofNode[key].flatMap((use) => use.calls.filter((call) => !use.optional?.includes(call)));
			const own = [...new Set(calls)].filter((call) => operations[call].api === api);
			if ([apiRequest, 'server'].includes(resource ?? '') || own.length === 0) continue;
			const others = [...new Set(calls.map((call) => operations[call].api))].filter((other) => other !== api);
			const also = others.length > 0 ? [others.join(' ')] : [];
			byApi.get(api)?.push([isTrigger ? `${displayName}: ${name}` : name, own.join(' '), ...also]);
		}
	}
	return `${codeBanner}
/** What the nodes of each API can do, the calls of the API that it needs, and the other APIs that it needs, with blanks between. */
export const uses: Record<string, Array<[name: string, calls: string, others?: string]>> = {
${[...byApi].map(([api, all]) => `\t${api}: [\n${all.map((use) => `\t\t${JSON.stringify(use)},\n`).join('')}\t],\n`).join('')}};
`;
}
