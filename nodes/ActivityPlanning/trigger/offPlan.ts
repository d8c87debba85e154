import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { listRows } from '../../shared/transport/pages';
import { beginningOf } from '../../shared/polling/serverClock';
import { slotItem, type KnownSlot } from './items';
import { isoOf, type Setup } from './setup';

type AgentState = components['schemas']['AgentState'];

/** By agent who is off plan and was told (or, `quiet`, was off plan before the trigger began): since when, in milliseconds. */
export interface OffState {
	scope: string;
	off: Record<string, { since: number; quiet?: true }>;
}

/** An agent who is to be at work now. */
export interface AtWork {
	agentId: number;
	slot: KnownSlot;
	/** Undefined where Kiamo does not tell. */
	state?: AgentState;
	/** Since when the agent is off plan, in milliseconds; undefined for one on plan. */
	since?: number;
}

/** How far back the beginning of a stretch of work is looked for. */
const longestStretchMs = 12 * 60 * 60_000;

/** Finds who went off plan for longer than asked, and who is back, each once, `most` at once. The first poll tells of nothing. */
export async function findOffPlan(
	setup: Setup,
	saved: OffState | undefined,
	firstPollAt: number,
	maxItems: number,
): Promise<{ items: IDataObject[]; state: OffState; isComplete: boolean }> {
	const { kiamo, events, thresholdMs, query, activityIds } = setup;
	const now = await setup.now();
	const scope = JSON.stringify([query, activityIds]);
	const isBeginning = saved?.scope !== scope;
	const begun = Math.min(now, beginningOf(kiamo, firstPollAt, Date.now()));
	const { atWork, states } = await readAtWork(setup, now);
	const off: OffState['off'] = isBeginning ? {} : { ...saved.off };
	const items: IDataObject[] = [];
	let isComplete = true;
	const tell = async (event: 'backOnPlan' | 'offPlan', make: () => Promise<IDataObject>) => {
		if (!events.has(event)) return true;
		isComplete &&= items.length < maxItems;
		if (isComplete) items.push(await make());
		return isComplete;
	};

	for (const { agentId, slot, state, since } of atWork.values()) {
		if (!state || since === undefined || agentId in off || now - since < thresholdMs) continue;
		if (isBeginning) {
			if (since + thresholdMs <= (saved ? now : begun)) off[agentId] = { since, quiet: true };
		} else if (await tell('offPlan', async () => await offItem(setup, agentId, slot, state, since, now))) {
			off[agentId] = { since };
		}
	}
	for (const [id, { since, quiet }] of Object.entries(off)) {
		const agentId = Number(id);
		const work = atWork.get(agentId);
		const isBack = work ? work.state && work.since === undefined : true;
		if (!isBack) continue;
		const make = async () => await backItem(setup, agentId, since, states.get(agentId), work, now);
		if (quiet || (await tell('backOnPlan', make))) delete off[id];
	}
	return { items, state: { scope, off }, isComplete };
}

/** Who is to be at work now, and what all agents do. Slots of work that touch are one stretch. */
export async function readAtWork(setup: Setup, now: number) {
	const { kiamo, query, isWanted, thresholdMs } = setup;
	const from = isoOf(now - Math.max(thresholdMs, longestStretchMs));
	const period = { from, to: isoOf(now + 1) };
	const slots = await listRows(kiamo, 'listPlannedActivities', { query: { ...query, ...period } });
	const rows = await listRows(kiamo, 'listAgentStates', {});
	const states = new Map(rows.map((state) => [Number(state.agent_id), state]));
	const activities = await setup.activities();
	const work = slots
		.filter((slot) => isWanted(slot) && activities.get(Number(slot.activity_id))?.kind === 'work')
		.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));

	const atWork = new Map<number, AtWork>();
	const stretches = new Map<number, { from: number; to: number }>();
	for (const slot of work) {
		const agentId = Number(slot.agent_id);
		const [start, end] = [Date.parse(slot.start), Date.parse(slot.end)];
		const before = stretches.get(agentId);
		const stretch = { from: before?.to === start ? before.from : start, to: end };
		stretches.set(agentId, stretch);
		if (start > now || end <= now) continue;
		const state = states.get(agentId);
		const since = state && isOff(state, setup) ? Math.max(stretch.from, Date.parse(state.since)) : undefined;
		atWork.set(agentId, { agentId, slot, state, since });
	}
	return { atWork, states };
}

function isOff({ state, pause_reason_id }: AgentState, { pauseReasons }: Setup): boolean {
	return state === 'logged_out' || (state === 'paused' && !pauseReasons.includes(Number(pause_reason_id)));
}

/** The same for Off Plan and for the Back on Plan that follows. */
function alarmIdOf(agentId: number, since: number): string {
	return `${agentId}|${isoOf(since)}`;
}

/** What the trigger puts out of an agent who is off plan. */
export async function offItem(
	setup: Setup,
	agentId: number,
	slot: KnownSlot,
	{ state, pause_reason_id }: AgentState,
	since: number,
	now: number,
): Promise<IDataObject> {
	return {
		event: 'offPlan',
		eventId: `${alarmIdOf(agentId, since)}|offPlan`,
		alarmId: alarmIdOf(agentId, since),
		agent_id: agentId,
		state,
		pause_reason_id: pause_reason_id ?? null,
		offSince: isoOf(since),
		minutesOff: Math.floor((now - since) / 60_000),
		plannedActivity: await slotItem(setup, slot),
	};
}

/** What the trigger puts out of an agent who is on plan again: who came back, or of whom no work is planned any more. */
async function backItem(
	setup: Setup,
	agentId: number,
	since: number,
	state: AgentState | undefined,
	work: AtWork | undefined,
	now: number,
): Promise<IDataObject> {
	const backAt = work && state ? Math.min(now, Math.max(since, Date.parse(state.since))) : now;
	return {
		event: 'backOnPlan',
		eventId: `${alarmIdOf(agentId, since)}|backOnPlan`,
		alarmId: alarmIdOf(agentId, since),
		agent_id: agentId,
		reason: work ? 'agentReturned' : 'planEnded',
		state: state?.state ?? null,
		pause_reason_id: state?.pause_reason_id ?? null,
		offSince: isoOf(since),
		minutesOff: Math.floor((backAt - since) / 60_000),
		plannedActivity: work ? await slotItem(setup, work.slot) : null,
	};
}
