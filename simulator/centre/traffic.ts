import type { Base } from '../store/contacts';
import { Random } from '../random';
import { handlingOf, patienceOf, pauseOf, recordingDelay, ringingOf, untilNext, wrapUpOf } from './durations';
import type { Lifecycle } from './lifecycle';
import { byTurn } from './interactions';
import { somebody } from './customers';
import type { InteractionRow } from './interactionSteps';

/** The share of customers who are contacts. */
const known = 0.6;

/** A working day that goes on by itself: customers get in touch, and the available agents take care of them. */
export class Traffic {
	private readonly arrivals: Random;

	constructor(
		private readonly centre: Lifecycle,
		private readonly bases: readonly Base[],
		private readonly seed: number,
		private readonly perHour: number,
	) {
		this.arrivals = new Random(seed, 'arrivals');
	}

	begin(): void {
		const { centre } = this;
		const dispatchAt = (at: number) => centre.agenda.add(at, () => this.dispatch(at));
		centre.onWaiting = dispatchAt;
		centre.states.onAvailable = dispatchAt;
		centre.onTaken = (id, at) => this.handle(id, at);
		const now = centre.env.now().getTime();
		for (const { id } of centre.agents.all()) {
			if (centre.states.get(id).state === 'paused') this.comeBack(id, this.randomOf(id, 'first pause'), now);
		}
		this.expectNext(now);
	}

	private expectNext(from: number): void {
		this.centre.agenda.add(from + untilNext(this.arrivals, this.perHour), (at) => this.arrive(at));
	}

	private arrive(at: number): void {
		this.expectNext(at);
		const { channel, id: service, open } = this.drawService();
		const who = somebody(this.bases, channel, this.arrivals, at, known);
		const priority = this.arrivals.chance(0.1) ? 8 : 5;
		if (!open && channel !== 'mail') return;
		const { id } = this.centre.receive({ service, priority, ...who }, { at });
		this.centre.agenda.add(at + patienceOf(channel, this.randomOf(id, 'patience')), (late) => {
			if (this.centre.row(id).answered_at === null && this.centre.row(id).status === 'waiting') {
				this.giveUp(id, late);
			}
		});
	}

	private drawService() {
		const { services } = this.centre;
		let left = this.arrivals.next() * services.reduce((sum, { weight }) => sum + weight, 0);
		return services.find(({ weight }) => (left -= weight) < 0) ?? services[0];
	}

	private giveUp(id: number, at: number): void {
		this.centre.abandon(id, { at });
		if (this.centre.row(id).channel !== 'call' || !this.randomOf(id, 'voicemail').chance(0.3)) return;
		this.centre.attach(id, { kind: 'voicemail', at, readyAfter: recordingDelay(this.randomOf(id, 'delay')) });
	}

	/** Gives what waits to the agents who are available, the one who has been so for longest first. */
	private dispatch(at: number): void {
		const { agents, states } = this.centre;
		const free = agents
			.all()
			.map((agent) => ({ agent, ...states.get(agent.id) }))
			.filter(({ state, agent }) => state === 'available' && agent.enabled)
			.sort((a, b) => (a.since < b.since ? -1 : Number(a.since > b.since)));
		for (const { agent } of free) {
			const next = this.nextFor(agent.id, agent.group_ids);
			if (next) this.ring(next.id, agent.id, at);
		}
	}

	private nextFor(agentId: number, groups: readonly number[]): InteractionRow | undefined {
		const { services, interactions, states } = this.centre;
		const fits = ({ id, agent_id }: InteractionRow) =>
			(agent_id ?? agentId) === agentId && !states.ringingFor(id);
		return services
			.filter((service) => service.groups.some((group) => groups.includes(group)))
			.flatMap(({ id }) => interactions.queue(id).find(fits) ?? [])
			.sort(byTurn)[0];
	}

	private ring(id: number, agentId: number, at: number): void {
		const { agenda, states } = this.centre;
		states.set(agentId, { state: 'ringing', interaction_id: id }, at);
		agenda.add(at + ringingOf(this.randomOf(id, 'ringing')), (answered) => {
			if (states.ringingFor(id) === agentId) this.centre.answer(id, agentId, { at: answered });
		});
	}

	/** Lets an interaction that was taken run its course. */
	private handle(id: number, from: number): void {
		const { updated_at, agent_id, channel, service_id } = this.centre.row(id);
		const random = this.randomOf(id, `handling ${updated_at}`);
		const isTransferred = random.chance(0.07);
		this.centre.agenda.add(from + handlingOf(channel, random), (at) => {
			const row = this.centre.row(id);
			if (row.status !== 'in_progress' || row.agent_id !== agent_id) return;
			const others = this.centre.services.filter(
				(service) =>
					service.channel === channel && service.direction === 'inbound' && service.id !== service_id,
			);
			if (isTransferred && row.direction === 'inbound' && others.length) {
				this.centre.transfer(id, { service: random.pick(others).id }, { at });
			} else {
				this.finish(id, random, at);
			}
		});
	}

	private finish(id: number, random: Random, at: number): void {
		const { agenda } = this.centre;
		const { channel, agent_id, service_id } = this.centre.row(id);
		const wrapUp = wrapUpOf(random);
		if (channel === 'mail') this.centre.write(id, { author: 'agent' }, { at });
		this.centre.hangUp(id, { at });
		if (channel === 'call' && random.chance(0.8)) {
			this.centre.attach(id, { at, readyAfter: recordingDelay(random) });
		}
		const { id: chosen } = random.pick(this.centre.service(service_id).qualifications);
		if (random.chance(0.85)) {
			agenda.add(at + Math.round(wrapUp * 0.7), (moment) => {
				if (!this.centre.row(id).qualification) this.centre.qualify(id, chosen, { at: moment });
			});
		}
		agenda.add(at + wrapUp, (moment) => {
			if (this.centre.row(id).status === 'wrap_up') this.centre.endWrapUp(id, { at: moment });
			if (agent_id && random.chance(0.05)) this.pause(agent_id, random, moment);
		});
	}

	private pause(agentId: number, random: Random, at: number): void {
		const { states } = this.centre;
		if (states.get(agentId).state !== 'available') return;
		states.set(agentId, { state: 'paused', pause_reason_id: 1 }, at);
		this.comeBack(agentId, random, at);
	}

	/** Ends the pause that an agent is in, after a while, unless somebody else has done so. */
	private comeBack(agentId: number, random: Random, at: number): void {
		const { agenda, states } = this.centre;
		const { since } = states.get(agentId);
		agenda.add(at + pauseOf(random), (back) => {
			const now = states.get(agentId);
			if (now.state === 'paused' && now.since === since) states.set(agentId, { state: 'available' }, back);
		});
	}

	/** What happens to an interaction does not hang on what happens to others. */
	private randomOf(id: number, what: string): Random {
		return new Random(this.seed, what, id);
	}
}
