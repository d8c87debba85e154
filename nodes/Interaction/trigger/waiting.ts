import { listRows } from '../../shared/transport/pages';
import type { Interaction } from '../interaction/simplify';
import { beginningOf } from '../../shared/polling/serverClock';
import { happening } from './events';
import { packIds, unpackIds, type PackedIds } from './packedIds';
import type { Part, Setup } from './setup';

/** What the trigger knows of the queues from one poll to the next. */
export interface WaitingState {
	/** Those that had waited long enough before this moment are done with; in milliseconds of the server's clock. */
	after: number;
	/** Those that were told of, by the hour of that. */
	told: PackedIds;
}

const hourMs = 60 * 60_000;
/** One that an agent has given back to a queue within this time is not told of again. */
const rememberedHours = 24;
/** Kiamo counts in seconds, and a long list takes time to read. */
const toleranceMs = 60_000;

/**
 * Reads which interactions wait, and tells of at most `most` that have waited for long, each once: the customer's whole
 * wait counts, in however many queues.
 */
export async function pollWaiting(
	setup: Setup,
	saved: WaitingState | undefined,
	firstPollAt: number,
	maxItems: number,
): Promise<Part<WaitingState>> {
	const { kiamo, thresholdMs, overlap, query, fits } = setup;
	const asked = Date.now();
	const rows = await listRows(kiamo, 'listInteractions', { query: { ...query, status: ['waiting'] } });
	const serverNow = asked + kiamo.connection.clockAhead;
	const hour = Math.floor(serverNow / hourMs);
	const begin = beginningOf(kiamo, firstPollAt, asked);
	const after = saved?.after ?? Math.min(serverNow, begin);
	const forgotten = after / hourMs - rememberedHours;
	const told = new Map([...unpackIds(saved?.told ?? {})].filter(([, at]) => Number(at) > forgotten));
	const long = rows
		.map((row) => ({ row, since: serverNow - waitedMs(row, serverNow) + thresholdMs }))
		.filter(({ since }) => since <= serverNow)
		.sort((one, other) => one.since - other.since);
	const fresh = long.filter(
		({ row, since }) => since > after - overlap - toleranceMs && !told.has(Number(row.id)),
	);
	if (!saved) {
		for (const { row, since } of fresh) if (since < begin) told.set(Number(row.id), String(hour));
		return { happenings: [], state: { after, told: packIds(told) }, isComplete: true };
	}
	const wanted = fresh.filter(({ row }) => fits('waitingLongerThan', row));
	const now = wanted.slice(0, maxItems);
	for (const { row } of now) told.set(Number(row.id), String(hour));
	const next = Math.min(serverNow, ...wanted.slice(maxItems).map(({ since }) => since));
	return {
		happenings: now.map(({ row, since }) =>
			happening('waitingLongerThan', row, new Date(since).toISOString(), {
				version: 'waiting',
				more: { waitingSeconds: Math.floor(waitedMs(row, serverNow) / 1000) },
			}),
		),
		state: { after: next, told: packIds(told) },
		isComplete: now.length === wanted.length,
	};
}

/** How long an interaction has waited; where Kiamo does not count it, since it was created or fell due. */
function waitedMs({ waiting_seconds, created_at, scheduled_date }: Interaction, serverNow: number): number {
	if (typeof waiting_seconds === 'number') return waiting_seconds * 1000;
	return serverNow - Math.max(Date.parse(created_at), Date.parse(scheduled_date ?? created_at));
}
