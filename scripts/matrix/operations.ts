import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import type { Trial } from './trial';
import { trials } from './trials';
import { node } from '../workflow';
import { isTrigger, kiamoTypes, line, titleOf, type Check, type Part, type World } from './world';

/** Every resource of every action node, run by hand, its output held against the simulated Kiamo. */
export const operations: Part = {
	name: 'Operation',
	checks(world) {
		const types = kiamoTypes(world).filter((type) => !isTrigger(type));
		return types.flatMap((type) => {
			const ofNode = trials[type.name.split('.')[1]](world);
			return resourcesOf(type).flatMap((resource) => checksOf(world, type, resource, ofNode[resource] ?? []));
		});
	},
};

function resourcesOf({ properties }: INodeTypeDescription): string[] {
	const resource = properties.find(({ name }) => name === 'resource');
	const values = (resource?.options as INodePropertyOptions[]).map(({ value }) => String(value));
	// n8n adds a hint at its own HTTP Request node, as a choice that does nothing.
	return values.filter((value) => value !== '__CUSTOM_API_CALL__');
}

function checksOf(world: World, type: INodeTypeDescription, resource: string, ofResource: Trial[]): Check[] {
	const title = `${titleOf(type)}, ${resource}`;
	if (ofResource.length === 0) {
		const run = async () =>
			Promise.reject(new Error('Nothing is tried of this resource: add it to trials.ts'));
		return [{ name: title, run }];
	}
	return ofResource.map((trial) => ({
		name: `${title}: ${trial.operation}`,
		run: async () => await runByHand(world, type, resource, trial),
	}));
}

async function runByHand(
	{ session, credential }: World,
	type: INodeTypeDescription,
	resource: string,
	{ operation, parameters, check }: Trial,
): Promise<string> {
	const credentials = { kiamoApi: credential };
	const workflow = line(
		`${type.name} ${resource} ${operation}`,
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('Kiamo', type.name, { resource, operation, ...parameters }, { credentials }),
	);
	const { data } = await session.runWorkflow(await session.saveWorkflow(workflow), 'Start');
	const { runData, error } = data.resultData;
	if (error) throw new Error(error.message);
	const items = runData.Kiamo[0].data?.main[0] ?? [];
	if (items.length === 0) throw new Error('No item came out');
	check(items);
	return `${items.length} item${items.length > 1 ? 's' : ''}`;
}
