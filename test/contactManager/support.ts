import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { startSimulator, type ContactValues, type Simulator, type SimulatorOptions } from '../../simulator';
import { runNode, type NodeRun, type NodeRunRequest } from '../support/harness';

export const node = new KiamoContactManager();

/** The credential of a simulator. */
export const credentialsOf = (simulator: Simulator, more: IDataObject = {}) => ({
	serverUrl: simulator.url,
	apiToken: simulator.token,
	...more,
});

/** Starts a simulator whose first base is empty, or holds just these contacts. */
export async function startWith(
	contacts: ContactValues[] = [],
	options: SimulatorOptions = {},
): Promise<Simulator> {
	const simulator = await startSimulator({ contacts: 0, ...options });
	simulator.clearContacts();
	for (const fields of contacts) simulator.addContact(simulator.bases[0].id, fields);
	return simulator;
}

export interface ContactRun extends Omit<NodeRunRequest, 'node' | 'parameters' | 'items' | 'credentials'> {
	operation?: string;
	resource?: string;
	parameters?: INodeParameters;
	items?: IDataObject[] | INodeExecutionData[];
	credentials?: IDataObject;
	/** Go on after a failing item, as n8n's setting On Error: Continue. */
	goOn?: boolean;
}

/** Runs an operation of the node on the first base of a simulator. */
export async function runOn(
	simulator: Simulator,
	{ operation, resource = 'contact', parameters, credentials, goOn, ...request }: ContactRun,
): Promise<NodeRun> {
	return await runNode({
		...request,
		node,
		credentials: credentialsOf(simulator, credentials),
		...(goOn ? { settings: { onError: 'continueRegularOutput', ...request.settings } } : {}),
		parameters: {
			resource,
			...(operation ? { operation } : {}),
			base: locate(simulator.bases[0].id),
			...parameters,
		},
	});
}

/** A locator set to an ID. */
export const locate = (value: string) => ({ __rl: true, mode: 'id', value });

/** A mapper that takes the items' own keys. */
export const autoMapped = (...matchingColumns: string[]) => ({
	mappingMode: 'autoMapInputData',
	value: null,
	matchingColumns,
	schema: [],
});

/** A mapper with values of its own. */
export const mapped = (value: IDataObject, ...matchingColumns: string[]) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns,
	schema: [],
});

/** Create or Update of items that carry the names of fields. */
export async function upsert(
	simulator: Simulator,
	items: IDataObject[],
	{
		matchOn = ['crmId'],
		options = {},
		...run
	}: ContactRun & { matchOn?: string[]; options?: INodeParameters } = {},
): Promise<NodeRun> {
	return await runOn(simulator, {
		operation: 'upsert',
		items,
		...run,
		parameters: { fields: autoMapped(...matchOn) as never, options, ...run.parameters },
	});
}
