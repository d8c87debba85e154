import type { IDataObject } from 'n8n-workflow';

import type { Agent } from '../agent/fields';
import type { AgentState } from '../state/states';
import { agentName } from '../../shared/lists/names';
import { listRows } from '../../shared/transport/pages';
import { toIds } from '../../shared/lists/locator';
import { beside } from '../../shared/operation/output';
import { readList } from '../../shared/values/lists';
import { positiveNumber } from '../../shared/values/numbers';
import type { CommonOptions, PollSettings } from '../../shared/polling/settings';

export type StateEvent = 'enteredPause' | 'loggedIn' | 'loggedOut' | 'stateChanged';
export type AgentEvent = 'agentCreated' | 'agentDisabled' | 'agentUpdated';

const stateEvents: StateEvent[] = ['enteredPause', 'loggedIn', 'loggedOut', 'stateChanged'];
const agentEvents: AgentEvent[] = ['agentCreated', 'agentDisabled', 'agentUpdated'];

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup extends PollSettings<CommonOptions> {
	stateEvents: StateEvent[];
	agentEvents: AgentEvent[];
	/** Whether In State Longer Than is chosen. */
	watchesLongStates: boolean;
	/** Only changes to these states; all if empty. */
	states: string[];
	/** Only pauses for these reasons; all if empty. */
	pauseReasons: string[];
	/** For In State Longer Than. */
	longStates: string[];
	longMs: number;
	/** The agents by ID; read once, when they are needed. */
	readAgents(): Promise<ReadonlyMap<string, Agent>>;
	/** The present states; read once. */
	readStates(): Promise<AgentState[]>;
	/** Whether an agent passes the filters. */
	matchesFilters(id: string): Promise<boolean>;
}

/** The item of an event of an agent; `version` tells it from others of its kind, `values` are what the event is about. */
export function eventItem(
	agents: ReadonlyMap<string, Agent>,
	id: string,
	[event, version]: [event: string, version: string],
	values: IDataObject,
): IDataObject {
	const agent = agents.get(id);
	const eventId = `${id}|${version}|${event}`;
	// Null where Kiamo has no agent with the ID any more.
	const name = agent ? agentName(agent) : null;
	return beside({ event, eventId, id, agent_name: name, ...values }, agent);
}

/** The values after a change, then those before it, such as `previousState`: null where nobody knows them. */
export function changeOf(before: IDataObject | null, after: IDataObject): IDataObject {
	const previous = Object.keys(after).map((name) => [
		`previous_${name}`.replace(/_./g, ([, letter]) => letter.toUpperCase()),
		before?.[name] ?? null,
	]);
	return { ...after, ...Object.fromEntries(previous) };
}

/** Reads the parameters of the trigger. */
export function openSetup(settings: PollSettings<CommonOptions>): Setup {
	const { context, kiamo } = settings;
	const chosen = readList('Events', context.getNodeParameter('events', []));
	const filters = context.getNodeParameter('filters', {}) as Record<string, unknown>;
	const wantedAgents = toIds(context.getNode(), 'agent', filters.agents);
	const wantedGroups = toIds(context.getNode(), 'group', filters.groups);
	const watchesLongStates = chosen.includes('inStateLongerThan');
	const minutes = watchesLongStates ? positiveNumber('Minutes', context.getNodeParameter('minutes', 15)) : 0;
	let agents: Promise<Map<string, Agent>> | undefined;
	let states: Promise<AgentState[]> | undefined;

	const readAgents = async () => {
		agents ??= listRows(kiamo, 'listAgents', {}).then(
			(rows) => new Map(rows.map((agent) => [String(agent.id), agent])),
		);
		return await agents;
	};
	return {
		...settings,
		stateEvents: stateEvents.filter((event) => chosen.includes(event)),
		agentEvents: agentEvents.filter((event) => chosen.includes(event)),
		watchesLongStates,
		states: readList('States', filters.states),
		pauseReasons: toIds(context.getNode(), 'pause reason', context.getNodeParameter('pauseReasons', [])),
		longStates: watchesLongStates ? readList('States', context.getNodeParameter('longStates', [])) : [],
		longMs: minutes * 60_000,
		readAgents,
		async readStates() {
			states ??= listRows(kiamo, 'listAgentStates', {});
			return await states;
		},
		async matchesFilters(id) {
			if (wantedAgents.length > 0 && !wantedAgents.includes(id)) return false;
			if (wantedGroups.length === 0) return true;
			const groups = (await readAgents()).get(id)?.group_ids ?? [];
			return groups.some((group) => wantedGroups.includes(String(group)));
		},
	};
}
