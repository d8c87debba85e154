import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { node } from '../../../scripts/workflow';
import { actions, expect, findType, line, nameIn, test } from './support';
import { trials } from './trials';

// Every resource of every action node, run by hand, with its output compared to the simulated Kiamo.
for (const action of actions) {
	for (const resource of resourcesOf(action)) {
		test(`Operations of ${action.displayName}, ${resource}`, async ({
			session,
			simulator,
			credential,
			types,
			rows,
		}) => {
			const type = findType({ types }, nameIn(action));
			const ofResource = trials[action.name]({ simulator, rows })[resource] ?? [];
			expect(ofResource, 'trials of the resource: add one to trials.ts').not.toEqual([]);
			for (const { operation, parameters, check } of ofResource) {
				await test.step(operation, async () => {
					const credentials = { kiamoApi: credential };
					const workflow = line(
						`${type.name} ${resource} ${operation}`,
						node('Start', 'n8n-nodes-base.manualTrigger', {}),
						node('Kiamo', type.name, { resource, operation, ...parameters }, { credentials }),
					);
					const { data } = await session.runWorkflow(await session.saveWorkflow(workflow), 'Start');
					const { runData, error } = data.resultData;
					expect(error?.message).toBeUndefined();
					const items = runData.Kiamo[0].data?.main[0] ?? [];
					expect(items.length).toBeGreaterThan(0);
					check(items);
				});
			}
		});
	}
}

function resourcesOf({ properties }: INodeTypeDescription): string[] {
	const resource = properties.find(({ name }) => name === 'resource');
	return (resource?.options as INodePropertyOptions[]).map(({ value }) => String(value));
}
