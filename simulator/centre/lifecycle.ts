import type { NewAttachment } from './attachments';
import { Arrivals, type Beginning } from './arrivals';
import type { When } from './state';
import type { Message } from './messages';
import {
	dropped,
	hungUp,
	queued,
	taken,
	wrappedUp,
	type Interaction,
	type InteractionRow,
} from './interactionSteps';

/** What happens to interactions, step by step. A test may take any step that the state of things allows. */
export class Lifecycle extends Arrivals {
	/** Called when an agent took something. */
	onTaken?: (id: number, at: number) => void;

	/** An agent begins a call: the own telephone rings for some seconds first. */
	startCall(agentId: number, call: Beginning & { destination: string }, ringing = 4000): Interaction {
		const placed = this.place({ agent_id: agentId, ...call });
		this.states.set(agentId, { state: 'ringing', interaction_id: placed.id });
		this.agenda.add(this.moment() + ringing, (at) => {
			if (this.row(placed.id).status === 'waiting') this.answer(placed.id, agentId, { at });
		});
		return placed;
	}

	answer(id: number, agentId: number, { at, lateBy }: When = {}): Interaction {
		const row = this.rowIn(id, 'waiting');
		const { state, interaction_id } = this.states.get(agentId);
		if (this.states.isBusy(agentId) && interaction_id !== id) {
			throw new Error(`Agent ${agentId} is ${state} with interaction ${interaction_id}`);
		}
		return this.take(row, agentId, at, lateBy);
	}

	/** The customer is gone; the agent goes on with the wrap-up. */
	hangUp(id: number, { at, lateBy }: When = {}): Interaction {
		const row = this.rowIn(id, 'in_progress');
		const moment = this.moment(at);
		if (row.agent_id) this.states.set(row.agent_id, { state: 'wrap_up', interaction_id: id }, moment);
		return this.put(hungUp(row, moment), lateBy);
	}

	endWrapUp(id: number, { at, lateBy }: When = {}): Interaction {
		const row = this.rowIn(id, 'wrap_up');
		const moment = this.moment(at);
		const ended = this.put(wrappedUp(row, moment), lateBy);
		this.release(row, moment);
		return ended;
	}

	/** To the queue of another service, or straight to another agent. */
	transfer(id: number, to: { service: number } | { agent: number }, { at, lateBy }: When = {}): Interaction {
		const row = this.rowIn(id, 'in_progress');
		const moment = this.moment(at);
		if ('agent' in to) {
			const given = this.take(row, to.agent, moment, lateBy);
			this.release(row, moment);
			return given;
		}
		const transferred = this.put(queued(row, moment, this.service(to.service).id), lateBy);
		this.release(row, moment);
		this.onWaiting?.(moment);
		return transferred;
	}

	/** The customer gives up waiting. */
	abandon(id: number, { at, lateBy }: When = {}): Interaction {
		return this.drop(this.rowIn(id, 'waiting'), 'abandoned', at, lateBy);
	}

	cancel(id: number, { at, lateBy }: When = {}): Interaction {
		return this.drop(this.rowIn(id, 'scheduled', 'waiting'), 'cancelled', at, lateBy);
	}

	/** With one of the service's own qualifications, by id. */
	qualify(id: number, qualification: number, { comment, at, lateBy }: When & { comment?: string } = {}) {
		const row = this.row(id);
		const chosen = this.service(row.service_id).qualifications.find((one) => one.id === qualification);
		if (!chosen) throw new Error(`Service ${row.service_id} has no qualification ${qualification}`);
		const wording = comment ?? row.comment;
		if (row.qualification?.id === chosen.id && wording === row.comment) return this.show(row);
		const qualified_at = new Date(this.moment(at)).toISOString();
		const after = { ...row, qualification: { ...chosen }, comment: wording, qualified_at };
		return this.put({ ...after, updated_at: qualified_at }, lateBy);
	}

	/** Attaches a recording, voicemail or file that is ready `readyAfter` milliseconds later. Returns its id. */
	attach(id: number, { readyAfter = 0, at, ...given }: NewAttachment & When & { readyAfter?: number } = {}) {
		const moment = this.moment(at);
		const readyAt = moment + readyAfter;
		const attachmentId = this.attachments.add(id, given, moment, readyAt);
		const isReady = (ready: number) => {
			const { kind = 'recording' } = given;
			const has = { recording: { has_recording: true }, voicemail: { has_voicemail: true }, file: {} }[kind];
			this.put({ ...this.row(id), ...has, updated_at: new Date(ready).toISOString() }, given.lateBy);
		};
		if (readyAfter) this.agenda.add(readyAt, isReady);
		else isReady(moment);
		return attachmentId;
	}

	write(id: number, message: Pick<Message, 'author'> & { text?: string }, { at }: When = {}): Message {
		return this.messages.add(this.row(id), message, this.moment(at));
	}

	private rowIn(id: number, ...statuses: Array<Interaction['status']>): InteractionRow {
		const row = this.row(id);
		if (statuses.includes(row.status)) return row;
		throw new Error(`Interaction ${id} is ${row.status}, not ${statuses.join(' or ')}`);
	}

	private take(row: InteractionRow, agentId: number, at?: number | Date, lateBy?: number): Interaction {
		const moment = this.moment(at);
		const state = row.channel === 'call' ? 'in_call' : 'handling';
		this.states.set(agentId, { state, interaction_id: row.id }, moment);
		const given = this.put(taken(row, agentId, moment), lateBy);
		this.onTaken?.(row.id, moment);
		return given;
	}

	private drop(row: InteractionRow, status: 'abandoned' | 'cancelled', at?: number | Date, lateBy?: number) {
		const moment = this.moment(at);
		const gone = this.put(dropped(row, status, moment), lateBy);
		const ringing = this.states.ringingFor(row.id);
		if (ringing) this.states.release(ringing, moment);
		return gone;
	}

	/** Frees the agent who had it, unless the agent has gone on to something else. */
	private release({ id, agent_id }: InteractionRow, at: number): void {
		if (agent_id && this.states.get(agent_id).interaction_id === id) this.states.release(agent_id, at);
	}
}
