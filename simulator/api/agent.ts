import type { Agent } from '../centre/agents';
import type { Call, Handlers } from '../contract';
import { isEmail } from './fields';
import type { Kiamo } from '../kiamo';
import { page } from '../server/page';
import { refuseArray, replaces } from '../server/quirks';
import { Refusal, notFound, refuseIfAny, type FieldError } from '../server/refusal';
import { toSpan } from '../store/span';

type Change = Call<'updateAgent'>['body'];

export function findAgent({ centre }: Kiamo, agentId: number): Agent {
	const agent = centre.agents.get(agentId);
	if (!agent) throw notFound();
	return agent;
}

function refuseUnknownGroup({ centre }: Kiamo, groupId: number): void {
	if (!centre.staff.groups.some(({ id }) => id === groupId)) throw notFound();
}

/** The bad values of an agent; `at` is its place in an array, as errors name it. */
function badValues({ centre: { staff } }: Kiamo, change: Change, at: string): FieldError[] {
	const { email, group_ids = [] } = change;
	const blank = (['login', 'first_name', 'last_name'] as const).filter((name) => change[name]?.trim() === '');
	const errors = blank.map((name) => ({ field: `${at}${name}`, message: 'This value should not be blank.' }));
	if (email && !isEmail(email)) {
		errors.push({ field: `${at}email`, message: 'This value is not a valid email address.' });
	}
	const unknown = group_ids.filter((groupId) => !staff.groups.some(({ id }) => id === groupId));
	if (unknown.length) {
		errors.push({ field: `${at}group_ids`, message: `There is no group ${unknown.join(', ')}.` });
	}
	return errors;
}

/** Refuses logins that another agent has, or an earlier element of the same array. */
function refuseTaken({ centre }: Kiamo, logins: Array<{ field: string; login?: string; id?: number }>): void {
	const claimed = new Set<string>();
	const taken = logins.filter(({ login, id }) => {
		if (login === undefined) return false;
		const other = centre.agents.withLogin(login);
		const isTaken = (other && other.id !== id) || claimed.has(login.toLowerCase());
		claimed.add(login.toLowerCase());
		return isTaken;
	});
	const errors = taken.map(({ field }) => ({ field, message: 'This login is already used.' }));
	if (errors.length) throw new Refusal(409, 'The login is already used', errors);
}

function setGroups({ centre }: Kiamo, agent: Agent, groupIds: number[], lateBy: number): null {
	centre.agents.change(agent.id, { group_ids: groupIds }, { lateBy });
	return null;
}

type AgentOperation =
	| 'listAgents'
	| 'createAgents'
	| 'getAgent'
	| 'updateAgent'
	| 'deleteAgent'
	| 'setAgentSkills'
	| 'listSkills'
	| 'listGroups'
	| 'listGroupAgents'
	| 'addGroupAgent'
	| 'removeGroupAgent';

export const agent: Pick<Handlers, AgentOperation> = {
	listAgents({ centre, quirks }, { query }) {
		const { sort, enabled, group_id: group } = query;
		const updated = toSpan('updated', query.updated_from, query.updated_to);
		return page(centre.agents.list({ sort, enabled, group, updated }), query, quirks);
	},

	createAgents(kiamo, { body, lateBy }) {
		if (body.length > 1) refuseArray(kiamo.quirks, body.length);
		refuseIfAny(body.flatMap((element, position) => badValues(kiamo, element, `${position}.`)));
		refuseTaken(
			kiamo,
			body.map(({ login }, position) => ({ field: `${position}.login`, login })),
		);
		return body.map((element) => kiamo.centre.agents.add(element, { lateBy }));
	},

	getAgent: (kiamo, { path }) => findAgent(kiamo, path.agentId),

	updateAgent(kiamo, { path: { agentId: id }, body, lateBy }) {
		findAgent(kiamo, id);
		refuseIfAny(badValues(kiamo, body, ''));
		refuseTaken(kiamo, [{ field: 'login', login: body.login, id }]);
		if (body.enabled === false) kiamo.centre.states.setAfterwards(id, { state: 'logged_out' });
		const blank = { email: null, extension: null, enabled: true, group_ids: [] };
		return kiamo.centre.agents.change(
			id,
			{ ...(replaces(kiamo.quirks, 'updateAgent') ? blank : {}), ...body },
			{ lateBy },
		);
	},

	deleteAgent(kiamo, { path, lateBy }) {
		const { agents, planning, states } = kiamo.centre;
		const { id } = findAgent(kiamo, path.agentId);
		if (states.get(id).state !== 'logged_out') throw new Refusal(409, 'The agent is logged in');
		planning.removeAgent(id);
		states.remove(id);
		agents.remove(id, { lateBy });
		return null;
	},

	setAgentSkills(kiamo, { path, body, lateBy }) {
		const found = findAgent(kiamo, path.agentId);
		const { agents, staff } = kiamo.centre;
		const names = new Map(staff.skills.map((skill) => [skill.id, skill.name]));
		const errors = body.flatMap((skill, position) => {
			const isTwice = body.findIndex((other) => other.id === skill.id) < position;
			if (names.has(skill.id) && !isTwice) return [];
			return {
				field: `${position}.id`,
				message: isTwice ? 'This skill is given twice.' : 'This skill does not exist.',
			};
		});
		refuseIfAny(errors);
		const skills = body
			.map(({ id, level }) => ({ id, name: names.get(id) ?? '', level }))
			.sort((a, b) => a.id - b.id);
		return agents.change(found.id, { skills }, { lateBy });
	},

	listSkills: ({ centre, quirks }, { query }) => page(centre.staff.skills, query, quirks),

	listGroups: ({ centre, quirks }, { query }) => page(centre.staff.groups, query, quirks),

	listGroupAgents(kiamo, { path, query }) {
		refuseUnknownGroup(kiamo, path.groupId);
		return page(kiamo.centre.agents.list({ group: path.groupId }), query, kiamo.quirks);
	},

	addGroupAgent(kiamo, { path: { groupId, agentId }, lateBy }) {
		refuseUnknownGroup(kiamo, groupId);
		const found = findAgent(kiamo, agentId);
		return setGroups(kiamo, found, [...found.group_ids, groupId], lateBy);
	},

	removeGroupAgent(kiamo, { path: { groupId, agentId }, lateBy }) {
		const found = findAgent(kiamo, agentId);
		if (!found.group_ids.includes(groupId)) throw notFound();
		return setGroups(
			kiamo,
			found,
			found.group_ids.filter((id) => id !== groupId),
			lateBy,
		);
	},
};
