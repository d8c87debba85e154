import type { components } from '../../contract/generated/wire';
import type { Environment } from '../environment';

export type AgentState = components['schemas']['AgentState'];
export type StateName = AgentState['state'];

/** What a state is set to. */
export interface NewState {
	state: StateName;
	pause_reason_id?: number | null;
	interaction_id?: number | null;
}

/** A time in one state, in milliseconds; the present one has no end. */
export interface Stay extends Required<NewState> {
	from: number;
	to?: number;
}

const busy: readonly StateName[] = ['ringing', 'in_call', 'handling', 'wrap_up'];
/** Milliseconds that a stay is remembered: today, whenever it began, and yesterday. */
const remembered = 48 * 60 * 60 * 1000;

/** The states of the agents, now and over the last two days. An agent without a known state is logged out. */
export class AgentStates {
	private readonly stays = new Map<number, Stay[]>();
	private readonly wishes = new Map<number, NewState>();
	private readonly startedAt: number;
	/** Called when an agent becomes available, with the moment. */
	onAvailable?: (at: number) => void;

	constructor(private readonly env: Environment) {
		this.startedAt = env.now().getTime();
	}

	get(agentId: number): AgentState {
		const { from, state, pause_reason_id, interaction_id } = this.present(agentId);
		return {
			agent_id: agentId,
			state,
			pause_reason_id,
			since: new Date(from).toISOString(),
			interaction_id,
		};
	}

	/** The agent whose telephone rings for an interaction. */
	ringingFor(interactionId: number): number | undefined {
		const isRinging = (id: number) => {
			const { state, interaction_id } = this.present(id);
			return state === 'ringing' && interaction_id === interactionId;
		};
		return [...this.stays.keys()].find(isRinging);
	}

	/** Whether the agent is ringing, in a call, handling or in wrap-up. */
	isBusy(agentId: number): boolean {
		return busy.includes(this.present(agentId).state);
	}

	/** Puts an agent in a state from a moment on. The state that the agent is in already goes on. */
	set(agentId: number, after: NewState, at = this.env.now().getTime()): AgentState {
		const { state, pause_reason_id = null, interaction_id = null } = after;
		const before = this.present(agentId);
		const isSame =
			before.state === state &&
			before.pause_reason_id === pause_reason_id &&
			before.interaction_id === interaction_id;
		if (isSame) return this.get(agentId);
		const stateBefore = this.get(agentId);
		const stays = this.stays.get(agentId) ?? [];
		this.stays.set(agentId, stays);
		if (stays.length) stays[stays.length - 1] = { ...before, to: at };
		while (stays.length && (stays[0].to ?? at) < at - remembered) stays.shift();
		stays.push({ state, pause_reason_id, interaction_id, from: at });
		if (state === 'available') this.onAvailable?.(at);
		const set = this.get(agentId);
		this.env.record('agentState', agentId, stateBefore, set);
		return set;
	}

	/** What a busy agent goes to afterwards, instead of being available; one who is not busy goes there at once. */
	setAfterwards(agentId: number, after: NewState): AgentState {
		if (!this.isBusy(agentId)) return this.set(agentId, after);
		this.wishes.set(agentId, after);
		return this.get(agentId);
	}

	/** Ends what the agent was busy with. */
	release(agentId: number, at?: number): AgentState {
		const after = this.wishes.get(agentId) ?? { state: 'available' };
		this.wishes.delete(agentId);
		return this.set(agentId, after, at);
	}

	/** Forgets an agent. */
	remove(agentId: number): void {
		this.stays.delete(agentId);
		this.wishes.delete(agentId);
	}

	/** The stays of an agent, the oldest first. */
	history(agentId: number): readonly Stay[] {
		return this.stays.get(agentId) ?? [];
	}

	/** The seconds that an agent spent in any of these states between two moments in milliseconds. */
	seconds(agentId: number, states: readonly StateName[], from: number, to: number): number {
		const milliseconds = this.history(agentId)
			.filter(({ state }) => states.includes(state))
			.map((stay) => Math.min(stay.to ?? to, to) - Math.max(stay.from, from));
		return Math.floor(milliseconds.reduce((sum, time) => sum + Math.max(0, time), 0) / 1000);
	}

	private present(agentId: number): Stay {
		return (
			this.history(agentId).at(-1) ?? {
				state: 'logged_out',
				pause_reason_id: null,
				interaction_id: null,
				from: this.startedAt,
			}
		);
	}
}
