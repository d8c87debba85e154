import type { IPollFunctions } from 'n8n-workflow';

import type { PollResult, PollStart } from '../../shared/polling/poller';
import { agentNews, fits, momentOf, stateNews, type News } from './events';
import { toItems } from './items';
import { openSetup, type Setup } from './setup';
import { packStay, unpackStay } from './stay';
import { packVersion, unpackVersion } from './version';
import { advanceWatched, type Change, type Watched } from './watched';

/** What the trigger knows from one poll to the next. */
export interface AgentTriggerState {
	stays?: Watched;
	versions?: Watched;
	/** By agent, the stay of which In State Longer Than was told, or which was long already at the beginning. */
	told?: Record<string, string>;
	/** What In State Longer Than asks for; another question starts afresh. */
	longScope?: string;
	/** What the last poll had no room for. */
	waiting?: News[];
}

/** Reads what has changed since the last poll. */
export async function pollAgents(
	context: IPollFunctions,
	{ saved = {}, until }: PollStart<AgentTriggerState>,
): Promise<PollResult<AgentTriggerState>> {
	const setup = await openSetup(context, until);
	const { maxItems } = setup;
	const waiting = saved.waiting ?? [];
	// While there is enough to hand out, nothing is read: what waits cannot grow without end.
	const { news, state } = waiting.length < maxItems ? await read(setup, saved) : { news: [], state: saved };
	const all = [...waiting, ...news];
	const items = await toItems(setup, all.slice(0, maxItems));
	const rest = all.slice(maxItems);
	return { items, state: { ...state, waiting: rest }, isCapped: rest.length > 0 };
}

/** Asks for the lists that the chosen events need, and tells what is new in the order in which it happened. */
async function read(
	setup: Setup,
	saved: AgentTriggerState,
): Promise<{ news: News[]; state: AgentTriggerState }> {
	const news: News[] = [];
	const state: AgentTriggerState = {};
	if (setup.agentEvents.length > 0) {
		const { changes, watched } = await readVersions(setup, saved.versions);
		news.push(...changes.flatMap((change) => agentNews(change, setup.agentEvents)));
		state.versions = watched;
	}
	if (setup.stateEvents.length > 0) {
		const { changes, watched } = await readStays(setup, saved.stays);
		news.push(...changes.flatMap((change) => stateNews(change, setup.stateEvents, setup.choice)));
		state.stays = watched;
		Object.assign(state, findLong(setup, saved, watched, news));
	}
	const wanted: News[] = [];
	for (const each of news) if (await setup.isWanted(each[1])) wanted.push(each);
	wanted.sort((one, other) => momentOf(one, setup.choice) - momentOf(other, setup.choice));
	return { news: wanted, state };
}

async function readVersions(setup: Setup, saved: Watched | undefined) {
	const asked = Date.now();
	const agents = await setup.agents();
	const texts = new Map([...agents].map(([id, agent]) => [id, packVersion(agent)]));
	return take(setup, saved, texts, asked, (text) => unpackVersion(text).updated);
}

async function readStays(setup: Setup, saved: Watched | undefined) {
	const asked = Date.now();
	const states = await setup.states();
	const texts = new Map(states.map((row) => [String(row.agent_id), packStay(row)]));
	return take(setup, saved, texts, asked, (text) => unpackStay(text).since);
}

/** Takes a reading. A row nobody has seen yet is news only if it is young: else a list was short before. */
function take(
	{ kiamo, overlap }: Setup,
	saved: Watched | undefined,
	texts: Map<string, string>,
	asked: number,
	bornAt: (text: string) => number,
): { changes: Change[]; watched: Watched } {
	const at = asked + kiamo.connection.clockAhead;
	const { changes, watched } = advanceWatched(saved, texts, at);
	const oldest = Math.min(saved?.at ?? at, at) - overlap;
	return {
		changes: changes.filter(({ before, after }) => before !== undefined || !(bornAt(after) < oldest)),
		watched,
	};
}

/** Adds to `news` the stays that have become long; at the beginning, those that are long already are not told. */
function findLong(
	{ choice, stateEvents }: Setup,
	saved: AgentTriggerState,
	{ at, texts, missing }: Watched,
	news: News[],
): Pick<AgentTriggerState, 'told' | 'longScope'> {
	if (!stateEvents.includes('inStateLongerThan')) return {};
	const longScope = JSON.stringify([choice.longStates, choice.longMs, choice.pauseReasons]);
	const isBeginning = saved.stays === undefined || saved.longScope !== longScope;
	const told: Record<string, string> = {};
	for (const [id, text] of Object.entries(texts)) {
		const stay = unpackStay(text);
		const isLong = fits('inStateLongerThan', stay, choice) && at - stay.since >= choice.longMs;
		const wasTold = saved.told?.[id] === text;
		if (isLong && !wasTold && !isBeginning && !(id in missing))
			news.push(['inStateLongerThan', id, null, text]);
		if (wasTold || (isLong && !(id in missing))) told[id] = text;
	}
	return { told, longScope };
}
