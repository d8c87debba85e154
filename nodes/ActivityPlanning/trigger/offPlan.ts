import type { IDataObject } from 'n8n-workflow';

import type { EventSource } from '../../shared/polling/eventSource';
import { byId, isMoment } from '../../shared/polling/pollState';
import { readAtWork, type AgentState, type AtWork } from './atWork';
import { slotItem } from './items';
import { isoOf, type Setup } from './setup';

/** By agent who is off plan and was emitted (or, `quiet`, was so before the trigger began): since when, in milliseconds. */
interface OffState {
	off: Record<string, { since: number; quiet?: true }>;
}

const samples = 5;

/** Agents who are off plan for longer than asked, and those who are back, each once. */
export const offPlan: EventSource<Setup, OffState> = {
	key: 'offPlan',
	isState(state): state is OffState {
		const { off } = (state ?? {}) as Partial<OffState>;
		if (typeof off !== 'object' || off === null) return false;
		return Object.values(off).every((one) => isMoment((one as { since?: unknown } | null)?.since));
	},
	async poll(setup, { since: sourceSince, state: saved }, room) {
		const { clock, events, thresholdMs } = setup;
		const now = await setup.readNow();
		const beganAt = Math.min(now, clock.newFrom(sourceSince));
		const { atWork, states } = await readAtWork(setup, now);
		const off = byId(saved?.off);
		const items: IDataObject[] = [];
		let isComplete = true;
		const emit = async (event: 'backOnPlan' | 'offPlan', make: () => Promise<IDataObject>) => {
			if (!events.has(event)) return true;
			isComplete &&= items.length < room;
			if (isComplete) items.push(await make());
			return isComplete;
		};

		for (const { agentId, since, ...work } of atWork.values()) {
			if (since === undefined || agentId in off || now - since < thresholdMs) continue;
			if (!saved) {
				if (since + thresholdMs <= beganAt) off[agentId] = { since, quiet: true };
			} else if (await emit('offPlan', async () => await offItem(setup, { agentId, since, ...work }, now))) {
				off[agentId] = { since };
			}
		}
		for (const [agentId, { since, quiet }] of Object.entries(off)) {
			const work = atWork.get(agentId);
			const isBack = work ? work.state && work.since === undefined : true;
			if (!isBack) continue;
			const make = async () =>
				await backItem(setup, { agentId, since, state: states.get(agentId), work, now });
			if (quiet || (await emit('backOnPlan', make))) delete off[agentId];
		}
		return { items, state: { off }, isComplete };
	},
	/** Agents whose plan has work now, those who are off plan first, with each of the chosen events. */
	async sample(setup) {
		const now = await setup.readNow();
		const { events } = setup;
		const { atWork } = await readAtWork(setup, now);
		const known = [...atWork.values()].filter(({ state }) => state);
		const first = known.sort((a, b) => (a.since ?? now) - (b.since ?? now)).slice(0, samples);
		const items: IDataObject[] = [];
		for (const work of first) {
			const { agentId, state, since = now } = work;
			if (events.has('offPlan')) items.push(await offItem(setup, { ...work, since }, now));
			if (events.has('backOnPlan')) items.push(await backItem(setup, { agentId, since, state, work, now }));
		}
		return items;
	},
};

/** The same for Off Plan and for the Back on Plan that follows. */
function alarmIdOf(agentId: string, since: number): string {
	return `${agentId}|${isoOf(since)}`;
}

/** The item of an agent who is off plan. */
async function offItem(
	setup: Setup,
	{ agentId, slot, state, since = 0 }: AtWork,
	now: number,
): Promise<IDataObject> {
	const item = {
		event: 'offPlan',
		eventId: `${alarmIdOf(agentId, since)}|offPlan`,
		alarmId: alarmIdOf(agentId, since),
		agent_id: agentId,
		state: state?.state ?? null,
		pause_reason_id: state?.pause_reason_id ?? null,
		offSince: isoOf(since),
		minutesOff: Math.floor((now - since) / 60_000),
	};
	return await slotItem(setup, item, slot);
}

interface Return {
	agentId: string;
	since: number;
	state: AgentState | undefined;
	work: AtWork | undefined;
	now: number;
}

/** The item of an agent who is on plan again: who came back, or whose plan has no work any more. */
async function backItem(setup: Setup, { agentId, since, state, work, now }: Return): Promise<IDataObject> {
	const backAt = work && state ? Math.min(now, Math.max(since, Date.parse(state.since) || 0)) : now;
	const item = {
		event: 'backOnPlan',
		eventId: `${alarmIdOf(agentId, since)}|backOnPlan`,
		alarmId: alarmIdOf(agentId, since),
		agent_id: agentId,
		reason: work ? 'agentReturned' : 'planEnded',
		state: state?.state ?? null,
		pause_reason_id: state?.pause_reason_id ?? null,
		offSince: isoOf(since),
		minutesOff: Math.max(0, Math.floor((backAt - since) / 60_000)),
	};
	return await slotItem(setup, item, work?.slot);
}
