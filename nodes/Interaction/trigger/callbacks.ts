import { listPage, listRows } from '../../shared/transport/pages';
import { Emitted, isEmittedRecord, type EmittedRecord } from '../../shared/polling/emitted';
import { findMoment, isMoment } from '../../shared/polling/pollState';
import type { EventSource } from '../../shared/polling/eventSource';
import type { Interaction } from '../../shared/operation/interactions';
import { toEvent } from './events';
import { toItems } from './items';
import { sampleEvents } from './samples';
import type { Setup } from './setup';

interface CallbackState {
	/** All of an earlier date are done; in milliseconds of the server's clock. */
	from: number;
	/** Which of later dates are done, each by its date, and those of some hours before. */
	seen: EmittedRecord;
}

/** The server's clock may have been moved since the last poll: this much more is asked for, so as not to ask twice. */
const marginMs = 15 * 60_000;
/** How long those that are done are remembered, should the server's clock be put back. */
const rememberedMs = 6 * 60 * 60_000;

/**
 * Scheduled interactions that are due soon, each once for each of its dates. One whose date passed while nobody asked is
 * emitted late, unless an agent has taken it.
 */
export const callbacks: EventSource<Setup, CallbackState> = {
	key: 'callbacks',
	isState(state): state is CallbackState {
		const { from, seen } = (state ?? {}) as Partial<CallbackState>;
		return isMoment(from) && isEmittedRecord(seen);
	},
	recover(state) {
		const from = findMoment(state, ['from']);
		return from === undefined ? undefined : { from, seen: {} };
	},
	async poll(setup, { since, state }, room) {
		const { kiamo, clock, leadMs, lookback, matchesFilters } = setup;
		const seen = new Emitted(state?.seen);
		if (!state || !clock.last) await listPage(kiamo, 'listInteractions', { page: { size: 1 } });
		const newFrom = state ? -Infinity : clock.newFrom(since);
		const start = () => state?.from ?? Math.min(clock.server, newFrom) - rememberedMs;
		const { last = clock.reading } = clock;
		const expected = clock.startedAt + last.server - last.n8n + leadMs + marginMs;
		const first = start();
		let rows = await readScheduled(setup, first, expected);
		const [earliest, trusted] = clock.plausibleSpan;
		const from = earliest < first ? earliest - lookback : first;
		const to = clock.certain + leadMs;
		if (from < first || to > expected) rows = await readScheduled(setup, from, to);

		const due = rows
			.map((row) => ({ row, id: String(row.id), date: Date.parse(row.scheduled_date || '') }))
			.filter(({ row, date }) => date >= from && date <= to && isOpen(row))
			.sort((one, other) => one.date - other.date);
		for (const { row, id, date } of due) {
			if (Date.parse(row.created_at) < newFrom && date < newFrom + leadMs) seen.add(id, iso(date));
		}
		const fresh = due.filter(
			({ row, id, date }) => matchesFilters('callbackDueSoon', row) && !seen.has(id, iso(date)),
		);
		const now = state ? fresh.slice(0, Math.max(0, room)) : [];
		for (const { id, date } of now) seen.add(id, iso(date));
		const next = Math.min(trusted - lookback, ...fresh.slice(now.length).map(({ date }) => date));
		const events = now.map(({ row, date }) => {
			const dueInSeconds = Math.round((date - clock.certain) / 1000);
			return toEvent('callbackDueSoon', row, iso(date), { more: { dueInSeconds } });
		});
		return {
			items: await toItems(setup, events),
			state: { from: next, seen: seen.since(next - rememberedMs).record },
			isComplete: !state || now.length === fresh.length,
		};
	},
	sample: async (setup) => await sampleEvents(setup, ['callbackDueSoon']),
};

async function readScheduled({ kiamo, query }: Setup, from: number, to: number): Promise<Interaction[]> {
	return await listRows(kiamo, 'listInteractions', {
		query: {
			...query,
			status: ['scheduled', 'waiting'],
			scheduled_from: iso(from),
			scheduled_to: iso(to),
		},
	});
}

function isOpen({ status }: Interaction): boolean {
	return status === 'scheduled' || status === 'waiting';
}

function iso(moment: number): string {
	return new Date(moment).toISOString();
}
