import type { Simulator } from '../../simulator';
import { byId } from '../../scripts/workflow';
import { nodeOf } from './nodeOf';
import {
	answerNothing,
	forNames,
	inHours,
	loseAnswer,
	requests,
	rows,
	whenLost,
	whenSilent,
	type NodeUses,
	checks,
} from './use';

const agent = byId(rows.agent);
const activity = byId(rows.activity);

/** A slot of one hour. */
const slot = (kiamo: Simulator, hours: number) => ({
	agent,
	activity,
	start: inHours(kiamo, hours),
	end: inHours(kiamo, hours + 1),
});
/** Plans such slots, and nothing else. Returns the id of the last. */
const plan = (kiamo: Simulator, ...hours: number[]) => {
	kiamo.centre.planning.clear();
	const planned = hours.map((from) => {
		const [start, end] = [inHours(kiamo, from), inHours(kiamo, from + 1)];
		return kiamo.centre.planning.plan({ agent_id: rows.agent, activity_id: rows.activity, start, end }).id;
	});
	return planned.at(-1) ?? 0;
};
const planned = (kiamo: Simulator) => ({ plannedActivity: byId(plan(kiamo, 1)) });
/** The new schedule of a day, which is a slot in an hour, after what is there. */
const replaced = (kiamo: Simulator, ...there: number[]) => {
	plan(kiamo, ...there);
	return { ...slot(kiamo, 1), periodStart: inHours(kiamo, 0), periodEnd: inHours(kiamo, 12) };
};

/** What the node Kiamo Activity Planning asks of Kiamo. */
export const activityPlanningUses: NodeUses = {
	node: nodeOf('KiamoActivityPlanning'),
	uses: {
		'activity.create': [{ calls: ['createActivities'], set: () => ({ name: 'Tutorat', kind: 'training' }) }],
		'activity.delete': [
			{
				calls: ['deleteActivity'],
				set(kiamo) {
					plan(kiamo);
					return { activity: byId(rows.training) };
				},
			},
		],
		'activity.getAll': [{ calls: ['listActivities'] }],
		'activity.update': [
			{
				calls: ['updateActivity', 'listActivities'],
				optional: ['listActivities'],
				set: () => ({ activity, updateFields: { name: 'Téléphone' } }),
			},
		],
		'apiRequest.send': requests(
			{
				GET: 'getPlannedActivity',
				POST: 'createActivities',
				PUT: 'updatePlannedActivity',
				DELETE: 'deletePlannedActivity',
			},
			(kiamo, method) =>
				method === 'POST'
					? { path: '/activities', body: [{ name: 'Tutorat', kind: 'training' }] }
					: { path: `/planned-activities/${plan(kiamo, 1)}`, body: { comment: 'A' } },
		),
		'plannedActivity.create': [
			{
				calls: ['createPlannedActivities'],
				set(kiamo) {
					plan(kiamo);
					return slot(kiamo, 1);
				},
			},
			{
				when: whenLost,
				calls: ['createPlannedActivities', 'listPlannedActivities'],
				set(kiamo) {
					plan(kiamo);
					loseAnswer(kiamo, 'POST');
					return slot(kiamo, 1);
				},
			},
		],
		'plannedActivity.delete': [{ calls: ['deletePlannedActivity'], set: planned }],
		'plannedActivity.get': [
			{ calls: ['getPlannedActivity'], set: (kiamo) => ({ ...planned(kiamo), addNames: false }) },
			{
				when: forNames,
				calls: ['getPlannedActivity', 'listActivities', 'listAgents'],
				optional: ['listActivities', 'listAgents'],
				set: planned,
			},
		],
		'plannedActivity.getAll': [
			{ calls: ['listPlannedActivities'], set: () => ({ addNames: false }) },
			{
				when: forNames,
				calls: ['listPlannedActivities', 'listActivities', 'listAgents'],
				optional: ['listActivities', 'listAgents'],
			},
		],
		'plannedActivity.replace': [
			{ calls: ['listPlannedActivities'], set: (kiamo) => replaced(kiamo, 1) },
			{
				when: 'to plan what is missing',
				calls: ['listPlannedActivities', 'createPlannedActivities'],
				set: (kiamo) => replaced(kiamo),
			},
			{
				when: 'to change what is otherwise',
				calls: ['listPlannedActivities', 'updatePlannedActivity'],
				set: (kiamo) => replaced(kiamo, 3),
			},
			{
				when: 'to delete what is too much',
				calls: ['listPlannedActivities', 'deletePlannedActivity'],
				set: (kiamo) => replaced(kiamo, 1, 3),
			},
			{
				when: 'for A Group',
				calls: ['listPlannedActivities', 'listGroupAgents'],
				set: (kiamo) => ({ ...replaced(kiamo, 1), scope: 'group', group: byId(rows.group) }),
			},
		],
		'plannedActivity.update': [
			{
				calls: ['updatePlannedActivity', 'getPlannedActivity'],
				optional: ['getPlannedActivity'],
				set: (kiamo) => ({ ...planned(kiamo), updateFields: { comment: 'A' } }),
			},
			{
				when: 'for End or Duration without Start',
				calls: ['updatePlannedActivity', 'getPlannedActivity'],
				set: (kiamo) => ({ ...planned(kiamo), updateFields: { duration: 30 } }),
			},
			{
				when: whenSilent,
				calls: ['updatePlannedActivity', 'getPlannedActivity'],
				optional: ['getPlannedActivity'],
				set(kiamo) {
					answerNothing(kiamo);
					return { ...planned(kiamo), updateFields: { comment: 'A' } };
				},
			},
		],
		'server.checkCompatibility': checks('activityPlanning'),
		'plannedActivity.upsert': [
			{
				calls: ['listPlannedActivities'],
				set(kiamo) {
					plan(kiamo, 1);
					return slot(kiamo, 1);
				},
			},
			{
				when: 'to plan what is missing',
				calls: ['listPlannedActivities', 'createPlannedActivities'],
				set(kiamo) {
					plan(kiamo);
					return slot(kiamo, 1);
				},
			},
			{
				when: 'to change what is otherwise',
				calls: ['listPlannedActivities', 'updatePlannedActivity'],
				set(kiamo) {
					plan(kiamo, 1);
					return { ...slot(kiamo, 1), options: { comment: 'A' } };
				},
			},
		],
	},
	lists: {
		searchActivities: ['listActivities'],
		searchAgents: ['listAgents'],
		searchGroups: ['listGroups'],
		searchPlannedActivities: ['listActivities', 'listPlannedActivities'],
		getActivities: ['listActivities'],
		getAgents: ['listAgents'],
		getGroups: ['listGroups'],
	},
};
