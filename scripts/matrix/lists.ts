import type { INodeTypeDescription } from 'n8n-workflow';
import { listsIn, type List } from '../panelLists';
import { byId } from '../workflow';
import { isKiamo, titleOf, type Check, type Part, type World } from './world';

interface Choice {
	value?: unknown;
	id?: unknown;
}
type Answer = Choice[] | { results: Choice[] } | { fields: Choice[] };

/** Every list of every node, and of the tools that n8n makes of them, as the editor asks for it. */
export const lists: Part = {
	name: 'List',
	checks(world) {
		return world.types.filter(isKiamo).flatMap((type) => {
			const found = listsIn(type.properties);
			const each = [...new Map(found.map((list) => [list.method, list])).values()];
			return each.map((list) => toCheck(world, type, list));
		});
	},
};

function toCheck(world: World, type: INodeTypeDescription, list: List): Check {
	const name = `${titleOf(type)}: ${list.method}`;
	return {
		name,
		async run() {
			const expected = expectedOf(world)[list.method] as unknown[] | undefined;
			if (!expected?.length) throw new Error('Nobody knows what it holds: add it to lists.ts');
			const seen = (await ask(world, type, list)).map(({ value, id }) => String(value ?? id));
			const missing = expected.map(String).filter((id) => !seen.includes(id));
			if (missing.length > 0) throw new Error(`Not in the list of ${seen.length}: ${missing.join(', ')}`);
			return `${seen.length} rows`;
		},
	};
}

/** What each list must hold, maybe among others: the ids of rows. */
function expectedOf({ simulator: { bases, centre }, rows }: World): Record<string, unknown[]> {
	const idsOf = (of: ReadonlyArray<{ id: unknown }>) => of.map(({ id }) => id);
	const { activities, groups, pauseReasons, skills } = centre.staff;
	const fields = [...bases[0].fields.keys()];
	return {
		searchBases: idsOf(bases),
		searchContacts: [rows.contact],
		getContactFields: fields,
		getFieldOptions: fields,
		searchServices: idsOf(centre.services),
		getServices: idsOf(centre.services),
		searchInteractions: [rows.interaction],
		searchAttachments: [rows.attachment],
		getQualifications: idsOf(centre.service(rows.service).qualifications),
		searchAgents: [rows.agent],
		getAgents: [rows.agent],
		searchGroups: idsOf(groups),
		getGroups: idsOf(groups),
		getSkills: idsOf(skills),
		searchPauseReasons: idsOf(pauseReasons),
		getPauseReasons: idsOf(pauseReasons),
		searchActivities: idsOf(activities),
		getActivities: idsOf(activities),
		searchPlannedActivities: [rows.plannedActivity],
	};
}

async function ask({ session, credential, rows }: World, type: INodeTypeDescription, list: List) {
	const currentNodeParameters = {
		...list.shownFor,
		base: byId(rows.base),
		interaction: byId(rows.interaction),
		service: byId(rows.service),
	};
	const { name, version } = type;
	const answer = await session.call<Answer>('POST', `/dynamic-node-parameters/${list.kind}`, {
		path: list.path,
		methodName: list.method,
		nodeTypeAndVersion: { name, version: [version].flat()[0] },
		currentNodeParameters,
		credentials: { kiamoApi: credential },
		projectId: session.projectId,
	});
	if (Array.isArray(answer)) return answer;
	return 'results' in answer ? answer.results : answer.fields;
}
