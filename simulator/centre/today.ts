import type { components } from '../../contract/generated/wire';
import { midnightBefore } from '../paris';
import type { Interactions } from './interactions';
import type { InteractionRow } from './interactionSteps';

type Schemas = components['schemas'];

/** Seconds within which an answer is in time for the service level. */
const targetWaitSeconds = 20;

const ratio = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1000) / 1000 : null);

function average(values: Array<number | null>): number | null {
	const known = values.filter((value) => value !== null);
	const sum = known.reduce((before, value) => before + value, 0);
	return ratio(sum, known.length);
}

const averageHandling = (rows: InteractionRow[]) => average(rows.map((row) => row.handling_seconds));

/** What happened to the interactions since the last midnight of the server. */
export class Today {
	/** Milliseconds. */
	readonly begins: number;
	private readonly midnight: string;
	private readonly rows: readonly InteractionRow[];

	constructor(interactions: Interactions, now: Date) {
		const begins = midnightBefore(now);
		this.begins = begins.getTime();
		this.midnight = begins.toISOString();
		// Whatever happened to an interaction today, it has changed today.
		this.rows = interactions.list({ updated: { from: this.begins, to: Infinity } });
	}

	/**
	 * The answer rate is the share that was answered of all that did not go on waiting, the service level the share that
	 * was answered in time.
	 */
	ofService(serviceId: number): Required<Schemas['ServiceToday']> {
		const rows = this.rows.filter(({ service_id }) => service_id === serviceId);
		const received = rows.filter(
			({ status, created_at, scheduled_date }) =>
				status !== 'scheduled' &&
				status !== 'cancelled' &&
				(this.has(created_at) || this.has(scheduled_date)),
		);
		// One that was transferred had been answered before it came to wait here.
		const answered = rows.filter(
			({ status, answered_at }) => this.has(answered_at) && status !== 'waiting' && status !== 'abandoned',
		);
		const abandoned = rows.filter(({ status, ended_at }) => status === 'abandoned' && this.has(ended_at));
		const decided = answered.length + abandoned.length;
		const quick = answered.filter(({ waiting_seconds }) => (waiting_seconds ?? 0) <= targetWaitSeconds);
		return {
			received: received.length,
			answered: answered.length,
			abandoned: abandoned.length,
			average_wait_seconds: average(answered.map((row) => row.waiting_seconds)),
			average_handling_seconds: averageHandling(answered),
			answer_rate: ratio(answered.length, decided),
			service_level: ratio(quick.length, decided),
		};
	}

	/** Of what these agents took and finished. */
	handledBy(agentIds: number[]): Required<Schemas['GroupToday']> {
		const handled = this.rows.filter(
			({ agent_id, answered_at, ended_at }) =>
				agent_id !== null && agentIds.includes(agent_id) && answered_at !== null && this.has(ended_at),
		);
		return { handled: handled.length, average_handling_seconds: averageHandling(handled) };
	}

	private has(date: string | null): boolean {
		return date !== null && date >= this.midnight;
	}
}
