/** Runs a workflow of several nodes on n8n's own engine, in this process. */
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ExecutionError,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IPinData,
} from 'n8n-workflow';
import type { Workflow as Example } from '../../scripts/sandbox/session';
import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { KiamoContactManagerTrigger } from '../../nodes/ContactManager/KiamoContactManagerTrigger.node';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import { KiamoInteractionTrigger } from '../../nodes/Interaction/KiamoInteractionTrigger.node';
import { CredentialsInMemory } from './credentials-helper';
import { servicesFor } from './engine';
import { standIns } from './standIns';

const kiamoNodes: Record<string, INodeType> = {
	'n8n-nodes-kiamo.kiamoContactManager': new KiamoContactManager(),
	'n8n-nodes-kiamo.kiamoContactManagerTrigger': new KiamoContactManagerTrigger(),
	'n8n-nodes-kiamo.kiamoInteraction': new KiamoInteraction(),
	'n8n-nodes-kiamo.kiamoInteractionTrigger': new KiamoInteractionTrigger(),
};

interface WorkflowRunRequest {
	workflow: Example;
	credentials: ICredentialDataDecryptedObject;
	/** What nodes put out instead of being run, by their name. */
	pinned: Record<string, IDataObject[]>;
	/** The pinned node at which the run starts. */
	start: string;
}

export interface WorkflowRun {
	error?: ExecutionError;
	/** What a node put out, all its outputs together; undefined when it did not run. */
	output: (name: string) => IDataObject[] | undefined;
	/** The same as items, each with the item that it comes from. */
	items: (name: string) => INodeExecutionData[] | undefined;
}

/** Runs a workflow once. Nodes of n8n itself are those of `standIns`; nodes of Kiamo are ours. */
export async function runWorkflow(request: WorkflowRunRequest): Promise<WorkflowRun> {
	const types = { ...standIns, ...kiamoNodes };
	const nodes = request.workflow.nodes
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map((node) => ({
			...node,
			...(node.type in kiamoNodes ? { credentials: { kiamoApi: { id: '1', name: 'Kiamo' } } } : {}),
		})) as unknown as INode[];
	const workflow = new Workflow({
		id: 'workflow',
		nodes,
		connections: structuredClone(request.workflow.connections) as IConnections,
		active: false,
		settings: request.workflow.settings,
		nodeTypes: {
			getByName: (type) => types[type],
			getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(types[type], version),
			getKnownTypes: () => ({}),
		},
	});
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: workflow.id,
		name: request.workflow.name,
		nodes: [],
		connections: {},
		active: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
		isArchived: false,
	});
	const credentialsHelper = new CredentialsInMemory(request.credentials);
	const services = { ...servicesFor(), credentialsHelper, hooks };
	const pinData: IPinData = Object.fromEntries(
		Object.entries(request.pinned).map(([name, rows]) => [name, rows.map((json) => ({ json }))]),
	);
	const node = workflow.getNode(request.start);
	if (!node) throw new Error(`No node ${request.start} in the workflow`);
	const nodeExecutionStack = [{ node, data: { main: [[{ json: {} }]] }, source: null }];
	const engine = new WorkflowExecute(
		services,
		'manual',
		createRunExecutionData({ executionData: { nodeExecutionStack }, resultData: { pinData } }),
	);
	const { data } = await engine.processRunExecutionData(workflow);
	const { runData, error } = data.resultData;
	const items = (name: string) => {
		const tasks = name in runData ? runData[name] : undefined;
		return tasks?.flatMap((task) => (task.data?.main ?? []).flatMap((output) => output ?? []));
	};
	return { error, items, output: (name) => items(name)?.map(({ json }) => json) };
}
