import { CentreState, type When } from './state';
import { begun, queued, type Interaction, type InteractionRow } from './interactionSteps';

/** What is known of an interaction when it begins. */
export type Beginning = { service: number } & Partial<Interaction>;
type Changeable = Pick<Interaction, 'scheduled_date' | 'priority' | 'agent_id' | 'userdata'>;

/** How interactions come about, and come to the queue. */
export class Arrivals extends CentreState {
	/** Called with the moment at which something begins to wait. */
	onWaiting?: (at: number) => void;
	/** By service: what is overdue because it was closed. */
	private readonly held = new Map<number, Set<number>>();

	/** Adds an interaction unchecked, in any state and with any dates. */
	add({ service, ...fields }: Beginning, { at, lateBy }: When = {}): Interaction {
		const { id: service_id, channel, direction } = this.service(service);
		const id = this.interactions.nextId();
		const moment = this.moment(fields.created_at ? new Date(fields.created_at) : at);
		const started = begun({ id, service_id, channel, direction, ...fields }, moment);
		const dates = [started.created_at, started.answered_at, started.ended_at, started.qualified_at];
		const updated_at = dates.reduce<string>((last, date) => (date && date > last ? date : last), '');
		const row = { ...started, updated_at, ...fields };
		const added = this.put(row, lateBy);
		if (row.status === 'scheduled') this.expect(row, lateBy);
		if (row.status === 'waiting') this.onWaiting?.(moment);
		return added;
	}

	/** A customer calls or writes. */
	receive(given: Beginning, when: When = {}): Interaction {
		const { channel, address } = this.service(given.service);
		const dialled = channel === 'call' ? address : null;
		const received = this.add({ direction: 'inbound', dialled, ...given }, when);
		const at = this.moment(when.at);
		if (channel !== 'call') this.messages.add(this.row(received.id), { author: 'customer' }, at);
		return received;
	}

	/** Somebody asks for an interaction to be made: at its date, or at once. */
	place(given: Beginning & { destination: string }, when: When = {}): Interaction {
		const dialled = this.service(given.service).channel === 'call' ? given.destination : null;
		return this.add({ direction: 'outbound', customer: given.destination, dialled, ...given }, when);
	}

	/** Changes fields of an interaction. When none differs it stays as it is. */
	change(id: number, fields: Partial<Changeable>, { at, lateBy }: When = {}): Interaction {
		const row = this.row(id);
		const moment = this.moment(at);
		const after = { ...row, ...fields };
		if (JSON.stringify(after) === JSON.stringify(row)) return this.show(row);
		this.put({ ...after, updated_at: new Date(moment).toISOString() }, lateBy);
		if (after.scheduled_date !== row.scheduled_date) this.expect(this.row(id), lateBy);
		else if (row.status === 'waiting') this.onWaiting?.(moment);
		return this.show(this.row(id));
	}

	/** Opens or closes a service. What is scheduled in a closed one waits until it opens. */
	setOpen(serviceId: number, open: boolean, { at, lateBy }: When = {}): void {
		const service = this.service(serviceId);
		if (service.open !== open) this.env.record('service', serviceId, { ...service }, { ...service, open });
		service.open = open;
		if (!open) return;
		const held = this.held.get(serviceId) ?? [];
		this.held.delete(serviceId);
		for (const id of held) this.fallDue(id, this.moment(at), lateBy);
	}

	private expect({ id, scheduled_date, updated_at }: InteractionRow, lateBy?: number): void {
		const now = Date.parse(updated_at);
		const date = Date.parse(scheduled_date ?? '');
		const due = (at: number) => {
			if (this.row(id).scheduled_date === scheduled_date) this.fallDue(id, at);
		};
		if (date > now) this.agenda.add(date, due);
		else this.fallDue(id, now, lateBy);
	}

	private fallDue(id: number, at: number, lateBy?: number): void {
		const row = this.row(id);
		if (row.status !== 'scheduled' || Date.parse(row.scheduled_date ?? '') > at) return;
		if (this.service(row.service_id).open) {
			this.put(queued(row, at), lateBy);
			this.onWaiting?.(at);
		} else {
			this.held.set(row.service_id, (this.held.get(row.service_id) ?? new Set()).add(id));
		}
	}
}
