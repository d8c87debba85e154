import type { components } from '../../contract/generated/wire';
import type { SeededService } from '../data/centre';
import type { Agent } from './agents';
import type { StateName } from './agentStates';
import type { Lifecycle } from './lifecycle';
import type { InteractionRow } from './interactionSteps';
import { Today } from './today';

type Schemas = components['schemas'];
type ServiceIndicators = Required<Schemas['ServiceIndicators']>;

/** Values that a test wants to see instead of the real ones. */
export type Override = Partial<Omit<ServiceIndicators, 'agents' | 'today'>> & {
	agents?: Partial<ServiceIndicators['agents']>;
	today?: Partial<ServiceIndicators['today']>;
};

const paused: readonly StateName[] = ['paused'];
const busy: readonly StateName[] = ['ringing', 'in_call', 'handling', 'wrap_up'];
const loggedIn: readonly StateName[] = ['available', ...paused, ...busy];

/** Live figures, worked out from what is really there. "Today" begins at the last midnight of the server. */
export class Indicators {
	private readonly overrides = new Map<number, Override>();

	constructor(private readonly centre: Lifecycle) {}

	/** From now on the indicators of a service show these values, and the real ones for the rest; `{}` ends it. */
	override(serviceId: number, values: Override): void {
		this.overrides.set(serviceId, values);
	}

	/** The interactions that wait in a service, the longest wait first. */
	queue(serviceId: number): InteractionRow[] {
		const begin = ({ course: { since, waited } }: InteractionRow) => since - waited;
		return this.centre.interactions.queue(serviceId).toSorted((a, b) => begin(a) - begin(b) || a.id - b.id);
	}

	ofServices(services: readonly SeededService[]): ServiceIndicators[] {
		const { agents, env, interactions } = this.centre;
		const today = new Today(interactions, env.now());
		return services.map(({ id, name, channel, open, groups }) => {
			const queue = this.queue(id);
			const staff = agents.all().filter(({ group_ids }) => group_ids.some((group) => groups.includes(group)));
			const { agents: agentCounts, today: ofToday, ...rest } = this.overrides.get(id) ?? {};
			return {
				service_id: id,
				name,
				channel,
				open,
				waiting: queue.length,
				longest_wait_seconds: queue.length ? this.centre.show(queue[0]).waiting_seconds : null,
				in_progress: interactions.list({ service_id: [id], status: ['in_progress'] }).length,
				agents: { ...this.countStates(staff), ...agentCounts },
				today: { ...today.ofService(id), ...ofToday },
				at: env.now().toISOString(),
				...rest,
			};
		});
	}

	ofAgents(agents: readonly Agent[]): Array<Required<Schemas['AgentIndicators']>> {
		const { env, interactions, states } = this.centre;
		const now = env.now();
		const today = new Today(interactions, now);
		return agents.map(({ id, first_name, last_name, group_ids }) => {
			const seconds = (names: readonly StateName[]) => states.seconds(id, names, today.begins, now.getTime());
			const { state, since, pause_reason_id = null, interaction_id = null } = states.get(id);
			return {
				agent_id: id,
				name: `${first_name} ${last_name}`,
				group_ids,
				state,
				pause_reason_id,
				since,
				interaction_id,
				today: {
					...today.handledBy([id]),
					logged_in_seconds: seconds(loggedIn),
					paused_seconds: seconds(paused),
					busy_seconds: seconds(busy),
				},
				at: now.toISOString(),
			};
		});
	}

	ofGroups(groups: ReadonlyArray<Schemas['Group']>): Array<Required<Schemas['GroupIndicators']>> {
		const { agents, env, interactions } = this.centre;
		const today = new Today(interactions, env.now());
		return groups.map(({ id, name }) => {
			const members = agents.all().filter(({ group_ids }) => group_ids.includes(id));
			return {
				group_id: id,
				name,
				agents: this.countStates(members),
				today: today.handledBy(members.map((agent) => agent.id)),
				at: env.now().toISOString(),
			};
		});
	}

	private countStates(agents: readonly Agent[]): Schemas['AgentCounts'] {
		const present = agents.map(({ id }) => this.centre.states.get(id).state);
		const count = (names: readonly StateName[]) => present.filter((state) => names.includes(state)).length;
		return {
			logged_in: count(loggedIn),
			available: count(['available']),
			paused: count(paused),
			busy: count(busy),
		};
	}
}
