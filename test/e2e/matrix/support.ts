import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { n8n } from '../../../package.json';
import type { Workflow } from '../../../scripts/sandbox/session';
import { inLine, type Node } from '../../../scripts/workflow';
import type { Simulator } from '../../../simulator';
import { expect, test as base } from '../support/test';

export { expect } from '../support/test';

/** The IDs of what the tests work on, in the simulated Kiamo. */
export type Rows = ReturnType<typeof addRows>;

interface Known {
	/** The nodes that this n8n knows, by name; of those in several versions, all of them. */
	types: Map<string, INodeTypeDescription[]>;
	rows: Rows;
}

export const test = base.extend<object, Known>({
	types: [
		async ({ session }, use) => {
			const types = new Map<string, INodeTypeDescription[]>();
			for (const type of await session.nodeTypes())
				types.set(type.name, [...(types.get(type.name) ?? []), type]);
			await use(types);
		},
		{ scope: 'worker' },
	],
	rows: [async ({ simulator }, use) => await use(addRows(simulator)), { scope: 'worker' }],
});

const root = join(__dirname, '../../..');

/** The examples in English and in French, as paths from the root. */
export const exampleFiles = ['examples', 'examples-fr'].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && file !== 'texts.json')
		.map((file) => join(folder, file)),
);
export const readExample = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Workflow;

/** The nodes of the package. */
export const nodes = n8n.nodes.map((entry): INodeTypeDescription => {
	const file = join(root, entry.replace(/^dist\/(.*)\.js$/, '$1.ts'));
	const [Class] = Object.values(createRequire(__filename)(file) as Record<string, new () => INodeType>);
	return new Class().description;
});
export const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');
export const actions = nodes.filter((node) => !isTrigger(node));

/** The name of a node of the package in n8n, or of the tool that n8n makes of it. */
export const nameIn = ({ name }: INodeTypeDescription, kind: '' | 'Tool' = '') =>
	`n8n-nodes-kiamo.${name}${kind}`;

/** The node as this n8n knows it. */
export function findType({ types }: Pick<Known, 'types'>, name: string): INodeTypeDescription {
	const [type] = types.get(name) ?? [];
	expect(type, `n8n knows ${name}`).toBeDefined();
	return type;
}

const minute = 60_000;

/** Adds the rows that the tests work on, so that they exist at any time of day. */
function addRows(simulator: Simulator) {
	const { bases, centre, clock } = simulator;
	const [base] = bases;
	const { agents, planning, states } = centre;
	const odette = { first_name: 'Odette', last_name: 'Pauvert', login: 'opauvert', group_ids: [1] };
	const agent = agents.add(odette).id;
	states.set(agent, { state: 'available' });
	const now = clock.now().getTime();
	const slot = { agent_id: agent, activity_id: 1 };
	const [start, end] = [60, 120].map((minutes) => new Date(now + minutes * minute));
	const interaction = centre.receive({ service: 2, customer: '0612345678' }).id;
	return {
		base: base.id,
		contact: simulator.contacts(base.id)[0].id,
		agent,
		group: 1,
		service: 2,
		callbacks: 4,
		interaction,
		attachment: centre.attach(interaction),
		plannedActivity: planning.plan({ ...slot, start, end }).id,
		activity: slot.activity_id,
	};
}

/** A workflow of these nodes, each followed by the next. The runs of all are kept. */
export const line = (name: string, ...inOrder: Node[]): Workflow =>
	inLine(name, inOrder, { saveDataSuccessExecution: 'all', saveManualExecutions: true });
