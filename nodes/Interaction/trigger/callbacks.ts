import { listRows } from '../../shared/transport/pages';
import { Seen, type SeenRecord } from '../../shared/polling/seen';
import { askServerNow, beginningOf } from '../../shared/polling/serverClock';
import { happening, type Happening } from './events';
import type { Part, Setup } from './setup';

/** What the trigger knows of scheduled interactions from one poll to the next. */
export interface CallbackState {
	/** All of an earlier date are done with; in milliseconds of the server's clock. */
	from: number;
	/** How far the server's clock was ahead of ours, in milliseconds. */
	ahead: number;
	/** Which ones of later dates are done with, each by its date. */
	seen: SeenRecord;
}

/** The server's clock may have been moved since the last poll: this much more is asked for, so as not to ask twice. */
const marginMs = 15 * 60_000;

/**
 * Reads which interactions are due soon, and tells of at most `most`, each once for each of its dates. One whose date
 * passed while nobody asked is told late, unless an agent has taken it.
 */
export async function pollCallbacks(
	setup: Setup,
	saved: CallbackState | undefined,
	firstPollAt: number,
	maxItems: number,
): Promise<Part<CallbackState>> {
	const { kiamo, lead, overlap, query, fits } = setup;
	const asked = Date.now();
	const nowThere = saved ? asked + saved.ahead : await askServerNow(kiamo, 'listInteractions', {});
	const from = saved?.from ?? Math.min(asked, firstPollAt) + kiamo.connection.clockAhead - overlap;
	const read = async (to: number) =>
		await listRows(kiamo, 'listInteractions', {
			query: {
				...query,
				status: ['scheduled', 'waiting'],
				scheduled_from: iso(from),
				scheduled_to: iso(to),
			},
		});
	const expected = nowThere + lead + marginMs;
	let rows = await read(expected);
	const { clockAhead: ahead } = kiamo.connection;
	const serverNow = asked + ahead;
	if (serverNow + lead > expected) rows = await read(serverNow + lead);
	const seen = new Seen(saved?.seen ?? {});
	const due = rows
		.map((row) => ({ row, date: Date.parse(row.scheduled_date ?? '') }))
		.filter(({ date }) => date <= serverNow + lead)
		.sort((one, other) => one.date - other.date);
	const begin = saved ? -Infinity : beginningOf(kiamo, firstPollAt, asked);
	const old = due.filter(({ row, date }) => Date.parse(row.created_at) < begin && date < begin + lead);
	for (const { row, date } of old) seen.add(String(row.id), iso(date));
	const fresh = due.filter(
		({ row, date }) => fits('callbackDueSoon', row) && !seen.has(String(row.id), iso(date)),
	);
	const told = saved ? fresh.slice(0, maxItems) : [];
	for (const { row, date } of told) seen.add(String(row.id), iso(date));
	const next = Math.min(serverNow - overlap, ...fresh.slice(told.length).map(({ date }) => date));
	return {
		happenings: told.map(({ row, date }): Happening => {
			const dueInSeconds = Math.round((date - serverNow) / 1000);
			return happening('callbackDueSoon', row, iso(date), { more: { dueInSeconds } });
		}),
		state: { from: next, ahead, seen: seen.since(next) },
		isComplete: told.length === fresh.length,
	};
}

function iso(moment: number): string {
	return new Date(moment).toISOString();
}
