import type { components } from '../../../contract/generated/types';
import { listRows } from '../../shared/transport/pages';
import { isoOf, type KnownSlot, type Setup } from './setup';

export type AgentState = components['schemas']['AgentState'];

/** An agent whose plan has work now. */
export interface AtWork {
	agentId: string;
	slot: KnownSlot;
	/** Undefined where Kiamo does not say. */
	state?: AgentState;
	/** Since when the agent is off plan, in milliseconds; undefined for one on plan. */
	since?: number;
}

/** How far back the beginning of a stretch of work is looked for. */
const longestStretchMs = 12 * 60 * 60_000;

/** Whose plan has work now, and what all agents do, by their ID. Slots of work that touch are one stretch. */
export async function readAtWork(
	setup: Setup,
	now: number,
): Promise<{ atWork: Map<string, AtWork>; states: Map<string, AgentState> }> {
	const { kiamo, query, matchesFilters, thresholdMs } = setup;
	const from = isoOf(now - Math.max(thresholdMs, longestStretchMs));
	const period = { from, to: isoOf(now + 1) };
	const slots = await listRows(kiamo, 'listPlannedActivities', { query: { ...query, ...period } });
	const rows = await listRows(kiamo, 'listAgentStates', {});
	const states = new Map(rows.map((state) => [String(state.agent_id), state]));
	const activities = await setup.readActivities();
	const work = slots
		.filter((slot) => matchesFilters(slot) && activities.get(slot.activity_id)?.kind === 'work')
		.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));

	const atWork = new Map<string, AtWork>();
	const stretches = new Map<string, { from: number; to: number }>();
	for (const slot of work) {
		const agentId = String(slot.agent_id);
		const [start, end] = [Date.parse(slot.start), Date.parse(slot.end)];
		const before = stretches.get(agentId);
		const stretch = { from: before?.to === start ? before.from : start, to: end };
		stretches.set(agentId, stretch);
		if (start > now || end <= now) continue;
		const state = states.get(agentId);
		const since =
			state && isOff(state, setup) ? Math.max(0, stretch.from, Date.parse(state.since) || 0) : undefined;
		atWork.set(agentId, { agentId, slot, state, since });
	}
	return { atWork, states };
}

function isOff({ state, pause_reason_id }: AgentState, { pauseReasons }: Setup): boolean {
	return state === 'logged_out' || (state === 'paused' && !pauseReasons.includes(pause_reason_id ?? ''));
}
