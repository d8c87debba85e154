import type { Paging } from './operation';
import {
	listApis,
	listOperations,
	nameOfRef,
	resolve,
	type Contract,
	type Operation,
	type Schema,
} from './read';
import { pagingOf } from './table';

/** Where the schemas of lists have their rows and their number, unless they say where the answers have them. */
const usual = { rows: 'data', total: 'total' };

const anId = /\{([^}]*)\}/g;

/** Gives the ids in a path the names by which code calls them: their own do not go over the wire. */
function renameIds(contract: Contract, file: string): void {
	const { components, paths } = contract[file];
	const idOf = new Map<string, string>();
	for (const [key, parameter] of Object.entries(components.parameters ?? {})) {
		if (parameter.in !== 'path') continue;
		idOf.set(parameter.name, key);
		parameter.name = key;
	}
	const named = Object.entries(paths).map(([path, entry]) => {
		const keys = (entry.parameters ?? []).map(({ $ref = '' }) => nameOfRef($ref));
		const known = [...path.matchAll(anId)].map(([, name]) => idOf.get(name));
		const others = keys.filter((key) => !known.includes(key));
		const renamed = path.replace(anId, (_, name: string) => {
			const key = idOf.get(name) ?? others.shift();
			if (key) return `{${key}}`;
			throw new Error(`${file} has no parameter for {${name}} of ${path}`);
		});
		return [renamed, entry];
	});
	contract[file].paths = Object.fromEntries(named) as typeof paths;
}

/** The schema of a page of a list with its rows and their number where its paging has them. */
function repaged(schema: Schema, { rows: place, total: totalPlace }: Paging): Schema {
	const written: Record<string, Schema | undefined> = schema.properties ?? {};
	const { [usual.rows]: rows, [usual.total]: total, ...others } = written;
	if (!rows?.items) return schema;
	if (place === '') return rows;
	const set = (into: Schema, path: string, value: Schema, isRequired: boolean): void => {
		const [name, ...rest] = path.split('.');
		const all = (into.properties ??= {});
		if (isRequired) into.required = [...new Set([...(into.required ?? []), name])];
		if (rest.length === 0) all[name] = value;
		else set((all[name] ??= { type: 'object' }), rest.join('.'), value, isRequired);
	};
	const required = schema.required?.filter((name) => name !== usual.rows);
	const page = { ...schema, properties: others as Record<string, Schema>, required };
	set(page, place, rows, true);
	if (total && totalPlace) set(page, totalPlace, total, false);
	return page;
}

/** Says where rows and their number are in the answers of an operation whose paging is not the usual one. */
function repage(contract: Contract, operation: Operation): void {
	const paging = pagingOf(contract, operation);
	if (paging.rows === usual.rows && paging.total === usual.total) return;
	for (const answer of Object.values(operation.responses)) {
		const json = answer?.content?.['application/json'];
		const { node } = resolve(contract, json?.schema ?? {});
		const page = repaged(node, paging);
		if (json && page !== node) json.schema = page;
	}
}

/** A contract as code knows it, whatever it calls the ids in its paths, and with pages as `x-paging` has them. */
export function normalize(contract: Contract): Contract {
	for (const { file } of listApis(contract)) renameIds(contract, file);
	for (const operation of listOperations(contract)) if (operation.verb === 'GET') repage(contract, operation);
	return contract;
}
