import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { leadRefs, type Contract } from './read';

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
	// What programs read from the contract is only where it is needed; a parameter or a schema may be new.
	const isNew = place.includes(' > x-') || ['in', 'type', '$ref', 'oneOf'].some((name) => name in patch);
	if (!isObject(value) && isNew) return patch;
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

const withLedRefs = (overlay: Overlay): Overlay =>
	Object.fromEntries(Object.entries(overlay).map(([file, patch]) => [file, leadRefs(file, patch)]));

/** Lays an overlay over the contract, given by its path, and returns the contract of the dialect. */
export function applyOverlay(contract: Contract, overlayPath: string): Contract {
	const overlay = withLedRefs(parse(readFileSync(overlayPath, 'utf8')) as Overlay);
	const unknown = Object.keys(overlay).find((file) => !(file in contract));
	if (unknown) throw new Error(`The contract has no file "${unknown}", which an overlay patches`);
	const changed = Object.fromEntries(
		Object.entries(contract).map(([name, file]) => {
			const { operations = {}, ...patch } = overlay[name] ?? {};
			// The file of what the APIs share has no paths.
			const { paths = {}, ...rest } = patched(file, patch as Patch, name) as Partial<Contract[string]>;
			return [name, { ...rest, paths: withOperations(paths, operations, name) }];
		}),
	);
	return JSON.parse(JSON.stringify(changed)) as Contract;
}
