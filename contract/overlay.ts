import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { Paging } from './operation';
import { commonFile, type Contract, type Schema } from './read';

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
		else set((all[name] = { type: 'object' }), rest.join('.'), value, isRequired);
	};
	const page = { ...schema, properties, required: schema.required?.filter((name) => name !== from.rows) };
	set(page, to.rows, rows, true);
	if (total) set(page, to.total, total, false);
	return page;
}

/** Lays an overlay over the contract, a file of `contract/dialects`, and returns the contract of the dialect. */
export function applyOverlay(contract: Contract, dialect: string): Contract {
	const overlay = parse(readFileSync(resolve(__dirname, 'dialects', dialect), 'utf8')) as Overlay;
	const paging = contract[commonFile]['x-paging'] as Paging;
	const own = { ...paging, ...(overlay[commonFile]?.['x-paging'] as Partial<Paging>) };
	return Object.fromEntries(
		Object.entries(contract).map(([name, file]) => {
			const { 'x-moved': moves = {}, ...patch } = overlay[name] ?? {};
			const changed = patched(file, patch as Patch, name) as Contract[string];
			const { components } = changed;
			// What only the files of the APIs have is missing in that of what they share.
			const paths = name === commonFile ? {} : changed.paths;
			const schemas = Object.entries(components.schemas).map(([key, schema]) => [
				key,
				repaged(schema, paging, own),
			]);
			return [
				name,
				{
					...changed,
					paths: moved(paths, moves),
					components: { ...components, schemas: Object.fromEntries(schemas) as Record<string, Schema> },
				},
			];
		}),
	);
}
