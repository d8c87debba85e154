import { list, oneLess, rightsOf, use } from './driver';
import { allUses } from '.';

describe.each(allUses.map((ofNode) => [ofNode.node.description.displayName, ofNode] as const))(
	'%s',
	(_, ofNode) => {
		const uses = Object.entries(ofNode.uses).flatMap(([name, ofName]) =>
			ofName.map((one) => [[name, one.when].filter(Boolean).join(' '), name, one] as const),
		);

		it.each(uses)('%s: needs the rights of its calls, and no others', async (_title, name, one) => {
			const { calls, optional = [], fails = false } = one;
			const course = await use(ofNode, name, one, rightsOf(calls));
			expect(course).toMatchObject({ calls: calls.toSorted(), refused: 0, violations: [] });
			if (fails) expect(course.error).toBeDefined();
			else expect(course.error).toBeUndefined();
			if (!fails) expect(course.count).toBeGreaterThan(0);

			const needed = rightsOf(calls.filter((call) => !optional.includes(call)));
			for (const { less, ...rights } of oneLess(rightsOf(calls))) {
				const isNeeded = [...needed.apis, ...needed.verbs].some((right) => right === less);
				const { error } = await use(ofNode, name, one, rights);
				expect({ less, failed: error !== undefined }).toEqual({ less, failed: fails || isNeeded });
			}
		});

		it.each(Object.entries(ofNode.lists))(
			'the list %s needs the rights of its calls, and no others',
			async (method, calls) => {
				const course = await list(ofNode, method, rightsOf(calls));
				expect(course).toMatchObject({
					calls: calls.toSorted(),
					refused: 0,
					error: undefined,
					violations: [],
				});
				expect(course.count).toBeGreaterThan(0);
				for (const { less, ...rights } of oneLess(rightsOf(calls))) {
					const { count } = await list(ofNode, method, rights);
					expect([less, count]).toEqual([less, 0]);
				}
			},
		);
	},
);
