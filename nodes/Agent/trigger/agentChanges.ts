import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { EventSource } from '../../shared/polling/eventSource';
import type { Cells } from '../../shared/polling/table';
import type { Agent } from '../agent/fields';
import { changeOf, eventItem, type AgentEvent, type Setup } from './setup';
import { isoOf } from './stays';
import { isWatched, pollWatched, type QueuedEvent, type Watched, type WatchedChange } from './watched';

/** A version of an agent; `hash` tells versions of one second apart, or those without a time (ms, server's clock). */
type Version = readonly [enabled: number, updatedAt: number | null, hash: string | null];

const samples = 5;

/** Agents who are created, updated or disabled. */
export const agentChanges: EventSource<Setup, Watched<AgentEvent>> = {
	key: 'agents',
	isState(state): state is Watched<AgentEvent> {
		return isWatched<AgentEvent>(state);
	},
	async poll(setup, saved, room) {
		const list = {
			// One whose date can't be read any more can't be compared.
			read: async (known: ReadonlyMap<string, Cells>) =>
				new Map(
					[...(await readVersions(setup))].filter(
						([id, [, updatedAt]]) => updatedAt !== null || (known.get(id)?.[1] ?? null) === null,
					),
				),
			beganAt: (version: unknown) => (version as Version)[1] ?? NaN,
			eventsOf: (change: WatchedChange) => eventsOf(setup, change),
			toItems: async (queue: Array<QueuedEvent<AgentEvent>>) => await toItems(setup, queue),
		};
		return await pollWatched(setup, list, saved, room);
	},
	async sample(setup) {
		const [event] = setup.agentEvents;
		const all: Array<[id: string, version: Version]> = [];
		for (const one of await readVersions(setup)) if (await setup.matchesFilters(one[0])) all.push(one);
		all.sort(([, one], [, other]) => Number(one[1]) - Number(other[1]));
		const disabled = all.filter(([, [enabled]]) => enabled === 0);
		const shown = event === 'agentDisabled' && disabled.length > 0 ? disabled : all;
		const queue = shown.slice(-samples).map(([id, [enabled, ...rest]]): QueuedEvent<AgentEvent> => {
			const version: Version = [event === 'agentDisabled' ? 0 : enabled, ...rest];
			return [event, id, null, version];
		});
		return await toItems(setup, queue);
	},
};

/** What a change of an agent means. Of one that changed before the first reading nobody knows whether it is new. */
function eventsOf({ agentEvents }: Setup, { before, after, isFirst }: WatchedChange): AgentEvent[] {
	const mayBeUpdate = isFirst && !agentEvents.includes('agentCreated');
	const happened: Record<AgentEvent, boolean> = {
		agentCreated: before === undefined,
		agentDisabled: before?.[0] === 1 && after[0] === 0,
		agentUpdated: before !== undefined || mayBeUpdate,
	};
	return agentEvents.filter((event) => happened[event]);
}

async function readVersions({ readAgents }: Setup): Promise<Map<string, Version>> {
	return new Map([...(await readAgents())].map(([id, agent]) => [id, versionOf(agent)]));
}

function versionOf(agent: Agent): Version {
	const { enabled, updated_at: updated } = agent;
	const time = Date.parse(updated ?? '');
	// A server that gives whole seconds may change an agent twice in one of them.
	const hash = updated?.includes('.') ? null : hashOf(agent);
	return [enabled ? 1 : 0, Number.isNaN(time) ? null : time, hash];
}

function hashOf(agent: Agent): string {
	const { login, first_name, last_name, email, extension, group_ids = [], skills = [] } = agent;
	const sets = [group_ids.map(String).sort(), skills.map(({ id, level }) => `${id}:${level}`).sort()];
	const content = JSON.stringify([login, first_name, last_name, email, extension, sets]);
	return createHash('sha1').update(content).digest('base64url').slice(0, 6);
}

async function toItems(setup: Setup, queue: Array<QueuedEvent<AgentEvent>>): Promise<IDataObject[]> {
	if (queue.length === 0) return [];
	const agents = await setup.readAgents();
	return queue.map(([event, id, before, after]) => {
		const [, updatedAt, hash] = after as Version;
		const version = [isoOf(updatedAt), hash].filter(Boolean).join('|');
		const values = changeOf(before && show(before as Version), show(after as Version));
		return eventItem(agents, id, [event, version], values);
	});
}

function show([enabled, updatedAt]: Version): IDataObject {
	return { enabled: enabled === 1, updated_at: isoOf(updatedAt) };
}
