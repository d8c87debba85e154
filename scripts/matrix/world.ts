import type { INodeTypeDescription } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Session, Workflow } from '../sandbox/session';
import { inLine, type Node } from '../workflow';

/** What the checks of one version of n8n work in. */
export interface World {
	session: Session;
	simulator: Simulator;
	/** The credential of the Kiamo nodes. */
	credential: { id: string; name: string };
	/** Every node that this n8n knows; one of several versions stands there several times. */
	types: INodeTypeDescription[];
	rows: Rows;
}

/** The ids of what the checks work on, in the simulated Kiamo. */
export type Rows = ReturnType<typeof addRows>;

/** One line of the table. */
export interface Check {
	name: string;
	/** Returns what was seen in some words; throws when it is not what it should be. */
	run: () => Promise<string>;
}

/** Checks that belong together. */
export interface Part {
	name: string;
	/** Whether the checks run at the same time, because most of what they do is wait. */
	atOnce?: boolean;
	checks(world: World): Check[];
}

const minute = 60_000;

/** Adds the rows that the checks work on, so that they are there whatever the time of the day is. */
export function addRows(simulator: Simulator) {
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

export const isKiamo = ({ name }: { name: string }) => name.startsWith('n8n-nodes-kiamo.');
export const isTool = ({ name }: { name: string }) => name.endsWith('Tool');
export const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');

/** The nodes of the package that this n8n knows, without the tools that it makes of them. */
export function kiamoTypes({ types }: World): INodeTypeDescription[] {
	return types.filter((type) => isKiamo(type) && !isTool(type));
}

/** `Agent Trigger`, for the table. */
export const titleOf = ({ displayName }: INodeTypeDescription) => displayName.replace('Kiamo ', '');

/** A workflow of these nodes, each followed by the next. The runs of all are kept. */
export const line = (name: string, ...nodes: Node[]): Workflow =>
	inLine(name, nodes, { saveDataSuccessExecution: 'all', saveManualExecutions: true });
