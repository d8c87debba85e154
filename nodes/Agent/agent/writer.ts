import { foldText } from '../../shared/values/text';
import type { Arguments, Kiamo } from '../../shared/transport/client';
import { addressOf } from '../../shared/transport/credential';
import type { Answer } from '../../shared/transport/failure';
import { listRows } from '../../shared/transport/pages';
import { ArrayWriter, createRows } from '../../shared/writing/arrayWriter';
import type { Stop } from '../../shared/writing/batch';
import { guardOf } from '../../shared/writing/updateGuard';
import { withLock } from '../../shared/writing/mutex';
import type { Agent, AgentValues } from './fields';
import { mostElements } from '../../shared/transport/contract';

const requiredValues = { login: 'Login', first_name: 'First Name', last_name: 'Last Name' };

/** What a new agent needs and an item does not give, in the words of the node panel; empty when nothing is missing. */
export function missingValues(values: AgentValues): string {
	const missing = Object.entries(requiredValues).filter(([name]) => !(name in values));
	return missing.map(([, label]) => label).join(', ');
}

/** Those of the values that an agent does not have yet. Logins and emails in other capitals are no change. */
export function differences(agent: Partial<Agent>, values: AgentValues): AgentValues {
	return Object.fromEntries(
		Object.entries(values).filter(
			([name, value]) => comparable(name, value) !== comparable(name, agent[name as keyof AgentValues]),
		),
	);
}

function comparable(name: string, value: unknown): string {
	if (Array.isArray(value)) return value.map(String).sort().join();
	const text = foldText(value);
	return name === 'login' || name === 'email' ? text.toLowerCase() : text;
}

/** Creates agents in arrays. No two agents have one login, so where an answer was lost, the login tells what was created. */
export function agentCreator(kiamo: Kiamo, stop: Stop): ArrayWriter<AgentValues, Agent> {
	return new ArrayWriter(
		kiamo,
		{
			longest: mostElements('createAgents'),
			send: async (writes) => {
				// What has a default in the contract may be left out, which its types do not say.
				const body = writes as Arguments<'createAgents'>['body'];
				return await createRows(kiamo, 'createAgents', { body });
			},
			element: (body) => ({ body }),
			async find(writes, _since, { mayHaveWritten }) {
				const agents = mayHaveWritten ? await listRows(kiamo, 'listAgents', {}) : [];
				return writes.map((write) => {
					const row = agents.find(
						(agent) =>
							comparable('login', agent.login) === comparable('login', write.login) &&
							Object.keys(differences(agent, write)).length === 0,
					);
					return row && { row };
				});
			},
		},
		stop,
	);
}

/** Changes agents one by one. */
export function agentUpdater(
	kiamo: Kiamo,
	stop: Stop,
): ArrayWriter<{ agentId: string; body: AgentValues; before: Agent }, Agent> {
	return new ArrayWriter(
		kiamo,
		{
			longest: 1,
			async send([{ agentId, body, before }]) {
				const answer = await updateAgent(kiamo, agentId, body, before);
				return answer.ok ? { ok: true, data: [answer.data] } : answer;
			},
			element: ({ agentId, body }) => ({ body, ids: { agentId } }),
		},
		stop,
	);
}

/** Changes an agent; `before` is how they were read, where they were. */
export async function updateAgent(
	kiamo: Kiamo,
	agentId: string,
	body: AgentValues,
	before?: Agent,
): Promise<Answer<Agent | undefined>> {
	const path = { agentId };
	const guard = await guardOf(kiamo, 'agent', 'agents');
	return await guard.send<Agent>({
		sent: body,
		before,
		read: async () => await kiamo.attempt('getAgent', { path }),
		send: async (values) => await kiamo.attempt('updateAgent', { path, body: values }),
		valuesOf: ({ login, first_name, last_name, email, extension, enabled, group_ids }) => ({
			login,
			first_name,
			last_name,
			email,
			extension,
			enabled,
			group_ids,
		}),
		defaults: { enabled: true },
	});
}

/**
 * An agent after a write: as Kiamo answered, or else as it is read back. A write that succeeded is no failure, so where
 * that cannot be, it is what was known and written.
 */
export async function readBack(
	kiamo: Kiamo,
	agentId: string,
	answered: Agent | undefined,
	written: object,
): Promise<Agent> {
	if (answered) return answered;
	const answer = await kiamo.attempt('getAgent', { path: { agentId } });
	return answer.ok ? answer.data : ({ id: agentId, ...written } as Agent);
}

/** Does what several items want of one agent one after the other, in the order of the items. */
export async function withAgentLock<Result>(
	{ connection }: Kiamo,
	agentId: string | 'all',
	work: () => Promise<Result>,
): Promise<Result> {
	return await withLock(`${addressOf(connection.credential, 'agent')} agent ${agentId}`, work);
}
