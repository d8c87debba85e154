import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodeType } from 'n8n-workflow';
import { KiamoContactManager } from '../../nodes/KiamoContactManager/KiamoContactManager.node';
import { KiamoContactManagerTrigger } from '../../nodes/KiamoContactManagerTrigger/KiamoContactManagerTrigger.node';

interface Example {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown>; credentials?: object }>;
	connections: Record<string, { main: Array<Array<{ node: string }>> }>;
}

const folder = join(__dirname, '../../examples');
const examples = readdirSync(folder).map((file): [string, Example] => [
	file,
	JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example,
]);
const types: Record<string, INodeType> = {
	'n8n-nodes-kiamo.kiamoContactManager': new KiamoContactManager(),
	'n8n-nodes-kiamo.kiamoContactManagerTrigger': new KiamoContactManagerTrigger(),
};

const setByN8n = ['pollTimes', 'operation'];

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

describe.each(examples)('%s', (_, { nodes, connections }) => {
	const kiamoNodes = nodes.filter(({ type }) => type.startsWith('n8n-nodes-kiamo.'));

	it('sets only what the nodes have', () => {
		expect(kiamoNodes.length).toBeGreaterThan(0);
		for (const { type, parameters } of kiamoNodes) {
			expect(unknownIn(parameters, types[type].description.properties)).toEqual([]);
		}
	});

	it('leaves the credential and the base to the user', () => {
		for (const { parameters, credentials } of kiamoNodes) {
			expect(credentials).toBeUndefined();
			expect(parameters.base).toMatchObject({ value: '' });
		}
	});

	it('connects nodes that are there, each but the notes', () => {
		const names = nodes
			.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
			.map(({ name }) => name)
			.sort();
		const connected = Object.entries(connections).flatMap(([from, { main }]) => [
			from,
			...main.flat().map(({ node }) => node),
		]);
		expect([...new Set(connected)].sort()).toEqual(names);
	});
});
