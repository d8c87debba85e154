import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { parse } from 'yaml';
import type { Paging } from './operation';
import { commonFile, listOperations, resolve, type Contract, type Operation, type Schema } from './read';
import { pagingOf } from './table';

/** A patch of a value as RFC 7396 defines it: objects are merged, null removes, anything else replaces. */
type Patch = { [name: string]: Patch } | null | string | number | boolean | unknown[];
type Values = Record<string, unknown>;
/** The patches of the files of the contract, by their names. */
type Overlay = Record<string, (Values & { 'x-moved'?: Record<string, string> }) | undefined>;

const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with a patch over it. Throws for the path of a patch that nothing has: a typing error would change nothing. */
function patched(value: unknown, patch: Patch, place: string): unknown {
	if (!isObject(patch)) return patch;
	// What programs are told of the contract stands only where it is needed.
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

/** Paths with another beginning, the longest that fits. Throws for a beginning that no path has. */
function moved<T>(paths: Record<string, T>, moves: Record<string, string>): Record<string, T> {
	const beginnings = Object.keys(moves).sort((one, other) => other.length - one.length);
	const fits = (path: string) => (beginning: string) => `${path}/`.startsWith(`${beginning}/`);
	const unused = beginnings.find((beginning) => !Object.keys(paths).some((path) => fits(path)(beginning)));
	if (unused) throw new Error(`No path of the contract begins with ${unused}, which an overlay moves`);
	return Object.fromEntries(
		Object.entries(paths).map(([path, operations]) => {
			const beginning = beginnings.find(fits(path)) ?? '';
			return [`${moves[beginning] ?? ''}${path.slice(beginning.length)}`, operations];
		}),
	);
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

/** Says where rows and their number stand in the answers of an operation whose paging is not that of the contract. */
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

/** Lays an overlay over the contract, a file of `contract/dialects`, and returns the contract of the dialect. */
export function applyOverlay(contract: Contract, dialect: string): Contract {
	const overlay = parse(readFileSync(resolvePath(__dirname, 'dialects', dialect), 'utf8')) as Overlay;
	const pagings = new Map(
		listOperations(contract).map((each) => [each.operationId, pagingOf(contract, each)]),
	);
	const changed = Object.fromEntries(
		Object.entries(contract).map(([name, file]) => {
			const { 'x-moved': moves = {}, ...patch } = overlay[name] ?? {};
			const { paths, ...rest } = patched(file, patch as Patch, name) as Contract[string];
			// What only the files of the APIs have is missing in that of what they share.
			return [name, { ...rest, paths: name === commonFile ? {} : moved(paths, moves) }];
		}),
	);
	const own = JSON.parse(JSON.stringify(changed)) as Contract;
	for (const operation of listOperations(own)) {
		const before = pagings.get(operation.operationId);
		if (before && operation.verb === 'GET') repage(own, before, operation);
	}
	return own;
}
