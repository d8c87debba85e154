import pLimit from 'p-limit';

import type { Kiamo } from '../../shared/transport/client';
import type { Failure } from '../../shared/transport/failure';
import { listRows } from '../../shared/transport/pages';
import { Stop, type WriteResult } from '../../shared/writing/arrayWriter';
import { agentAfter } from './readBack';
import { AgentIndex, keysOf, type MatchOn } from './agentIndex';
import { agentCreator, missingValues } from './creator';
import { differences } from './differences';
import { nameOf, type Agent, type AgentValues } from './fields';

export type { MatchOn } from './agentIndex';

/** What became of an item. */
export type UpsertResult =
	| { status: 'created' | 'updated' | 'unchanged'; agent: Agent; changedFields: string[] }
	| { status: 'refused'; message: string; description: string }
	| { status: 'failed'; failure?: Failure };

interface Planned {
	at: number;
	agent?: Agent;
	changes: AgentValues;
}

const retryAdvice = 'Running again doubles nothing: the node looks first who is there.';

/**
 * Brings agents into Kiamo as if one item came after the other, yet in few requests: each round takes the items that no
 * earlier item still waiting can affect. New agents go in arrays. Throws a NodeApiError, with nothing written, when the
 * agents cannot be read.
 */
export async function upsertAgents(
	kiamo: Kiamo,
	inputs: AgentValues[],
	matchOn: MatchOn,
	stopAtFailure: boolean,
): Promise<UpsertResult[]> {
	const index = new AgentIndex(await listRows(kiamo, 'listAgents', {}));
	const stop = new Stop(stopAtFailure);
	const creator = agentCreator(kiamo, stop);
	const limit = pLimit(kiamo.connection.limit.concurrency);
	const results: UpsertResult[] = [];
	/** Agents who may be there, or come to be: another item must not create them once more. */
	const uncertainKeys = new Map<string, Failure>();
	let waiting = [...inputs.keys()];
	while (waiting.length > 0) {
		const { planned, deferred } = planRound(waiting);
		const created = planned.filter(({ agent }) => !agent);
		const [written] = await Promise.all([
			creator.write(created.map(({ changes }) => changes)),
			limit.map(planned, async (plan) => plan.agent && (await update(plan, plan.agent))),
		]);
		for (const [place, plan] of created.entries()) settleNew(plan, written[place]);
		const hasFailed = results.some(({ status }) => status === 'failed' || status === 'refused');
		waiting = stopAtFailure && hasFailed ? [] : deferred;
	}
	return inputs.map((_, at) => results[at] ?? { status: 'failed' });

	/** Decides what each item does, unless an item before it that is not done yet may change the answer. */
	function planRound(items: number[]): { planned: Planned[]; deferred: number[] } {
		const planned: Planned[] = [];
		const deferred: number[] = [];
		const busy = new Set<string>();
		for (const at of items) {
			const found = index.find(matchOn, inputs[at][matchOn]);
			const touched = [...keysOf(inputs[at]), ...found.flatMap(keysOf)];
			const isDeferred = touched.some((key) => busy.has(key));
			const plan = isDeferred ? undefined : decide(at, found);
			if (isDeferred) deferred.push(at);
			if (plan) planned.push(plan);
			if (isDeferred || plan) for (const key of touched) busy.add(key);
			if (stopAtFailure && results[at]?.status === 'refused') return { planned, deferred: [] };
		}
		return { planned, deferred };
	}

	/** What one item does; undefined, with its result set, when it writes nothing. */
	function decide(at: number, found: Agent[]): Planned | undefined {
		const values = inputs[at];
		const [agent] = found;
		if (found.length > 1) {
			const names = found.map((each) => `${nameOf(each)} (${each.login}, ID ${each.id})`).join(', ');
			results[at] = {
				status: 'refused',
				message: `${found.length} agents have the ${matchOn} "${values[matchOn]}": ${names}`,
				description:
					'Match on the login, which only one agent has, or give each agent an e-mail of their own.',
			};
			return undefined;
		}
		if (agent) {
			const changes = differences(agent, values);
			if (Object.keys(changes).length > 0) return { at, agent, changes };
			results[at] = { status: 'unchanged', agent, changedFields: [] };
			return undefined;
		}
		const failure = keysOf(values)
			.map((key) => uncertainKeys.get(key))
			.find(Boolean);
		if (failure) {
			results[at] = { status: 'failed', failure };
			return undefined;
		}
		const missing = missingValues(values);
		if (missing === '') return { at, changes: values };
		const message = `No agent has the ${matchOn} "${values[matchOn]}", and a new one needs: ${missing}`;
		results[at] = { status: 'refused', message, description: 'Fill these fields, or check the spelling.' };
		return undefined;
	}

	async function update({ at, changes }: Planned, agent: Agent): Promise<void> {
		if (stop.stopped) {
			results[at] = { status: 'failed', failure: stop.fatalFailure };
			return;
		}
		const path = { agentId: agent.id };
		const answer = await kiamo.attempt('updateAgent', { path, body: changes });
		if (!answer.ok) {
			stop.after(answer.failure);
			results[at] = { status: 'failed', failure: { ...answer.failure, retryAdvice } };
			return;
		}
		const after = await agentAfter(kiamo, agent.id, answer.data, { ...agent, ...changes });
		index.put(after);
		results[at] = { status: 'updated', agent: after, changedFields: Object.keys(changes) };
	}

	function settleNew({ at, changes }: Planned, result: WriteResult<Agent>): void {
		if (result.written) {
			// Every row of new agents is there: createRows sees to it.
			const agent = result.row as Agent;
			index.put(agent);
			results[at] = { status: 'created', agent, changedFields: Object.keys(changes) };
			return;
		}
		const failure = result.failure && { ...result.failure, retryAdvice };
		results[at] = { status: 'failed', failure };
		if (failure?.mayHaveWritten) for (const key of keysOf(changes)) uncertainKeys.set(key, failure);
	}
}
