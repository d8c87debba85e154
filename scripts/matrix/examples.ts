import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode } from 'n8n-workflow';
import { expectSame } from '../expectSame';
import type { Workflow } from '../sandbox/session';
import type { Part, World } from './world';

const folder = join(__dirname, '../../examples');

/** Every example, imported and opened again: it is what it was, and the editor marks nothing but what is to be chosen. */
export const examples: Part = {
	name: 'Example',
	checks(world) {
		return readdirSync(folder).map((file) => ({
			name: file,
			async run() {
				const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
				const id = await world.session.saveWorkflow(example);
				const opened = await world.session.call<Workflow>('GET', `/workflows/${id}`);
				expectSame('The nodes', opened.nodes, example.nodes);
				expectSame('The connections', opened.connections, example.connections);
				const problems = opened.nodes.flatMap((node) => problemsOf(world, node as unknown as INode));
				if (problems.length > 0) throw new Error(problems.join('; '));
				return `${opened.nodes.length} nodes`;
			},
		}));
	},
};

/** What the editor would mark at a node. */
function problemsOf({ types }: World, node: INode): string[] {
	const named = types.filter(({ name }) => name === node.type);
	if (named.length === 0) return [`${node.name}: unrecognized node type ${node.type}`];
	const type = named.find(({ version }) => [version].flat().includes(node.typeVersion));
	if (!type) return [`${node.name}: ${node.type} has no version ${node.typeVersion}`];
	const filled = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type);
	const seen = { ...node, parameters: filled ?? node.parameters };
	const issues = NodeHelpers.getNodeParametersIssues(type.properties, seen, type)?.parameters ?? {};
	return Object.entries(issues)
		.filter(([name]) => !isToBeChosen(node.parameters[name]))
		.flatMap(([, told]) => told.map((one) => `${node.name}: ${one}`));
}

/** A locator that the example leaves to its user. */
function isToBeChosen(value: unknown): boolean {
	return (
		typeof value === 'object' && value !== null && '__rl' in value && 'value' in value && value.value === ''
	);
}
