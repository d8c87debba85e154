import { listPage, listRows } from '../../shared/transport/pages';
import { isPackedTable, packTable, unpackTable, type Cells } from '../../shared/polling/table';
import type { Interaction } from '../../shared/operation/interactions';
import { kindsOf } from './events';
import type { Setup } from './setup';

type Status = Interaction['status'];
type Known = Map<string, Cells>;

/** What is kept of a memory from one poll to the next: packed tables. */
export interface SavedMemory {
	/** The status of interactions in a queue or with an agent, by its place in `liveStatuses`. */
	live?: string;
	/** The recordings of interactions that ended, as far as they were emitted. */
	heard?: string;
}

const liveStatuses: Status[] = ['waiting', 'in_progress', 'wrap_up'];
const kindNumbers: Record<string, number> = { recording: 1, voicemail: 2 };
const maxRemembered = 3_000;
const dayMs = 24 * 60 * 60_000;

/**
 * What the rows of a feed do not show by themselves: in which status an interaction was before, and which of its recordings
 * were emitted. Only those in a queue or with an agent are remembered by their status; one that is not must have been
 * scheduled, or over for long.
 */
export class Memory {
	private constructor(
		private readonly live: Known | undefined,
		private readonly heard: Known | undefined,
	) {}

	/**
	 * Takes up what was saved. What is needed for the first time is read from Kiamo: the interactions that are under way,
	 * and those that ended within a day. `since` is when the source began, in milliseconds of n8n's clock.
	 */
	static async open(setup: Setup, saved: SavedMemory | undefined, since: number): Promise<Memory> {
		const { clock, events, options } = setup;
		const isBlank = !saved && (options.startFrom ?? 'now') !== 'now';
		const open = async (packed: string | undefined, read: (newFrom: () => number) => Promise<Known>) => {
			if (packed !== undefined) return unpackTable(packed);
			return isBlank ? new Map<string, Cells>() : await read(() => (saved ? Infinity : clock.newFrom(since)));
		};
		const needsLive = (['abandoned', 'ended', 'statusChanged'] as const).some((event) => events.has(event));
		return new Memory(
			needsLive ? await open(saved?.live, async (newFrom) => await readLive(setup, newFrom)) : undefined,
			events.has('recordingAvailable')
				? await open(saved?.heard, async (newFrom) => await readHeard(setup, newFrom))
				: undefined,
		);
	}

	/** Whether an interaction was in a queue or with an agent when it was last seen. */
	wasLive({ id }: Interaction): boolean {
		return this.live?.has(String(id)) === true;
	}

	/** In which status an interaction was last seen; null when that is not known. */
	statusBefore(row: Interaction, newMoments: ReadonlySet<string>): Status | null {
		const { id, status, scheduled_date, created_at } = row;
		const known = this.live?.get(String(id));
		if (known) return liveStatuses[Number(known[0])];
		if (newMoments.has('created')) {
			const wasDated = Date.parse(scheduled_date || created_at) > Date.parse(created_at);
			return status === 'scheduled' || wasDated ? 'scheduled' : 'waiting';
		}
		if (liveStatuses.includes(status) || newMoments.has('ended')) return scheduled_date ? 'scheduled' : null;
		return status;
	}

	/** The recordings of an interaction that ended which were not emitted yet. */
	newKinds(row: Interaction, newMoments: ReadonlySet<string>): string[] {
		if (!row.ended_at) return [];
		const isNew = newMoments.has('ended') || newMoments.has('created');
		const emitted = Number(this.heard?.get(String(row.id))?.[0] ?? (isNew ? 0 : numberOf(row)));
		return kindsOf(row).filter((kind) => (emitted & kindNumbers[kind]) === 0);
	}

	/** Remembers a row, once its events were emitted. */
	see(row: Interaction): void {
		const id = String(row.id);
		if (liveStatuses.includes(row.status)) this.live?.set(id, [liveStatuses.indexOf(row.status)]);
		else this.live?.delete(id);
		if (row.ended_at) this.heard?.set(id, [numberOf(row)]);
	}

	/** What to save: 3,000 interactions of each sort at most, the youngest and those that matter most. */
	saved(): SavedMemory {
		return {
			...(this.live ? { live: packTable(bounded(this.live, (status) => status === 0)) } : {}),
			...(this.heard ? { heard: packTable(bounded(this.heard, (kinds) => kinds !== 0)) } : {}),
		};
	}
}

/** Whether a saved value can be what a memory saved. */
export function isSavedMemory(value: unknown): value is SavedMemory {
	const { live, heard } = (value ?? {}) as SavedMemory;
	return [live, heard].every((packed) => packed === undefined || isPackedTable(packed));
}

/** The interactions under way, as they were before what is new. */
async function readLive({ kiamo }: Setup, newFrom: () => number): Promise<Known> {
	const rows = await listRows(kiamo, 'listInteractions', { query: { status: liveStatuses } });
	return new Map(
		rows
			.filter(({ status }) => liveStatuses.includes(status))
			.filter(({ ended_at, updated_at }) => !(Date.parse(ended_at || updated_at) >= newFrom()))
			.map(({ id, status }) => [String(id), [liveStatuses.indexOf(status)]]),
	);
}

/** The recordings of those that ended of late, as they were before what is new. */
async function readHeard({ kiamo, clock }: Setup, newFrom: () => number): Promise<Known> {
	await listPage(kiamo, 'listInteractions', { page: { size: 1 } });
	const ended_from = new Date(clock.server - dayMs).toISOString();
	const rows = await listRows(kiamo, 'listInteractions', { query: { ended_from } });
	return new Map(
		rows
			.filter(({ ended_at }) => ended_at)
			.map((row) => [String(row.id), [Date.parse(row.updated_at) >= newFrom() ? 0 : numberOf(row)]]),
	);
}

function numberOf(row: Interaction): number {
	return kindsOf(row).reduce((sum, kind) => sum + kindNumbers[kind], 0);
}

/** The youngest; those of which `isLess` go first. */
function bounded(known: Known, isLess: (what: Cells[number]) => boolean): Known {
	const order = [...known].sort(
		([a, [one]], [b, [other]]) => Number(isLess(other)) - Number(isLess(one)) || Number(a) - Number(b) || 0,
	);
	return new Map(order.slice(Math.max(0, order.length - maxRemembered)));
}
