import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import pLimit from 'p-limit';

import { toNodeError } from '../../shared/transport/errors';
import { isMissing } from '../../shared/transport/failure';
import { rowDoor } from '../../shared/transport/door';
import { listPage, readPages, rowKey } from '../../shared/transport/pages';
import { compareTables, isPackedTable, packTable, unpackTable, type Cells } from '../../shared/polling/table';
import type { EventSource } from '../../shared/polling/eventSource';
import { isMoment } from '../../shared/polling/pollState';
import { eventItem, lastSlots } from './items';
import { backMs, isInWindow, isoOf, type KnownSlot, type Setup } from './setup';

/** Slots by ID with agent, activity, start and length in seconds, packed. */
interface DeletionState {
	/** All slots of the window at the last reading that came to its end; undefined before the first. */
	slots?: string;
	/** Those that a reading which ran out of time has met so far: the next poll goes on from there. */
	met?: string;
	/** The window of that reading, in milliseconds of the server's clock: another would have other pages. */
	window?: [from: number, to: number];
}

const maxSlots = 10_000;

/**
 * Planned activities that are deleted: they were in the window at the last reading and are not now. One that leaves the
 * window by time is not gone, and a list that leaves one out proves nothing: Kiamo is asked for each by its ID first.
 */
export const deletions: EventSource<Setup, DeletionState> = {
	key: 'deletions',
	isState(state): state is DeletionState {
		const { slots, met, window = [] } = (state ?? {}) as DeletionState;
		const arePacked = [slots, met].every((one) => one === undefined || isPackedTable(one));
		const isWindow = Array.isArray(window) && [0, 2].includes(window.length) && window.every(isMoment);
		return typeof state === 'object' && state !== null && arePacked && isWindow;
	},
	async poll(setup, { state = {} }, room) {
		const at = await setup.readNow();
		const window = state.window ?? [at - backMs, at + setup.ahead];
		const { now, isWhole } = await readWindow(setup, window, state.met);
		if (!isWhole)
			return { items: [], state: { slots: state.slots, met: packTable(now), window }, isComplete: false };
		const before = state.slots === undefined ? undefined : unpackTable(state.slots);
		const missing = compareTables(before, now)
			.flatMap(({ id, before: cells, after }) => (after || !cells ? [] : [slotOf(id, cells)]))
			.filter((slot) => isInWindow(setup, slot, at) && setup.matchesFilters(slot))
			.sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
		const { deleted, kept, isComplete } = await findDeleted(setup, missing, at, room);
		for (const slot of [...kept, ...setup.emitted]) {
			if (!now.has(String(slot.id))) now.set(String(slot.id), cellsOf(slot));
		}
		const items: IDataObject[] = [];
		for (const slot of deleted) items.push(await eventItem(setup, 'deleted', slot, 'deleted'));
		return { items, state: { slots: packTable(now) }, isComplete };
	},
	async sample(setup) {
		if (setup.events.has('created') || setup.events.has('updated')) return [];
		const items: IDataObject[] = [];
		for (const slot of await lastSlots(setup)) items.push(await eventItem(setup, 'deleted', slot, 'deleted'));
		return items;
	},
};

/** Reads what the window holds, on from where a reading ran out of time. Throws a NodeOperationError when it is too much. */
async function readWindow(
	{ context, kiamo, query: filters, matchesFilters, until }: Setup,
	[from, to]: [from: number, to: number],
	met: string | undefined,
): Promise<{ now: Map<string, Cells>; isWhole: boolean }> {
	const now = met === undefined ? new Map<string, Cells>() : unpackTable(met);
	const earlier = new Set(now.keys());
	const query = { ...filters, from: isoOf(from), to: isoOf(to) };
	const keyOf = rowKey('listPlannedActivities');
	const pages = readPages(
		async (offset) => await listPage(kiamo, 'listPlannedActivities', { query, page: { offset } }),
		{
			offset: Math.max(0, now.size - 1),
			isStart: (row) => earlier.has(keyOf(row)),
			take: rowDoor(kiamo, 'listPlannedActivities', { query }),
		},
	);
	for await (const page of pages) {
		const before = now.size;
		for (const slot of page) if (matchesFilters(slot)) now.set(String(slot.id), cellsOf(slot));
		if (now.size > maxSlots) {
			throw new NodeOperationError(context.getNode(), `More than ${maxSlots} activities are planned`, {
				description:
					'Deleted reads them all at each poll. Lower Days Ahead under Options, or choose agents, groups or activities under Filters.',
			});
		}
		// A page without new slots is the end, or a step back to where the last reading stopped.
		if (Date.now() > until && now.size > before) return { now, isWhole: false };
	}
	return { now, isWhole: true };
}

/** Asks Kiamo for slots that the list leaves out: those that are gone, and those to ask for again. */
async function findDeleted(
	setup: Setup,
	missing: KnownSlot[],
	at: number,
	room: number,
): Promise<{ deleted: KnownSlot[]; kept: KnownSlot[]; isComplete: boolean }> {
	const { kiamo, until } = setup;
	const limit = pLimit(kiamo.connection.limit.concurrency);
	const fates = await limit.map(missing, async (slot, index) => {
		// What there is no room or no time for is asked for with the next poll; some are asked for in any case.
		if (index >= room || (index >= limit.concurrency && Date.now() > until)) return { left: slot };
		const answer = await kiamo.attempt('getPlannedActivity', { path: { plannedActivityId: slot.id } });
		if (answer.ok) return { kept: isStillWanted(setup, answer.data, at) ? answer.data : undefined };
		if (isMissing(answer.failure)) return { gone: slot };
		const { cause } = answer.failure;
		// A row that can't be read is there.
		if (cause.kind === 'badRows') return { kept: slot };
		if (cause.kind !== 'refused' || cause.status !== 404) throw toNodeError(kiamo.node, answer.failure);
		setup.context.logger.warn(
			`${kiamo.node.name}: Kiamo doesn't say whether planned activity ${slot.id} still exists.`,
		);
		return { kept: slot };
	});
	const left = fates.flatMap((fate) => fate.left ?? []);
	return {
		deleted: fates.flatMap(({ gone }) => gone ?? []),
		kept: [...fates.flatMap((fate) => fate.kept ?? []), ...left],
		isComplete: left.length === 0,
	};
}

/** A slot of a group may be missing permanently, as its agent left the group; elsewhere the list was just late. */
function isStillWanted(setup: Setup, slot: KnownSlot, at: number): boolean {
	return setup.query.group_id === undefined && setup.matchesFilters(slot) && isInWindow(setup, slot, at);
}

function cellsOf({ agent_id, activity_id, start, end }: KnownSlot): Cells {
	const [from, to] = [start, end].map((moment) => Math.floor(Date.parse(moment) / 1000));
	return [cellOf(agent_id), cellOf(activity_id), from, to - from];
}

/** An ID in a table: a number takes less room. */
const cellOf = (id: string) => (/^[1-9]\d{0,14}$/.test(id) ? Number(id) : id);

/** The slot of some cells; its times without milliseconds. */
function slotOf(id: string, cells: Cells): KnownSlot {
	const [agent_id, activity_id] = cells.map(String);
	const [from, seconds] = cells.slice(2).map(Number);
	const [start, end] = [from, from + seconds].map((moment) => isoOf(moment * 1000));
	return { id, agent_id, activity_id, start, end };
}
