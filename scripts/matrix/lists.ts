import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';
import { byId, isKiamo, titleOf, type Check, type Part, type World } from './world';

/** A list that the editor asks a node for. */
interface List {
	method: string;
	/** The last part of the address of n8n's call. */
	kind: 'options' | 'resource-locator-results' | 'resource-mapper-fields';
	path: string;
	/** The resource and the operation for which the list is shown. */
	shownFor: Record<string, unknown>;
}
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

function listsIn(
	properties: Array<INodeProperties | INodePropertyCollection>,
	within = 'parameters',
	shownFor: List['shownFor'] = {},
): List[] {
	return properties.flatMap((property): List[] => {
		const path = `${within}.${property.name}`;
		if ('values' in property) return listsIn(property.values, path, shownFor);
		const shown = Object.entries(property.displayOptions?.show ?? {}).map(
			([name, of]) => [name, of?.[0] as unknown] as const,
		);
		const here = { path, shownFor: { ...shownFor, ...Object.fromEntries<unknown>(shown) } };
		const { loadOptionsMethod, resourceMapper } = property.typeOptions ?? {};
		const methods: Array<[List['kind'], string | undefined]> = [
			['options', loadOptionsMethod],
			['resource-mapper-fields', resourceMapper?.resourceMapperMethod],
			...(property.modes ?? []).map((mode): [List['kind'], string | undefined] => [
				'resource-locator-results',
				mode.typeOptions?.searchListMethod,
			]),
		];
		const own = methods.flatMap(([kind, method]) => (method ? [{ ...here, kind, method }] : []));
		const inner = (property.options ?? []).filter(
			(option): option is INodeProperties | INodePropertyCollection => 'type' in option || 'values' in option,
		);
		return [...own, ...listsIn(inner, path, here.shownFor)];
	});
}
