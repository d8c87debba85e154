import type { Simulator } from '../../simulator';
import { byId } from '../../scripts/workflow';
import { nodeOf } from './nodeOf';
import {
	answerCall,
	answerNothing,
	forNames,
	loseAnswer,
	putAgent,
	requests,
	rows,
	whenBusy,
	whenLost,
	whenSilent,
	type NodeUses,
	checks,
} from './use';

const agent = byId(rows.agent);
const group = byId(rows.group);
const newcomer = { login: 'zmartin', firstName: 'Zoé', lastName: 'Martin' };

const loginOf = (kiamo: Simulator) => kiamo.centre.agents.get(rows.agent)?.login;

/** What the node Kiamo Agent asks of Kiamo. */
export const agentUses: NodeUses = {
	node: nodeOf('KiamoAgent'),
	uses: {
		'agent.create': [
			{ calls: ['createAgents'], set: () => newcomer },
			{
				when: whenLost,
				calls: ['createAgents', 'listAgents'],
				set(kiamo) {
					loseAnswer(kiamo, 'POST');
					return newcomer;
				},
			},
		],
		'agent.delete': [
			{
				calls: ['deleteAgent'],
				set(kiamo) {
					putAgent(kiamo, 'logged_out');
					return { agent };
				},
			},
		],
		'agent.get': [{ calls: ['getAgent'], set: () => ({ agent }) }],
		'agent.getAll': [
			{ calls: ['listAgents'] },
			{
				when: 'for the filter States',
				calls: ['listAgents', 'listAgentStates'],
				set: () => ({ filters: { states: ['available', 'logged_out'] } }),
			},
		],
		'agent.setSkills': [
			{
				calls: ['getAgent', 'setAgentSkills'],
				set: () => ({ agent, skills: { skill: [{ id: '1', level: 9 }] } }),
			},
		],
		'agent.update': [
			{
				calls: ['updateAgent', 'getAgent'],
				optional: ['getAgent'],
				set: () => ({ agent, updateFields: { extension: '6199' } }),
			},
			{
				when: whenSilent,
				calls: ['updateAgent', 'getAgent'],
				optional: ['getAgent'],
				set(kiamo) {
					answerNothing(kiamo);
					return { agent, updateFields: { extension: '6199' } };
				},
			},
		],
		'agent.upsert': [
			{ calls: ['listAgents'], set: (kiamo) => ({ matchOn: 'login', login: loginOf(kiamo) }) },
			{
				when: 'to create an agent',
				calls: ['listAgents', 'createAgents'],
				set: () => ({ ...newcomer, matchOn: 'login' }),
			},
			{
				when: 'to update an agent',
				calls: ['listAgents', 'getAgent', 'updateAgent'],
				optional: ['getAgent'],
				set: (kiamo) => ({ matchOn: 'login', login: loginOf(kiamo), lastName: 'Martin-Roche' }),
			},
		],
		'apiRequest.send': requests(
			{ GET: 'getAgent', POST: 'createAgents', PUT: 'updateAgent', DELETE: 'deleteAgent' },
			(kiamo, method) => {
				putAgent(kiamo, 'logged_out');
				return method === 'POST'
					? { path: '/agents', body: [{ login: 'new', first_name: 'A', last_name: 'B' }] }
					: { path: `/agents/${rows.agent}`, body: { extension: '6199' } };
			},
		),
		'call.start': [
			{
				calls: ['startAgentCall'],
				set(kiamo) {
					putAgent(kiamo, 'available');
					return { agent, destination: '06 12 34 56 78' };
				},
			},
			{
				when: whenBusy,
				calls: ['startAgentCall', 'getAgentState'],
				optional: ['getAgentState'],
				fails: true,
				set(kiamo) {
					answerCall(kiamo);
					return { agent, destination: '06 12 34 56 78' };
				},
			},
		],
		'group.addAgent': [{ calls: ['addGroupAgent'], set: () => ({ group, agent }) }],
		'group.getAgents': [{ calls: ['listGroupAgents'], set: () => ({ group }) }],
		'group.getAll': [{ calls: ['listGroups'] }],
		'group.removeAgent': [
			{
				calls: ['removeGroupAgent'],
				set(kiamo) {
					kiamo.centre.agents.change(rows.agent, { group_ids: [rows.group] });
					return { group, agent };
				},
			},
		],
		'server.checkCompatibility': checks('agent'),
		'state.get': [
			{ calls: ['getAgentState'], set: () => ({ agent, addNames: false }) },
			{
				when: forNames,
				calls: ['getAgentState', 'listAgents', 'listPauseReasons'],
				set(kiamo) {
					putAgent(kiamo, 'paused');
					return { agent };
				},
			},
		],
		'state.getAll': [
			{ calls: ['listAgentStates'], set: () => ({ addNames: false }) },
			{ when: forNames, calls: ['listAgentStates', 'listAgents', 'listPauseReasons'] },
			{
				when: 'for the filter Group',
				calls: ['listAgentStates', 'listAgents'],
				set: () => ({ addNames: false, filters: { group: String(rows.group) } }),
			},
		],
		'state.set': [
			{
				calls: ['setAgentState'],
				set(kiamo) {
					putAgent(kiamo, 'available');
					return { agent, state: 'logged_out' };
				},
			},
			{
				when: whenBusy,
				calls: ['setAgentState', 'getAgentState'],
				optional: ['getAgentState'],
				fails: true,
				set(kiamo) {
					answerCall(kiamo);
					return { agent, state: 'logged_out' };
				},
			},
		],
	},
	lists: {
		searchAgents: ['listAgents'],
		searchGroups: ['listGroups'],
		getGroups: ['listGroups'],
		getPauseReasons: ['listPauseReasons'],
		getSkills: ['listSkills'],
	},
};
