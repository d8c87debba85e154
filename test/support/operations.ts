import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { runNode, type NodeRun, type NodeRunRequest } from './harness';

export interface OperationRun extends Omit<NodeRunRequest, 'node' | 'parameters' | 'credentials'> {
	credentials?: IDataObject;
	/** Go on after a failing item, as n8n's setting On Error: Continue. */
	goOn?: boolean;
}

/** What runs an operation of a node, named `resource.operation`, on a simulator. */
export const operationsOf =
	(node: INodeType) =>
	async (
		simulator: Simulator,
		what: string,
		parameters: INodeParameters = {},
		{ credentials, goOn, ...request }: OperationRun = {},
	): Promise<NodeRun> => {
		const [resource, operation] = what.split('.');
		return await runNode({
			...request,
			node,
			credentials: credentialsOf(simulator, credentials),
			...(goOn ? { settings: { onError: 'continueRegularOutput', ...request.settings } } : {}),
			parameters: { resource, operation, ...parameters },
		});
	};
