import { overlap, type PlanQuery, type PlannedActivity } from '../centre/planning';
import type { Call, Handlers } from '../contract';
import type { Kiamo } from '../kiamo';
import { page } from '../server/page';
import { refuseArray, replaces } from '../server/quirks';
import { Refusal, notFound, refuseIfAny, type FieldError } from '../server/refusal';
import { toSpan } from '../store/span';

type NewSlot = Call<'createPlannedActivities'>['body'][number];
type Checked = Pick<NewSlot, 'activity_id' | 'start' | 'end'> & { agent_id: number; id?: number };

function findSlot({ centre }: Kiamo, id: number): PlannedActivity {
	const slot = centre.planning.get(id);
	if (!slot) throw notFound();
	return slot;
}

/** The bad values of a slot; `at` is its place in an array, as errors name it. */
function badValues(
	{ centre }: Kiamo,
	{ agent_id, activity_id, start, end }: Checked,
	at: string,
): FieldError[] {
	const errors: FieldError[] = [];
	const [begins, ends] = [Date.parse(start), Date.parse(end)];
	if (!centre.agents.get(agent_id)) {
		errors.push({ field: `${at}agent_id`, message: 'This agent does not exist.' });
	}
	if (!centre.planning.activities.has(activity_id)) {
		errors.push({ field: `${at}activity_id`, message: 'This activity does not exist.' });
	}
	if (Number.isNaN(begins)) errors.push({ field: `${at}start`, message: 'This is not a moment.' });
	if (Number.isNaN(ends)) errors.push({ field: `${at}end`, message: 'This is not a moment.' });
	if (begins >= ends) errors.push({ field: `${at}end`, message: 'The end must be later than the start.' });
	return errors;
}

/** Refuses what overlaps a planned activity of the same agent, or an earlier element of the same array. */
function refuseOverlaps({ centre }: Kiamo, slots: Checked[], placeOf: (position: number) => string): void {
	const inUtc = slots.map(({ start, end, ...rest }) => ({
		...rest,
		start: new Date(start).toISOString(),
		end: new Date(end).toISOString(),
	}));
	const errors = inUtc.flatMap((slot, position) => {
		const taken = centre.planning.taken(slot.agent_id, slot, slot.id);
		const earlier = inUtc.findIndex(
			(other, place) => place < position && other.agent_id === slot.agent_id && overlap(other, slot),
		);
		if (!taken && earlier < 0) return [];
		const other = taken ? `the planned activity ${taken.id}` : `element ${earlier} of the request`;
		return { field: `${placeOf(position)}start`, message: `The agent is taken: it overlaps ${other}.` };
	});
	if (errors.length) throw new Refusal(409, 'The agent has another activity at that time', errors);
}

function toPlanQuery({ centre }: Kiamo, { query }: Call<'listPlannedActivities'>): PlanQuery {
	const { sort, agent_id, group_id } = query;
	const members =
		group_id && centre.agents.all().filter((agent) => agent.group_ids.some((id) => group_id.includes(id)));
	const ofGroups = members?.map(({ id }) => id);
	const wanted =
		agent_id && ofGroups ? ofGroups.filter((id) => agent_id.includes(id)) : (agent_id ?? ofGroups);
	return {
		sort,
		agents: wanted && new Set(wanted),
		period: toSpan('from', query.from, query.to),
		created: toSpan('created', query.created_from, query.created_to),
		updated: toSpan('updated', query.updated_from, query.updated_to),
	};
}

type PlanningOperation =
	| 'listActivities'
	| 'createActivities'
	| 'updateActivity'
	| 'deleteActivity'
	| 'listPlannedActivities'
	| 'createPlannedActivities'
	| 'getPlannedActivity'
	| 'updatePlannedActivity'
	| 'deletePlannedActivity';

export const activityPlanning: Pick<Handlers, PlanningOperation> = {
	listActivities: ({ centre, quirks }, { query }) =>
		page([...centre.planning.activities.values()], query, quirks),

	createActivities({ centre, quirks }, { body }) {
		if (body.length > 1) refuseArray(quirks, body.length);
		return body.map((activity) => centre.planning.addActivity(activity));
	},

	updateActivity({ centre: { planning }, quirks }, { path: { activityId }, body }) {
		const activity = planning.activities.get(activityId);
		if (!activity) throw notFound();
		const blank = replaces(quirks, 'updateActivity') ? { color: null, paid: true } : {};
		return planning.setActivity({ ...activity, ...blank, ...body });
	},

	deleteActivity({ centre: { planning } }, { path: { activityId } }) {
		if (!planning.activities.has(activityId)) throw notFound();
		if (planning.uses(activityId)) throw new Refusal(409, 'The activity is planned for somebody');
		planning.removeActivity(activityId);
		return null;
	},

	listPlannedActivities: (kiamo, call) =>
		page(kiamo.centre.planning.list(toPlanQuery(kiamo, call)), call.query, kiamo.quirks),

	createPlannedActivities(kiamo, { body, lateBy }) {
		if (body.length > 1) refuseArray(kiamo.quirks, body.length);
		refuseIfAny(body.flatMap((slot, position) => badValues(kiamo, slot, `${position}.`)));
		refuseOverlaps(kiamo, body, (position) => `${position}.`);
		return body.map((slot) => kiamo.centre.planning.plan(slot, { lateBy }));
	},

	getPlannedActivity: (kiamo, { path }) => findSlot(kiamo, path.plannedActivityId),

	updatePlannedActivity(kiamo, { path, body, lateBy }) {
		const slot = findSlot(kiamo, path.plannedActivityId);
		const change = { ...(replaces(kiamo.quirks, 'updatePlannedActivity') ? { comment: null } : {}), ...body };
		const changed = { ...slot, ...change };
		refuseIfAny(badValues(kiamo, changed, ''));
		refuseOverlaps(kiamo, [changed], () => '');
		return kiamo.centre.planning.change(slot.id, change, { lateBy });
	},

	deletePlannedActivity(kiamo, { path, lateBy }) {
		kiamo.centre.planning.remove(findSlot(kiamo, path.plannedActivityId).id, { lateBy });
		return null;
	},
};
