import type { components } from '../../contract/generated/wire';

export type Interaction = Required<components['schemas']['Interaction']>;

/** An interaction with what only the centre knows of it. Rows are never changed in place: a step makes a new one. */
export interface InteractionRow extends Interaction {
	/** Milliseconds: since when it is in the queue, with the agent or in wrap-up; before that, in queues and with agents. */
	course: { since: number; waited: number; handled: number };
}

const iso = (at: number) => new Date(at).toISOString();
const seconds = (milliseconds: number) => Math.max(0, Math.floor(milliseconds / 1000));

export type NewRow = Pick<Interaction, 'id' | 'service_id' | 'channel' | 'direction'> & Partial<Interaction>;

/** An interaction as it begins at a moment: `scheduled` when it has a date after it, otherwise `waiting`. */
export function begun(given: NewRow, at: number): InteractionRow {
	const { scheduled_date = null } = given;
	return {
		reference: null,
		label: null,
		priority: 5,
		agent_id: null,
		contact_id: null,
		base_id: null,
		customer: null,
		dialled: null,
		destination: null,
		answered_at: null,
		ended_at: null,
		qualified_at: null,
		waiting_seconds: null,
		handling_seconds: null,
		wrap_up_seconds: null,
		qualification: null,
		comment: null,
		userdata: {},
		has_recording: false,
		has_voicemail: false,
		...given,
		scheduled_date,
		status: scheduled_date && Date.parse(scheduled_date) > at ? 'scheduled' : 'waiting',
		created_at: iso(at),
		updated_at: iso(at),
		course: { since: at, waited: 0, handled: 0 },
	};
}

/** It comes to the queue of its service, or of another one that it is transferred to. */
export function queued(row: InteractionRow, at: number, service_id = row.service_id): InteractionRow {
	const { since, waited, handled } = row.course;
	const isTransfer = row.status === 'in_progress';
	return {
		...row,
		status: 'waiting',
		service_id,
		agent_id: isTransfer ? null : row.agent_id,
		course: { waited, handled: isTransfer ? handled + at - since : handled, since: at },
		updated_at: iso(at),
	};
}

/** An agent takes it, from the queue or from another agent. */
export function taken(row: InteractionRow, agent_id: number, at: number): InteractionRow {
	const isTransfer = row.status === 'in_progress';
	const time = at - row.course.since;
	const waited = row.course.waited + (isTransfer ? 0 : time);
	const handled = row.course.handled + (isTransfer ? time : 0);
	return {
		...row,
		status: 'in_progress',
		agent_id,
		answered_at: row.answered_at ?? iso(at),
		waiting_seconds: seconds(waited),
		course: { since: at, waited, handled },
		updated_at: iso(at),
	};
}

/** The customer is gone and the agent's wrap-up begins. */
export function hungUp(row: InteractionRow, at: number): InteractionRow {
	const handled = row.course.handled + at - row.course.since;
	return {
		...row,
		status: 'wrap_up',
		ended_at: iso(at),
		handling_seconds: seconds(handled),
		course: { ...row.course, since: at, handled },
		updated_at: iso(at),
	};
}

export function wrappedUp(row: InteractionRow, at: number): InteractionRow {
	return { ...row, status: 'ended', wrap_up_seconds: seconds(at - row.course.since), updated_at: iso(at) };
}

/** It ends without an agent: the customer gives up, or somebody cancels it. */
export function dropped(row: InteractionRow, status: 'abandoned' | 'cancelled', at: number): InteractionRow {
	const { since, waited } = row.course;
	const waiting_seconds = row.status === 'waiting' ? seconds(waited + at - since) : null;
	return { ...row, status, waiting_seconds, ended_at: iso(at), updated_at: iso(at) };
}

/** The interaction as an answer shows it at a moment: the wait of one that waits runs with the clock. */
export function present(row: InteractionRow, now: number): Interaction {
	const { course, ...interaction } = row;
	if (row.status !== 'waiting') return interaction;
	return { ...interaction, waiting_seconds: seconds(course.waited + now - course.since) };
}
