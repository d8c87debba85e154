import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Paging } from './operation';
import { listOperations, resolve, type Contract, type Operation, type Schema } from './read';
import { pagingOf } from './table';

/** A patch of a value as RFC 7396 defines it: objects are merged, null removes, anything else replaces. */
type Patch = { [name: string]: Patch } | null | string | number | boolean | unknown[];
type Values = Record<string, unknown>;
/** What an overlay gives an operation: a patch, and another address. */
type OperationPatch = Record<string, Patch> & { path?: string; verb?: string };
/** The patches of the files of the contract, and of operations by their ids. */
type Overlay = Record<string, (Values & { operations?: Record<string, OperationPatch> }) | undefined>;

const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with a patch over it. Throws for the path of a patch that nothing has: a typing error would change nothing. */
function patched(value: unknown, patch: Patch, place: string): unknown {
	if (!isObject(patch)) return patch;
	// What programs read from the contract is only where it is needed.
	if (!isObject(value) && place.includes(' > x-')) return patch;
	if (!isObject(value)) throw new Error(`The contract has nothing at ${place}, which an overlay patches`);
	const changed = Object.entries(patch)
		.filter(([, inner]) => inner !== null)
		.map(([name, inner]) => [
			name,
			isObject(inner) ? patched(value[name], inner as Patch, `${place} > ${name}`) : inner,
		]);
	const kept = Object.entries(value).filter(([name]) => patch[name] !== null);
	return { ...Object.fromEntries(kept), ...(Object.fromEntries(changed) as Values) };
}

/**
 * Patches operations, and moves those that get another path or verb. Throws for an id that no operation of the file has.
 */
function withOperations(
	paths: Contract[string]['paths'],
	patches: Record<string, OperationPatch>,
	file: string,
): Contract[string]['paths'] {
	const changed: Record<string, Record<string, unknown>> = {};
	const left = new Set(Object.keys(patches));
	for (const [path, { parameters, ...operations }] of Object.entries(paths)) {
		for (const [verb, operation] of Object.entries(operations)) {
			const { path: to = path, verb: as = verb, ...patch } = patches[operation.operationId] ?? {};
			left.delete(operation.operationId);
			const entry = (changed[to] ??= parameters ? { parameters } : {});
			if (as.toLowerCase() in entry) throw new Error(`Two operations of ${file} have ${as} ${to}`);
			entry[as.toLowerCase()] = patched(operation, patch, `${file} > ${operation.operationId}`);
		}
	}
	const [unknown] = left;
	if (unknown) throw new Error(`${file} has no operation "${unknown}", which an overlay patches`);
	return changed as Contract[string]['paths'];
}

/** The schema of a page of a list with its rows and their number where another paging has them. */
function repaged(schema: Schema, from: Paging, to: Paging): Schema {
	const written: Record<string, Schema | undefined> = schema.properties ?? {};
	const { [from.rows]: rows, [from.total]: total, ...others } = written;
	const properties = others as Record<string, Schema>;
	if (!rows?.items) return schema;
	const set = (into: Schema, path: string, value: Schema, isRequired: boolean): void => {
		const [name, ...rest] = path.split('.');
		const all = (into.properties ??= {});
		if (isRequired) into.required = [...new Set([...(into.required ?? []), name])];
		if (rest.length === 0) all[name] = value;
		else set((all[name] ??= { type: 'object' }), rest.join('.'), value, isRequired);
	};
	const page = { ...schema, properties, required: schema.required?.filter((name) => name !== from.rows) };
	set(page, to.rows, rows, true);
	if (total) set(page, to.total, total, false);
	return page;
}

/** Says where rows and their number are in the answers of an operation whose paging is not that of the contract. */
function repage(contract: Contract, before: Paging, operation: Operation): void {
	const paging = pagingOf(contract, operation);
	if (paging.rows === before.rows && paging.total === before.total) return;
	for (const answer of Object.values(operation.responses)) {
		const json = answer?.content?.['application/json'];
		const { node } = resolve(contract, json?.schema ?? {});
		const page = repaged(node, before, paging);
		if (json && page !== node) json.schema = page;
	}
}

/** Lays an overlay over the contract, given by its path, and returns the contract of the dialect. */
export function applyOverlay(contract: Contract, overlayPath: string): Contract {
	const overlay = parse(readFileSync(overlayPath, 'utf8')) as Overlay;
	const unknown = Object.keys(overlay).find((file) => !(file in contract));
	if (unknown) throw new Error(`The contract has no file "${unknown}", which an overlay patches`);
	const pagings = new Map(
		listOperations(contract).map((each) => [each.operationId, pagingOf(contract, each)]),
	);
	const changed = Object.fromEntries(
		Object.entries(contract).map(([name, file]) => {
			const { operations = {}, ...patch } = overlay[name] ?? {};
			// The file of what the APIs share has no paths.
			const { paths = {}, ...rest } = patched(file, patch as Patch, name) as Partial<Contract[string]>;
			return [name, { ...rest, paths: withOperations(paths, operations, name) }];
		}),
	);
	const own = JSON.parse(JSON.stringify(changed)) as Contract;
	for (const operation of listOperations(own)) {
		const before = pagings.get(operation.operationId);
		if (before && operation.verb === 'GET') repage(own, before, operation);
	}
	return own;
}
