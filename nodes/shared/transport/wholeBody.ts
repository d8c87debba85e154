import { freeNames, type Operation } from '../../../contract/generated/operations';
import { requestFor, type Arguments, type Kiamo, type ListId, type OperationId } from './client';
import { operationOf } from './contract';
import { failed, type Answer } from './failure';
import { listPages, rowKey } from './pages';

type Values = Record<string, unknown>;

/**
 * The body of a PUT that replaces what it does not name: what is there, with the change over it. Fields and variables
 * that the customer names are merged one by one. What changes between the reading and the writing is overwritten.
 */
export async function wholeBody(
	kiamo: Kiamo,
	{ read, properties }: NonNullable<Operation['replace']>,
	{ path = {}, body }: { path?: Record<string, string | number>; body?: unknown },
): Promise<Answer<Values>> {
	const [id] = Object.values(path).slice(-1);
	const answer = isList(read)
		? await findRow(kiamo, read, String(id))
		: await kiamo.attempt(read as OperationId, { path } as Arguments<OperationId>);
	if (!answer.ok) return answer;
	const current = answer.data as Values;
	const change = body as Values;
	const entries = properties
		// What is null is blank, and blank is what is not sent.
		.filter((name) => change[name] !== undefined || (current[name] ?? null) !== null)
		.map((name) => [name, merged(name, current[name], change[name])]);
	return { ok: true, data: Object.fromEntries(entries) as Values };
}

const isList = (id: string): id is ListId => 'rows' in operationOf(id);

/** Looks a row up in a list; not there, it is what Kiamo says about an unknown id. Throws a NodeApiError when the list can't be read. */
async function findRow(kiamo: Kiamo, list: ListId, wanted: string): Promise<Answer<object>> {
	const keyOf = rowKey(list);
	for await (const rows of listPages(kiamo, list, {} as Arguments<ListId>)) {
		const row = rows.find((each) => keyOf(each) === wanted);
		if (row) return { ok: true, data: row };
	}
	const request = { ...requestFor(list, {} as Arguments<ListId>), ids: { id: wanted } };
	return failed(request, { kind: 'refused', status: 404, errors: [], html: false });
}

function merged(name: string, current: unknown, change: unknown): unknown {
	if (change === undefined) return current;
	return freeNames.includes(name) ? { ...(current as Values), ...(change as Values) } : change;
}
