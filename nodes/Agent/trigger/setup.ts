import type { IPollFunctions } from 'n8n-workflow';

import type { Agent } from '../agent/fields';
import type { AgentState } from '../state/states';
import { listRows } from '../../shared/transport/pages';
import { positiveNumber } from '../../shared/values/numbers';
import { openPoll, type PollSettings } from '../../shared/polling/settings';
import { agentEvents, stateEvents, type AgentEvent, type StateChoice, type StateEvent } from './events';

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup extends PollSettings {
	stateEvents: StateEvent[];
	agentEvents: AgentEvent[];
	choice: StateChoice;
	/** The agents by ID; asked for once, when they are needed. */
	agents(): Promise<Map<string, Agent>>;
	/** The present states. */
	states(): Promise<AgentState[]>;
	/** Whether the filters let an agent through. */
	isWanted(id: string): Promise<boolean>;
}

interface Filters {
	agents?: unknown[];
	groups?: unknown[];
	states?: string[];
}

/** Reads the parameters of the trigger and opens Kiamo; no wait for it goes beyond `until`. */
export async function openSetup(context: IPollFunctions, until?: number): Promise<Setup> {
	const settings = await openPoll(context, until);
	const { kiamo } = settings;
	const chosen = context.getNodeParameter('events', []) as string[];
	const filters = context.getNodeParameter('filters', {}) as Filters;
	const wantedAgents = (filters.agents ?? []).map(String);
	const wantedGroups = (filters.groups ?? []).map(String);
	const isLong = chosen.includes('inStateLongerThan');
	const minutes = isLong ? positiveNumber('Minutes', context.getNodeParameter('minutes', 15)) : 0;
	let agents: Promise<Map<string, Agent>> | undefined;

	const setup: Setup = {
		...settings,
		stateEvents: stateEvents.filter((event) => chosen.includes(event)),
		agentEvents: agentEvents.filter((event) => chosen.includes(event)),
		choice: {
			states: filters.states ?? [],
			pauseReasons: (context.getNodeParameter('pauseReasons', []) as unknown[]).map(String),
			longStates: isLong ? (context.getNodeParameter('longStates', []) as string[]) : [],
			longMs: minutes * 60_000,
		},
		async agents() {
			agents ??= listRows(kiamo, 'listAgents', {}).then(
				(rows) => new Map(rows.map((agent) => [String(agent.id), agent])),
			);
			return await agents;
		},
		states: async () => await listRows(kiamo, 'listAgentStates', {}),
		async isWanted(id) {
			if (wantedAgents.length > 0 && !wantedAgents.includes(id)) return false;
			if (wantedGroups.length === 0) return true;
			const groups = (await setup.agents()).get(id)?.group_ids ?? [];
			return groups.some((group) => wantedGroups.includes(String(group)));
		},
	};
	return setup;
}
