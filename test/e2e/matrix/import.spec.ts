import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import type { Workflow } from '../../../scripts/sandbox/session';
import { settings } from '../support/settings';
import { exampleFiles, expect, readExample, test } from './support';

/** The recipes with nodes that n8n 1 does not have, as their pages say. */
const needsN8n2 = /\/(?:ai-callback|crm\/|kiamo-crm-both-ways)/;

for (const path of exampleFiles) {
	test(`Import of ${path}: unchanged, and the editor marks only what is to be chosen`, async ({
		session,
		types,
	}) => {
		const isOld = settings().n8n?.version.startsWith('1.') === true;
		test.skip(isOld && needsN8n2.test(path), 'n8n 1 lacks nodes of this recipe');
		const example = readExample(path);
		const id = await session.saveWorkflow(example);
		const opened = await session.call<Workflow>('GET', `/workflows/${id}`);
		expect(opened.nodes).toEqual(example.nodes);
		expect(opened.connections).toEqual(example.connections);
		expect(opened.nodes.flatMap((node) => issuesOf(types, node as unknown as INode))).toEqual([]);
	});
}

/** What the editor would mark at a node. */
function issuesOf(types: Map<string, INodeTypeDescription[]>, node: INode): string[] {
	const type = types.get(node.type)?.find(({ version }) => [version].flat().includes(node.typeVersion));
	if (!type) return [`${node.name}: n8n knows no version ${node.typeVersion} of ${node.type}`];
	const filled = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type);
	const complete = { ...node, parameters: filled ?? node.parameters };
	const issues = NodeHelpers.getNodeParametersIssues(type.properties, complete, type)?.parameters ?? {};
	return Object.entries(issues)
		.filter(([name]) => !isToBeChosen(node.parameters[name]))
		.flatMap(([, texts]) => texts.map((text) => `${node.name}: ${text}`));
}

/** A locator that the example leaves to its user. */
function isToBeChosen(value: unknown): boolean {
	return (
		typeof value === 'object' && value !== null && '__rl' in value && 'value' in value && value.value === ''
	);
}
