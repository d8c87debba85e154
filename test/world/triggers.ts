import type { IDataObject } from 'n8n-workflow';
import { text } from '../activityPlanning/support';
import type { Simulator } from '../../simulator';
import { planningTrigger } from '../activityPlanningTrigger/support';
import { agentTrigger } from '../agentTrigger/support';
import { contactTrigger } from '../contactManagerTrigger/support';
import { interactionTrigger } from '../interactionTrigger/support';
import { triggerOn } from '../supervisionTrigger/support';
import type { Poller, PollerRequest } from '../support/poller';
import type { Expected } from './oracle';

/** A trigger of the world, and what it has to emit of what is there in the end. */
export interface Watcher {
	name: string;
	open(simulator: Simulator, request: Partial<PollerRequest>): Poller;
	/** What must have been emitted of all that changed after a moment (ms). */
	expected(simulator: Simulator, since: number): Expected[];
	/** Names the change that an item shows; one change has one eventId. */
	versionOf(item: IDataObject): string;
	/** Names who is new according to an item, which is so once. */
	newOf?(item: IDataObject): string | undefined;
}

const at = (value: unknown) => Math.floor(Date.parse(text(value)) / 1000);
const rowOf = (item: IDataObject, name: string) => (item[name] ?? {}) as IDataObject;
const options = { mostItems: 7 };

const contacts: Watcher = {
	name: 'contacts',
	open: (simulator, request) =>
		contactTrigger(simulator, { events: ['created', 'updated'], simplify: false, options }, request),
	expected: (simulator, since) =>
		simulator.contacts().flatMap(({ id, updated_at, created_at, fields }) => {
			if (Date.parse(updated_at) <= since) return [];
			const isOf = (item: IDataObject) => rowOf(item, 'contact').id === id;
			const isLast = (item: IDataObject) =>
				isOf(item) && at(rowOf(item, 'contact').updated_at) === at(updated_at);
			const created: Expected = {
				what: `creation of ${id}`,
				isLabel: true,
				isShownBy: (item) => isOf(item) && item.event === 'created',
			};
			const last = { what: `${id} at ${updated_at} ${text(fields.contactLastName)}`, isShownBy: isLast };
			return Date.parse(created_at) > since ? [created, last] : [last];
		}),
	versionOf(item) {
		const { id, updated_at } = rowOf(item, 'contact');
		return `${text(id)} ${text(updated_at)}`;
	},
};

const interactions: Watcher = {
	name: 'interactions',
	open: (simulator, request) =>
		interactionTrigger(simulator, { events: ['created', 'answered', 'abandoned'], options }, request),
	expected: (simulator, since) =>
		simulator.centre.interactions.all().flatMap((row) => {
			const { id, created_at, answered_at, ended_at } = row as unknown as Record<string, string | null>;
			return Object.entries({ created: created_at, answered: answered_at, abandoned: ended_at })
				.filter(([, moment]) => moment && Date.parse(moment) > since)
				.map(([event]) => ({
					what: `${event} ${text(id)}`,
					isShownBy: (item: IDataObject) => item.event === event && text(item.id) === text(id),
				}));
		}),
	versionOf: (item) => `${text(item.event)} ${text(item.id)}`,
};

const planning: Watcher = {
	name: 'planning',
	open: (simulator, request) =>
		planningTrigger(simulator, ['created', 'updated'], { options: { ...options, daysAhead: 60 } }, request),
	expected: (simulator, since) =>
		simulator.centre.planning
			.all()
			.filter(({ updated_at }) => Date.parse(updated_at) > since)
			.map(({ id, updated_at }) => ({
				what: `slot ${id} at ${updated_at}`,
				isShownBy: (item) => text(item.id) === text(id) && at(item.updated_at) === at(updated_at),
			})),
	versionOf: ({ id, updated_at }) => `${text(id)} ${text(updated_at)}`,
};

const agents: Watcher = {
	name: 'agents',
	open: (simulator, request) =>
		agentTrigger(simulator, { events: ['stateChanged', 'agentUpdated'], options }, request),
	expected: ({ centre }, since) =>
		centre.agents.all().flatMap(({ id, updated_at }) => {
			const isOf = (item: IDataObject, event: string) => item.event === event && text(item.id) === text(id);
			const stay = centre.states.get(id);
			const state: Expected = {
				what: `state of agent ${id} since ${stay.since}`,
				isShownBy: (item) =>
					isOf(item, 'stateChanged') && item.state === stay.state && at(item.since) === at(stay.since),
			};
			const update: Expected = {
				what: `agent ${id} at ${updated_at}`,
				isShownBy: (item) => isOf(item, 'agentUpdated') && at(item.updated_at) === at(updated_at),
			};
			return [
				...(Date.parse(stay.since) > since ? [state] : []),
				...(Date.parse(updated_at) > since ? [update] : []),
			];
		}),
	versionOf: ({ event, id, state, since, updated_at: updated, eventId }) =>
		[event, id, ...(event === 'agentUpdated' ? [updated] : [state, since]), eventId].map(text).join(' '),
};

const supervision: Watcher = {
	name: 'supervision',
	open: (simulator, request) =>
		triggerOn(simulator, { opening: [{ ids: ['1', '2'] }] }, { options, ...request }),
	expected: () => [],
	// Kiamo does not say when a service opened.
	versionOf: ({ eventId }) => text(eventId),
};

contacts.newOf = (item) => (item.event === 'created' ? text(rowOf(item, 'contact').id) : undefined);
planning.newOf = (item) => (item.event === 'created' ? text(item.id) : undefined);

export const watchers = [contacts, interactions, planning, agents, supervision];
