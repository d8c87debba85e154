import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoSupervision } from '../../nodes/KiamoSupervision/KiamoSupervision.node';
import type { Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { runNode, type NodeRun, type NodeRunRequest } from '../support/harness';

export const node = new KiamoSupervision();

export interface SupervisionRun extends Omit<NodeRunRequest, 'node' | 'parameters' | 'credentials'> {
	credentials?: IDataObject;
	/** Go on after a failing item, as n8n's setting On Error: Continue. */
	goOn?: boolean;
}

/** Runs an operation of the node, named `resource.operation`, on a simulator. */
export async function run(
	simulator: Simulator,
	what: string,
	parameters: INodeParameters = {},
	{ credentials, goOn, ...request }: SupervisionRun = {},
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
