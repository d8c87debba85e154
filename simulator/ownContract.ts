import { bodyOf, commonFile, listApis, listOperations, resolve } from '../contract/read';
import type { Contract, Operation, Parameter, Schema } from '../contract/read';
import { isListed, pagingOf, rowOf } from '../contract/table';

const base = '/api/v3';
const longestArray = 100;

const paging = { style: 'offset', size: 'limit', position: 'offset', rows: 'data', total: 'total' } as const;
const feed = { from: 'updated_from', sort: { sort: 'updated_at' } };
const error = { message: 'message', errors: 'errors', field: 'field', fieldMessage: 'message' };

const parameters = {
	limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, default: 50 } },
	offset: { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
};
const refTo = (name: string) => ({ $ref: `${commonFile}#/components/schemas/${name}` });
const feedParameters = {
	sort: { name: 'sort', in: 'query', schema: { type: 'string', enum: ['id', 'updated_at'] } },
	updated_from: { name: 'updated_from', in: 'query', schema: refTo('AnyDateTime') },
};
const schemas: Record<string, Schema> = {
	IntegerId: { type: 'integer', minimum: 1 },
	Total: { type: 'integer', minimum: 0 },
	FieldError: {
		type: 'object',
		required: ['field', 'message'],
		properties: { field: { type: 'string' }, message: { type: 'string' } },
	},
	Error: {
		type: 'object',
		required: ['code', 'message'],
		properties: {
			code: { type: 'integer' },
			message: { type: 'string' },
			errors: { type: 'array', items: { $ref: `${commonFile}#/components/schemas/FieldError` } },
		},
	},
};

const refsOf = (some: object) =>
	Object.keys(some).map((name) => ({
		$ref: `${commonFile}#/components/parameters/${name}`,
	})) as Parameter[];

/**
 * A contract in the form that the handlers of the simulator know: pages by offset with their rows in `data`, arrays
 * wherever a body is one, a PUT that merges, IDs that are numbers, query parameters by their keys,
 * errors under their usual names. Paths, properties and words are those of the contract. `Dialect` translates where the contract has another form.
 */
export function ownContract(contract: Contract): Contract {
	const own = JSON.parse(JSON.stringify(contract)) as Contract;
	const operations = listOperations(contract);
	const { components } = own[commonFile];
	components.parameters = { ...components.parameters, ...parameters, ...feedParameters };
	components.schemas = { ...components.schemas, ...schemas };
	const largest = Math.max(...operations.map((operation) => pagingOf(contract, operation).largest));
	for (const file of Object.values(own)) {
		delete file['x-paging'];
		file['x-base'] = base;
		for (const [key, parameter] of Object.entries(file.components.parameters ?? {}))
			if (parameter.in === 'query') parameter.name = key;
	}
	own[commonFile]['x-paging'] = { ...paging, largest };
	own[commonFile]['x-error'] = error;
	for (const operation of operations) {
		const { file, path, verb } = operation;
		const written = own[file].paths[path][verb.toLowerCase()];
		const json = bodyOf(written as Operation);
		const body = json && resolve(own, json).node;
		if (written['x-put']) written['x-put'] = 'merge';
		if (body?.items && written['x-arrays'] === false) written['x-arrays'] = longestArray;
		else if (body?.items && written['x-arrays']) body.maxItems = written['x-arrays'];
		if (written['x-feed']) written['x-feed'] = { ...written['x-feed'], ...feed };
		if (isListed(contract, operation)) toOwnList(contract, operation, written);
	}
	if (hasTwins(operations))
		for (const { key, file } of listApis(own)) own[file].paths = under(key, own[file].paths);
	return own;
}

/** Whether two APIs have the same path, which one address cannot serve. */
function hasTwins(operations: Operation[]): boolean {
	const calls = operations.map(({ verb, path }) => `${verb} ${path.replace(/\{\w+\}/g, '{}')}`);
	return new Set(calls).size < calls.length;
}

const under = <T>(key: string, paths: Record<string, T>) =>
	Object.fromEntries(Object.entries(paths).map(([path, entry]) => [`/${key}${path}`, entry]));

/** Gives a list its pages by offset. */
function toOwnList(
	contract: Contract,
	operation: Operation,
	written: Contract[string]['paths'][string][string],
): void {
	const { size, position } = pagingOf(contract, operation);
	const added = refsOf({ ...parameters, ...(written['x-feed'] && feedParameters) });
	const others = (operation.parameters ?? []).filter((parameter) => {
		const isAdded = added.some(({ $ref }) => $ref === parameter.$ref);
		return !isAdded && ![size, position].includes(resolve(contract, parameter).node.name);
	});
	const items = rowOf(contract, operation);
	const schema = {
		type: 'object',
		required: [paging.rows],
		properties: { [paging.rows]: { type: 'array', items }, [paging.total]: refTo('Total') },
	};
	delete written['x-paging'];
	written.parameters = [...added, ...others];
	const [success] = Object.entries(written.responses).find(([status]) => status.startsWith('2')) ?? [];
	if (success)
		written.responses[success] = {
			...written.responses[success],
			content: { 'application/json': { schema } },
		};
}
