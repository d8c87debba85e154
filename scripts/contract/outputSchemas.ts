import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clientContract } from '../../contract/merge';
import { nameOfRef, type Contract, type Schema } from '../../contract/read';
import type { Resource } from '../../nodes/shared/operation/operation';

/** A JSON schema as n8n shows it before a node has run. */
interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** The output schema of a node that puts out a row as Kiamo answers it, by the name of its schema in the contract. */
function outputSchema(contract: Contract, name: string): OutputSchema {
	const { schemas } = (clientContract(contract) as { components: { schemas: Record<string, Schema> } })
		.components;
	const shown = ({ $ref, type, oneOf, items, properties }: Schema): OutputSchema => {
		if ($ref) return shown(schemas[nameOfRef($ref)]);
		// A value that may be null is shown as what it is otherwise.
		const other = oneOf?.find((member) => member.type !== 'null');
		if (other) return shown(other);
		const [kind = 'object'] = [type ?? []].flat().filter((each) => each !== 'null');
		return {
			type: kind,
			...(items ? { items: shown(items) } : {}),
			...(properties
				? {
						properties: Object.fromEntries(
							Object.entries(properties).map(([key, property]) => [key, shown(property)]),
						),
					}
				: {}),
		};
	};
	return shown({ $ref: `#/${name}` });
}

const nodes = join(__dirname, '../../nodes');

/** The resources of the nodes, with the folder of their API. */
async function listResources(): Promise<Array<{ api: string; resource: Resource }>> {
	const files = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/^[A-Z]\w+\/(?!trigger)\w+\/index\.ts$/.test(file),
	);
	const found = await Promise.all(
		files.map(async (file) => {
			const [api] = file.split('/');
			const exports = Object.values((await import(join(nodes, file))) as Record<string, unknown>);
			return exports.filter(isResource).map((resource) => ({ api, resource }));
		}),
	);
	return found.flat();
}

const isResource = (value: unknown): value is Resource =>
	typeof value === 'object' && value !== null && 'operations' in value;

/** The output schemas of the operations that put out rows of the contract, by the paths of their files. */
export async function printOutputSchemas(contract: Contract): Promise<Record<string, string>> {
	const files = (await listResources()).flatMap(({ api, resource }) =>
		resource.operations.flatMap(({ value, output }) => {
			if (!output) return [];
			const { type, properties } = outputSchema(contract, output.row);
			const more = Object.entries(output.with ?? {}).map(([name, kind]) => [name, { type: kind }]);
			const schema = {
				type,
				properties: { ...properties, ...(Object.fromEntries(more) as Record<string, OutputSchema>) },
				version: 1,
			};
			const path = `nodes/${api}/__schema__/v1.0.0/${resource.value}/${value}.json`;
			return [[path, `${JSON.stringify(schema, undefined, '\t')}\n`]];
		}),
	);
	return Object.fromEntries(files) as Record<string, string>;
}
