import { listsIn } from '../../../scripts/panelLists';
import { byId } from '../../../scripts/workflow';
import type { Simulator } from '../../../simulator';
import { expect, findType, isTrigger, nameIn, nodes, test, type Rows } from './support';

interface Choice {
	value?: unknown;
	id?: unknown;
}
type Answer = Choice[] | { results: Choice[] } | { fields: Choice[] };

// Every list of every node, and of the tools that n8n makes of them, as the editor asks for it.
for (const node of nodes) {
	for (const list of new Map(listsIn(node.properties).map((one) => [one.method, one])).values()) {
		test(`List of ${node.displayName}: ${list.method}`, async ({
			session,
			simulator,
			credential,
			types,
			rows,
		}) => {
			const expected = (contentOf(simulator, rows)[list.method] as unknown[] | undefined) ?? [];
			expect(expected, 'what the list holds: add it here').not.toEqual([]);
			for (const kind of isTrigger(node) ? ([''] as const) : (['', 'Tool'] as const)) {
				const { name, version } = findType({ types }, nameIn(node, kind));
				const answer = await session.call<Answer>('POST', `/dynamic-node-parameters/${list.kind}`, {
					path: list.path,
					methodName: list.method,
					nodeTypeAndVersion: { name, version: [version].flat()[0] },
					currentNodeParameters: {
						...list.shownFor,
						base: byId(rows.base),
						interaction: byId(rows.interaction),
						service: byId(rows.service),
					},
					credentials: { kiamoApi: credential },
					projectId: session.projectId,
				});
				const ids = choicesOf(answer).map(({ value, id }) => String(value ?? id));
				expect(ids).toEqual(expect.arrayContaining(expected.map(String)));
			}
		});
	}
}

function choicesOf(answer: Answer): Choice[] {
	if (Array.isArray(answer)) return answer;
	return 'results' in answer ? answer.results : answer.fields;
}

/** What each list must hold, maybe among others: the IDs of rows. */
function contentOf({ bases, centre }: Simulator, rows: Rows): Record<string, unknown[]> {
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
