import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoInteraction } from '../../nodes/KiamoInteraction/KiamoInteraction.node';
import type { Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { runNode, type NodeRun, type NodeRunRequest } from '../support/harness';

export const node = new KiamoInteraction();

/** Services of the simulator: calls out, calls in, and mail. */
export const callbacks = '4';
export const reception = 1;
export const mails = '7';

export interface InteractionRun extends Omit<NodeRunRequest, 'node' | 'parameters' | 'credentials'> {
	credentials?: IDataObject;
	/** Go on after a failing item, as n8n's setting On Error: Continue. */
	goOn?: boolean;
}

/** Runs an operation of the node, named `resource.operation`, on a simulator. */
export async function run(
	simulator: Simulator,
	what: string,
	parameters: INodeParameters = {},
	{ credentials, goOn, ...request }: InteractionRun = {},
): Promise<NodeRun> {
	const [resource, operation] = what.split('.');
	return await runNode({
		...request,
		node,
		credentials: credentialsOf(simulator, credentials),
		...(goOn ? { settings: { onError: 'continueRegularOutput', ...request.settings } } : {}),
		parameters: { resource, operation, ...parameters },
	});
}

/** The interactions of a simulator as they are, by id. */
export const stored = (simulator: Simulator) => simulator.centre.interactions.all();
