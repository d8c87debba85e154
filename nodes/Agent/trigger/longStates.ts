import type { IDataObject } from 'n8n-workflow';

import { isSame, isPackedTable, packTable, unpackTable, type Cells } from '../../shared/polling/table';
import type { EventSource } from '../../shared/polling/eventSource';
import { eventItem, type Setup } from './setup';
import { isoOf, isWantedPause, readStays, secondsBetween, stayShower, type Stay } from './stays';

interface LongState {
	/** By agent, the stay that was emitted or that was long already at the beginning, and the hour it was last seen; packed. */
	emitted: string;
}

const hourMs = 60 * 60_000;
/** How long an agent may be missing from the list before the stay is forgotten. */
const rememberedHours = 24;
const samples = 5;

/** Agents who are in a state for longer than asked, each stay once. */
export const longStates: EventSource<Setup, LongState> = {
	key: 'longStates',
	isState(state): state is LongState {
		return isPackedTable((state as Partial<LongState> | null)?.emitted);
	},
	async poll(setup, { since, state }, room) {
		const { clock, longMs } = setup;
		const stays = await readStays(setup);
		const hour = Math.floor(clock.startedAt / hourMs);
		const before = state ? unpackTable(state.emitted) : new Map<string, Cells>();
		const emitted = new Map<string, Cells>();
		for (const [id, [seenAt, ...stay]] of before) {
			const present = stays.get(id);
			if (present && isSame(present, stay)) emitted.set(id, [hour, ...stay]);
			else if (!present && hour - Number(seenAt) < rememberedHours) emitted.set(id, [seenAt, ...stay]);
		}
		const newFrom = clock.newFrom(since);
		const due: Array<[id: string, stay: Stay]> = [];
		for (const [id, stay] of stays) {
			const isLong = isWanted(stay, setup) && clock.certain - stay[2] >= longMs;
			if (!isLong || emitted.has(id)) continue;
			if (state) due.push([id, stay]);
			else if (stay[2] + longMs < newFrom) emitted.set(id, [hour, ...stay]);
		}
		const wanted: typeof due = [];
		for (const one of due) if (await setup.matchesFilters(one[0])) wanted.push(one);
		const now = wanted.sort(([, one], [, other]) => one[2] - other[2]).slice(0, Math.max(0, room));
		for (const [id, stay] of now) emitted.set(id, [hour, ...stay]);
		return {
			items: await toItems(setup, now),
			state: { emitted: packTable(emitted) },
			isComplete: now.length === wanted.length,
		};
	},
	async sample(setup) {
		const found: Array<[id: string, stay: Stay]> = [];
		for (const [id, stay] of await readStays(setup))
			if (isWanted(stay, setup) && (await setup.matchesFilters(id))) found.push([id, stay]);
		const last = found.sort(([, one], [, other]) => one[2] - other[2]).slice(-samples);
		return await toItems(setup, last);
	},
};

function isWanted(stay: Stay, setup: Setup): boolean {
	return setup.longStates.includes(stay[0]) && isWantedPause(stay, setup);
}

/** Makes the items of long stays. Names cost one request for the agents and, for pauses, one for the reasons. */
async function toItems(setup: Setup, long: Array<[id: string, stay: Stay]>): Promise<IDataObject[]> {
	if (long.length === 0) return [];
	const agents = await setup.readAgents();
	const show = await stayShower(
		setup,
		long.map(([, stay]) => stay),
	);
	return long.map(([id, stay]) => {
		const [state, , since] = stay;
		return eventItem(agents, id, ['inStateLongerThan', `${state}|${isoOf(since)}`], {
			...show(stay),
			secondsInState: secondsBetween(since, setup.clock.plausible),
		});
	});
}
