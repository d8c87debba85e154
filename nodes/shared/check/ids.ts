import { needed, type Operation } from '../../../contract/generated/operations';
import type { OperationId } from '../transport/client';
import type { Ids } from './asker';

type Row = Record<string, unknown>;

/** The list whose rows have the ids that a path needs, and what they call them. */
interface Source {
	list: OperationId;
	name: string;
}

/** The ids of rows that were listed, for the calls of an API that need one in their path. */
export class KnownIds {
	/** By parameter; the first is in use. */
	private readonly known = new Map<string, string[]>();
	private readonly rows = new Map<OperationId, unknown[]>();
	private readonly lists: Array<[OperationId, Operation]>;

	constructor(private readonly calls: Array<[OperationId, Operation]>) {
		this.lists = calls.filter(([, { rows }]) => rows);
	}

	/** The ids that a call needs; undefined while one of them is not known. */
	of(operation: Operation): Ids | undefined {
		const entries = parametersOf(operation).map((name) => [name, this.known.get(name)?.[0]] as const);
		return entries.every(([, id]) => id) ? (Object.fromEntries(entries) as Ids) : undefined;
	}

	/** The ids that a call may be tried with: those in use, and others in the last place. */
	choices(operation: Operation): Ids[] {
		const last = parametersOf(operation).at(-1);
		const ids = this.of(operation) ?? {};
		return last ? (this.known.get(last) ?? []).map((id) => ({ ...ids, [last]: id })) : [ids];
	}

	/** Puts an ID in use that brought something. */
	prefer(operation: Operation, ids: Ids): void {
		const last = parametersOf(operation).at(-1);
		if (!last) return;
		const others = (this.known.get(last) ?? []).filter((other) => other !== ids[last]);
		this.known.set(last, [ids[last], ...others]);
	}

	/** Keeps the ids of rows for the calls that need one. */
	learn(list: OperationId, rows: unknown[]): void {
		this.rows.set(list, rows);
		for (const [, operation] of this.calls) {
			for (const parameter of parametersOf(operation)) {
				const source = this.sourceOf(operation, parameter);
				if (source?.list !== list || this.known.has(parameter)) continue;
				const ids = rows.map((row) => (row as Row | null)?.[source.name]).filter(isInPath);
				if (ids.length > 0) this.known.set(parameter, [...new Set(ids.map(String))]);
			}
		}
	}

	/** The row in the list of what a call asks for. */
	rowOf(operation: Operation, ids: Ids): unknown {
		const last = parametersOf(operation).at(-1) ?? '';
		const source = this.sourceOf(operation, last);
		const rows = (source && this.rows.get(source.list)) ?? [];
		return rows.find((row) => String((row as Row | null)?.[source?.name ?? '']) === ids[last]);
	}

	private sourceOf({ path }: Operation, parameter: string): Source | undefined {
		const above = path.slice(0, path.indexOf(`/{${parameter}}`));
		const thing = parameter.replace(/Id$/, '').toLowerCase();
		const [list, { rows = '' }] = this.lists.find(([, operation]) => operation.path === above) ??
			this.lists.find(([, operation]) => operation.rows?.toLowerCase().startsWith(thing)) ?? [undefined, {}];
		return list && { list, name: needed[rows]?.[0] ?? 'id' };
	}
}

/** Whether it is an ID that can be part of a path. */
function isInPath(id: unknown): id is number | string {
	if (typeof id !== 'string' && typeof id !== 'number') return false;
	return !['', '.', '..'].includes(String(id));
}

const parametersOf = ({ path }: Operation) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
