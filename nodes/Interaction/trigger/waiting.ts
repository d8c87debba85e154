import { listRows } from '../../shared/transport/pages';
import { isPackedTable, packTable, unpackTable } from '../../shared/polling/table';
import type { EventSource } from '../../shared/polling/eventSource';
import type { Interaction } from '../../shared/operation/interactions';
import { toEvent } from './events';
import { toItems } from './items';
import { sampleEvents } from './samples';
import type { Setup } from './setup';

interface WaitingState {
	/** The interactions that were emitted, each with the hour in which it was last seen waiting, packed. */
	emitted: string;
}

const hourMs = 60 * 60_000;
/** One that an agent gives back to a queue within this time is not emitted again. */
const rememberedHours = 24;

/** Interactions that wait for long, each once: the customer's whole wait counts, in however many queues. */
export const waiting: EventSource<Setup, WaitingState> = {
	key: 'waiting',
	isState(state): state is WaitingState {
		return isPackedTable((state as Partial<WaitingState> | null)?.emitted);
	},
	async poll(setup, { since, state }, room) {
		const { kiamo, clock, thresholdMs, query, matchesFilters } = setup;
		const rows = await listRows(kiamo, 'listInteractions', { query: { ...query, status: ['waiting'] } });
		const serverNow = clock.certain;
		const hour = Math.floor(clock.startedAt / hourMs);
		const before = state ? unpackTable(state.emitted) : new Map<string, [number]>();
		const isRecent = ([seenAt]: readonly unknown[]) => hour - Number(seenAt) < rememberedHours;
		const emitted = new Map([...before].filter(([, cells]) => isRecent(cells)));
		const long = rows
			.filter(({ status }) => status === 'waiting')
			.map((row) => ({ row, id: String(row.id), waitedMs: waitedMsOf(row, serverNow) }))
			.filter(({ waitedMs }) => waitedMs >= thresholdMs)
			.sort((one, other) => other.waitedMs - one.waitedMs);
		for (const { id } of long) if (before.has(id)) emitted.set(id, [hour]);
		if (!state) {
			const newFrom = clock.newFrom(since);
			for (const { id, waitedMs } of long)
				if (serverNow - waitedMs + thresholdMs < newFrom) emitted.set(id, [hour]);
			return { items: [], state: { emitted: packTable(emitted) }, isComplete: true };
		}
		const due = long.filter(({ row, id }) => !emitted.has(id) && matchesFilters('waitingLongerThan', row));
		const now = due.slice(0, Math.max(0, room));
		for (const { id } of now) emitted.set(id, [hour]);
		const events = now.map(({ row, waitedMs }) => {
			const at = new Date(serverNow - waitedMs + thresholdMs).toISOString();
			return toEvent('waitingLongerThan', row, at, {
				version: 'waiting',
				more: { waitingSeconds: Math.floor(waitedMs / 1000) },
			});
		});
		return {
			items: await toItems(setup, events),
			state: { emitted: packTable(emitted) },
			isComplete: now.length === due.length,
		};
	},
	sample: async (setup) => await sampleEvents(setup, ['waitingLongerThan']),
};

/** Kiamo's clock is known to the second only. */
const clockErrorMs = 1_000;

/** How long an interaction has waited at least; where Kiamo does not count it, since it was created or fell due. */
function waitedMsOf({ waiting_seconds, created_at, scheduled_date }: Interaction, serverNow: number): number {
	// No longer than since 1970: there is no date so long ago.
	if (typeof waiting_seconds === 'number') return Math.min(waiting_seconds * 1000, serverNow);
	return (
		serverNow - clockErrorMs - Math.max(Date.parse(created_at), Date.parse(scheduled_date || created_at))
	);
}
