import type { Arguments, Kiamo } from '../transport/client';
import { listPage, type ListId } from '../transport/pages';

/** `Date` headers hold whole seconds. */
const clockErrorMs = 1_000;

/** The server's clock, the only one that counts, in milliseconds: the answer to a small request of a list tells it. */
export async function askServerNow<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
): Promise<number> {
	await listPage(kiamo, id, { ...args, page: { size: 1 } });
	return Date.now() + kiamo.connection.clockAhead;
}

/**
 * The moment, in milliseconds of the server's clock, from which on things are new to a trigger that reads them for the first
 * time at `asked`: when it was first asked to poll (`begunAt`), if Kiamo was out of order then; Infinity where all is old.
 * `begunAt` and `asked` are in milliseconds of n8n's clock.
 */
export function beginningOf({ connection }: Kiamo, firstPollAt: number, asked: number): number {
	return firstPollAt < asked - clockErrorMs ? firstPollAt + connection.clockAhead + clockErrorMs : Infinity;
}
