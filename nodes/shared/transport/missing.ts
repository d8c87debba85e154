import { operations, type Operation } from '../../../contract/generated/operations';
import { requestFor, type Arguments, type Kiamo, type OperationId } from './client';
import { send } from './connection';
import { operationOf } from './contract';
import { isMissing, type Failure } from './failure';

/**
 * Finds out what a 404 means, by asking what is above it in the path, each once per run: if the agents of a
 * group are there, it is the agent who is not; if not even the list of groups is, the server has no such path. Undefined
 * where that is unknown, as the token may not read it.
 */
export async function findMissing(
	kiamo: Kiamo,
	id: OperationId,
	ids: Record<string, string | number> = {},
): Promise<Failure['missing']> {
	const { api, path } = operationOf(id);
	const above = (Object.entries(operations) as Array<[OperationId, Operation]>)
		.filter(
			([, { method, api: other, path: start }]) =>
				method === 'GET' && other === api && path.startsWith(`${start}/`),
		)
		.toSorted(([, one], [, other]) => other.path.length - one.path.length);
	for (const [list, { path: start, rows }] of above) {
		const own = Object.fromEntries(Object.entries(ids).filter(([name]) => start.includes(`{${name}}`)));
		const request = requestFor(list, {
			path: own,
			...(rows && { page: { size: 1 } }),
		} as Arguments<OperationId>);
		const answer = await kiamo.once(
			`is there: ${request.path}`,
			async () => await send(kiamo.connection, request),
		);
		if (answer.ok) {
			const rest = path.slice(start.length);
			const [, parameter] = /^\/\{(\w+)\}/.exec(rest) ?? [];
			if (parameter) return { parameter };
			// Where an ID follows a word, either may be what is missing.
			return rest.includes('{') ? undefined : 'path';
		}
		if (!isMissing(answer.failure)) return undefined;
	}
	// Where an ID is in all of them, it may be what is missing.
	return above.some(([, { path: start }]) => !start.includes('{')) ? 'path' : undefined;
}
