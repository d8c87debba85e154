import { listApis, listOperations, listSchemas, nameOfRef, resolve, commonFile } from './read';
import type { Contract, Operation, Parameter } from './read';

/** A `$ref` within one document. */
const localRefs = <T>(value: T): T =>
	JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
		key === '$ref' ? String(inner).replace(/^.*#/, '#') : inner,
	) as T;

/**
 * The contract as one OpenAPI document. Parameters stand where they are used, since two APIs may use one name for
 * different ones. `pathOf` gives the key of a path, `nameOf` the name of a query parameter.
 */
export function mergeContract(
	contract: Contract,
	{
		pathOf = ({ path }) => path,
		nameOf = ({ name }) => name,
	}: {
		pathOf?: (operation: Operation) => string;
		nameOf?: (parameter: Parameter, key: string) => string;
	} = {},
): object {
	const common = contract[commonFile];
	const parameterOf = (written: Parameter) => {
		const { node } = resolve(contract, written);
		return { ...node, name: nameOf(node, written.$ref ? nameOfRef(written.$ref) : node.name) };
	};
	const paths: Record<string, Record<string, unknown>> = {};
	for (const operation of listOperations(contract)) {
		const { file, path, verb, parameters = [] } = operation;
		const written = contract[file].paths[path][verb.toLowerCase()];
		const key = pathOf(operation);
		const ids = (contract[file].paths[path].parameters ?? []).map((id) => resolve(contract, id).node);
		paths[key] ??= ids.length > 0 ? { parameters: ids } : {};
		if (verb.toLowerCase() in paths[key])
			throw new Error(`Two APIs have ${verb} ${key}: one address cannot serve both`);
		paths[key][verb.toLowerCase()] = {
			...written,
			...(parameters.length > 0 ? { parameters: parameters.map(parameterOf) } : {}),
		};
	}
	const { securitySchemes, responses, headers } = common.components;
	return localRefs({
		openapi: '3.1.0',
		info: common.info,
		security: [{ token: [] }],
		tags: listApis(contract).map(({ name }) => ({ name })),
		paths,
		components: { securitySchemes, responses, headers, schemas: listSchemas(contract) },
	});
}

/** The contract as code sees it: two APIs may have one path, and parameters go by their keys. */
export const clientContract = (contract: Contract): object =>
	mergeContract(contract, {
		pathOf: ({ api, path }) => `/${api.key}${path}`,
		nameOf: (_parameter, key) => key,
	});
