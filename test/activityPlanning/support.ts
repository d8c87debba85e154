import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { KiamoActivityPlanning } from '../../nodes/ActivityPlanning/KiamoActivityPlanning.node';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate } from '../contactManager/support';
import { runNode, type NodeRun } from '../support/harness';

export { credentialsOf, locate };

export const node = new KiamoActivityPlanning();

/** The activities of the simulator. */
export const [work, pause, training] = [1, 2, 3];

/** A Kiamo at the beginning of the week before clocks change, with an empty planning. */
export async function startPlanning(at = '2026-03-23T06:00:00Z'): Promise<Simulator> {
	const simulator = await startSimulator({ contacts: 0, clock: new Clock(new Date(at)) });
	simulator.centre.planning.clear();
	return simulator;
}

export interface PlanningRun {
	resource?: string;
	operation: string;
	parameters?: IDataObject;
	items?: IDataObject[] | INodeExecutionData[];
	/** Go on after a failing item, as n8n's setting On Error: Continue. */
	goOn?: boolean;
	credentials?: IDataObject;
}

/** What reads the slot of an item from its own keys. */
const fromItem = {
	agent: locate('={{ $json.agent }}'),
	activity: locate('={{ $json.activity ?? 1 }}'),
	start: '={{ $json.start }}',
	end: '={{ $json.end }}',
	options: { comment: '={{ $json.comment }}', timezone: 'Europe/Paris' },
};

/** Runs an operation; what it plans it reads from the items' keys agent, activity, start, end and comment. */
export async function runPlanning(
	simulator: Simulator,
	{ resource = 'plannedActivity', operation, parameters = {}, items, goOn, credentials }: PlanningRun,
): Promise<NodeRun> {
	const { options, ...rest } = parameters;
	return await runNode({
		node,
		credentials: credentialsOf(simulator, credentials),
		items,
		...(goOn ? { settings: { onError: 'continueRegularOutput' } } : {}),
		parameters: {
			resource,
			operation,
			...fromItem,
			...rest,
			options: { ...fromItem.options, ...(options as object | undefined) },
		},
	});
}

/** A value of an item as a text. */
export const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The planning as texts: agent, activity and times in UTC. */
export const planOf = (simulator: Simulator) =>
	simulator.centre.planning
		.all()
		.map(
			({ agent_id, activity_id, start, end }) =>
				`${agent_id}/${activity_id} ${minutes(start)}-${minutes(end)}`,
		)
		.sort();

const minutes = (moment: string) => moment.slice(5, 16);

/** The requests that were written, by operation. */
export const writesOf = ({ counts }: Simulator) =>
	counts.lastRequests.filter(({ method }) => method !== 'GET').map(({ operationId }) => operationId);
