import { listRows } from '../../shared/transport/pages';
import type { Interaction } from '../interaction/simplify';
import { askServerNow, beginningOf } from '../../shared/polling/serverClock';
import { kindsOf } from './events';
import { packIds, unpackIds, type PackedIds } from './packedIds';
import type { Setup } from './setup';

type Status = Interaction['status'];
type Known = Map<number, string>;

/** What is kept of a memory from one poll to the next. */
export interface SavedMemory {
	live?: PackedIds;
	heard?: PackedIds;
}

const liveStatuses: Status[] = ['waiting', 'in_progress', 'wrap_up'];
const mostRemembered = 3_000;
const nothing = '-';
const dayMs = 24 * 60 * 60_000;

/**
 * What the rows of a feed do not tell by themselves: in which status an interaction was before, and which of its
 * recordings were told of. Only those in a queue or with an agent are remembered by their status; one that is not must
 * have been scheduled, or over for long.
 */
export class Memory {
	private constructor(
		private readonly live: Known | undefined,
		private readonly heard: Known | undefined,
	) {}

	/**
	 * Takes up what was saved. What is asked for the first time is read from Kiamo: the interactions that are under way,
	 * and those that ended within a day. `begunAt` is when the trigger was first asked, in milliseconds of n8n's clock.
	 */
	static async open(setup: Setup, saved: SavedMemory | undefined, firstPollAt: number): Promise<Memory> {
		const { kiamo, events, options } = setup;
		const isBlank = !saved && (options.startFrom ?? 'now') !== 'now';
		const recall = async (packed: PackedIds | undefined, read: () => Promise<Known>) =>
			packed ? unpackIds(packed) : isBlank ? new Map<number, string>() : await read();
		const beginning = (asked: number) => (saved ? Infinity : beginningOf(kiamo, firstPollAt, asked));
		const needsLive = (['abandoned', 'ended', 'statusChanged'] as const).some((event) => events.has(event));
		return new Memory(
			needsLive ? await recall(saved?.live, async () => await readLive(setup, beginning)) : undefined,
			events.has('recordingAvailable')
				? await recall(saved?.heard, async () => await readHeard(setup, beginning))
				: undefined,
		);
	}

	/** Whether an interaction was in a queue or with an agent when it was last seen. */
	wasLive({ id }: Interaction): boolean {
		return this.live?.has(Number(id)) === true;
	}

	/** In which status an interaction was last seen; null when that cannot be told. */
	statusBefore(row: Interaction, news: ReadonlySet<string>): Status | null {
		const { id, status, scheduled_date, created_at } = row;
		const known = this.live?.get(Number(id));
		if (known) return known as Status;
		if (news.has('created')) {
			const wasDated = Date.parse(scheduled_date ?? created_at) > Date.parse(created_at);
			return status === 'scheduled' || wasDated ? 'scheduled' : 'waiting';
		}
		if (liveStatuses.includes(status) || news.has('ended')) return scheduled_date ? 'scheduled' : null;
		return status;
	}

	/** The recordings of an interaction that ended, as far as nobody was told of them. */
	newKinds(row: Interaction, news: ReadonlySet<string>): string[] {
		if (!row.ended_at) return [];
		const kinds = kindsOf(row);
		const isNew = news.has('ended') || news.has('created');
		const told = this.heard?.get(Number(row.id)) ?? (isNew ? nothing : kinds.join());
		return kinds.filter((kind) => !told.includes(kind));
	}

	/** Remembers a row, once what it tells was told. */
	see(row: Interaction): void {
		const id = Number(row.id);
		if (liveStatuses.includes(row.status)) this.live?.set(id, row.status);
		else this.live?.delete(id);
		if (row.ended_at) this.heard?.set(id, kindsOf(row).join() || nothing);
	}

	/** What to save: 3,000 interactions of each sort at the most, the youngest and those that matter most. */
	saved(): SavedMemory {
		return {
			live: this.live && packIds(bounded(this.live, (status) => status === 'waiting')),
			heard: this.heard && packIds(bounded(this.heard, (kinds) => kinds !== nothing)),
		};
	}
}

/** The interactions under way, as they were before the beginning. */
async function readLive({ kiamo }: Setup, beginning: (asked: number) => number): Promise<Known> {
	const asked = Date.now();
	const rows = await listRows(kiamo, 'listInteractions', { query: { status: liveStatuses } });
	const end = beginning(asked);
	return new Map(
		rows
			.filter(({ ended_at, updated_at }) => Date.parse(ended_at ?? updated_at) < end)
			.map(({ id, status }) => [Number(id), status]),
	);
}

/** What those that ended of late had to listen to before the beginning. */
async function readHeard({ kiamo }: Setup, beginning: (asked: number) => number): Promise<Known> {
	const asked = Date.now();
	const ended_from = new Date((await askServerNow(kiamo, 'listInteractions', {})) - dayMs).toISOString();
	const rows = await listRows(kiamo, 'listInteractions', { query: { ended_from } });
	const end = beginning(asked);
	return new Map(
		rows.map((row) => {
			const kinds = Date.parse(row.updated_at) < end ? kindsOf(row).join() : '';
			return [Number(row.id), kinds || nothing];
		}),
	);
}

/** The youngest; those of which `isLess` go first. */
function bounded(known: Known, isLess: (what: string) => boolean): Known {
	const order = [...known].sort(
		([a, one], [b, other]) => Number(isLess(other)) - Number(isLess(one)) || a - b,
	);
	return new Map(order.slice(Math.max(0, order.length - mostRemembered)));
}
