import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodeType } from 'n8n-workflow';
import { KiamoActivityPlanning } from '../../nodes/ActivityPlanning/KiamoActivityPlanning.node';
import { KiamoActivityPlanningTrigger } from '../../nodes/ActivityPlanning/KiamoActivityPlanningTrigger.node';
import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { KiamoContactManagerTrigger } from '../../nodes/ContactManager/KiamoContactManagerTrigger.node';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import { KiamoInteractionTrigger } from '../../nodes/Interaction/KiamoInteractionTrigger.node';
import { KiamoSupervision } from '../../nodes/Supervision/KiamoSupervision.node';
import { KiamoSupervisionTrigger } from '../../nodes/Supervision/KiamoSupervisionTrigger.node';

interface Example {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown>; credentials?: object }>;
	connections: Record<string, Record<string, Array<Array<{ node: string }>>>>;
}

const folder = join(__dirname, '../../examples');
/** An example of several workflows has a folder. */
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.json'))
	.map((file): [string, Example] => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example]);
const types: Record<string, INodeType> = {
	'n8n-nodes-kiamo.kiamoActivityPlanning': new KiamoActivityPlanning(),
	'n8n-nodes-kiamo.kiamoActivityPlanningTrigger': new KiamoActivityPlanningTrigger(),
	'n8n-nodes-kiamo.kiamoAgent': new KiamoAgent(),
	'n8n-nodes-kiamo.kiamoContactManager': new KiamoContactManager(),
	'n8n-nodes-kiamo.kiamoContactManagerTrigger': new KiamoContactManagerTrigger(),
	'n8n-nodes-kiamo.kiamoInteraction': new KiamoInteraction(),
	'n8n-nodes-kiamo.kiamoInteractionTrigger': new KiamoInteractionTrigger(),
	'n8n-nodes-kiamo.kiamoSupervision': new KiamoSupervision(),
	'n8n-nodes-kiamo.kiamoSupervisionTrigger': new KiamoSupervisionTrigger(),
};

const isLocator = (value: unknown): value is { value: string } =>
	typeof value === 'object' && value !== null && '__rl' in value;

const setByN8n = ['pollTimes', 'operation', 'descriptionType', 'toolDescription'];

/** What an example sets and its node does not have. */
function unknownIn(values: object, properties: Array<INodeProperties | INodePropertyCollection>): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const own = properties.filter((property) => property.name === name);
		if (own.length === 0) return setByN8n.includes(name) ? [] : [name];
		const inner = own.flatMap((property) =>
			'values' in property ? property.values : ((property.options ?? []) as INodeProperties[]),
		);
		const isCollection = own.some((property) => 'type' in property && property.type === 'collection');
		return isCollection && value ? unknownIn(value as object, inner).map((known) => `${name}.${known}`) : [];
	});
}

it.each(readdirSync(folder))('%s has a Kiamo node', (name) => {
	const nodes = examples.flatMap(([file, example]) => (file.startsWith(name) ? example.nodes : []));
	expect(nodes.map(({ type }) => type)).toContainEqual(expect.stringMatching(/^n8n-nodes-kiamo\./));
});

describe.each(examples)('%s', (_, { nodes, connections }) => {
	const kiamoNodes = nodes.filter(({ type }) => type.startsWith('n8n-nodes-kiamo.'));

	it('sets only what the nodes have', () => {
		for (const { type, parameters } of kiamoNodes) {
			// n8n makes the tool of a node out of the node.
			const { properties } = types[type.replace(/Tool$/, '')].description;
			expect(unknownIn(parameters, properties)).toEqual([]);
		}
	});

	it('leaves the credentials, and what is to be chosen in Kiamo, to the user', () => {
		for (const { credentials } of nodes) expect(credentials).toBeUndefined();
		for (const { type, parameters } of kiamoNodes) {
			if (/ContactManager/.test(type) && parameters.resource !== 'phoneNumber')
				expect(parameters.base).toBeDefined();
			for (const value of Object.values(parameters)) {
				if (isLocator(value)) expect(value.value).toMatch(/^$|^=/);
			}
		}
	});

	it('connects nodes that are there, each but the notes', () => {
		const names = nodes
			.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
			.map(({ name }) => name)
			.sort();
		const connected = Object.entries(connections).flatMap(([from, outputs]) => [
			from,
			...Object.values(outputs)
				.flat(2)
				.map(({ node }) => node),
		]);
		expect([...new Set(connected)].sort()).toEqual(names);
	});
});

it.each(examples)('%s leaves the reading of phone numbers to the node', (_, { nodes }) => {
	const code = JSON.stringify(nodes.map(({ parameters }) => parameters));
	expect(code).not.toMatch(/\\\\D|slice\(-\d|\^\\\\\+\d/);
});

const ofCrms = examples.filter(([file]) => file.startsWith('crm/'));

it.each(ofCrms)(
	'%s has no code, at most 27 nodes, and one place for the version of the API',
	(_, { nodes }) => {
		const own = nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
		expect(own.length).toBeLessThanOrEqual(27);
		expect(own.filter(({ type }) => /\.(code|function)/.test(type))).toEqual([]);
		const texts = own.map(({ name, parameters }) => [name, JSON.stringify(parameters)]);
		const versions = texts.filter(([, text]) => /\/(v\d|json\/2)\b/.test(text)).map(([name]) => name);
		expect(versions.filter((name) => name !== 'Settings')).toEqual([]);
	},
);
