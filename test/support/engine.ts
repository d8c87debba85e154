/** What every run on n8n's engine needs: a workflow around the node under test, and the services of n8n's server. */
import { configureGlobalAxiosDefaults } from '@n8n/backend-network';
import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { CredentialsInMemory } from './credentials-helper';
import './regex';

/** The node under test with what a user gave it. Without `credentials` the node has none, as on a fresh canvas. */
export interface NodeUnderTest {
	node: INodeType | IVersionedNodeType;
	parameters?: INodeParameters;
	credentials?: ICredentialDataDecryptedObject;
	/** Settings of the node's Settings tab: `onError`, `retryOnFail`, `maxTries`, `waitBetweenTries`… */
	settings?: Partial<INode>;
}

export const nodeName = 'Node';
const start = 'Start';

configureGlobalAxiosDefaults(); // as `n8n start` does

const passThrough: INodeType = {
	description: {
		displayName: start,
		name: 'start',
		description: '',
		group: [],
		version: 1,
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const nodeTypesOf = (node: NodeUnderTest['node']): INodeTypes => {
	const types: Record<string, NodeUnderTest['node']> = { [start]: passThrough, [nodeName]: node };
	return {
		getByName: (type) => types[type],
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(types[type], version),
		getKnownTypes: () => ({}),
	};
};

/** Start → Node, its parameters completed with their defaults by n8n itself. */
export function workflowAround(
	{ node, parameters = {}, credentials, settings }: NodeUnderTest,
	staticData: IDataObject = {},
): Workflow {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	const nodes: INode[] = [
		{ ...common, id: start, name: start, type: start, parameters: {} },
		{
			...common,
			typeVersion: latestVersion(node),
			id: nodeName,
			name: nodeName,
			type: nodeName,
			parameters,
			credentials: credentials && { kiamoApi: { id: '1', name: 'Kiamo' } },
			...settings,
		},
	];
	const connections: IConnections = { [start]: { main: [[{ node: nodeName, type: 'main', index: 0 }]] } };
	return new Workflow({
		id: 'workflow',
		name: 'Workflow',
		active: false,
		nodes,
		connections,
		nodeTypes: nodeTypesOf(node),
		staticData,
	});
}

const latestVersion = ({ description }: NodeUnderTest['node']) => {
	const { defaultVersion, version } = description as { defaultVersion?: number; version?: number | number[] };
	return defaultVersion ?? [version ?? 1].flat().at(-1) ?? 1;
};

export const startNodeOf = (workflow: Workflow) => nodeOf(workflow, start);
export const testedNodeOf = (workflow: Workflow) => nodeOf(workflow, nodeName);

function nodeOf(workflow: Workflow, name: string): INode {
	const node = workflow.getNode(name);
	if (!node) throw new Error(`No node ${name} in the workflow`);
	return node;
}

const unused = (what: string) => async () => {
	throw new Error(`${what} is not part of these tests`);
};

/** The services that n8n's server gives to a run. */
export function servicesFor(
	credentials: ICredentialDataDecryptedObject = {},
	more: { hooks?: ExecutionLifecycleHooks; currentNodeParameters?: INodeParameters } = {},
): IWorkflowExecuteAdditionalData {
	const url = 'http://localhost';
	return {
		credentialsHelper: new CredentialsInMemory(credentials),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		logAiEvent: () => {},
		getRunExecutionData: unused('An earlier execution'),
		getRuntimeCredential: unused('A runtime credential'),
		executeWorkflow: unused('A sub-workflow'),
		startRunnerTask: unused('A task runner'),
		...more,
	};
}
