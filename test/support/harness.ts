/** Runs a node on n8n's own engine: defaults, expressions, item pairing, retry, the error output and cancel are n8n's. */
import { setTimeout as wait } from 'node:timers/promises';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type ExecutionStatus,
	type IDataObject,
	type INodeExecutionData,
	type IRunData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { CredentialsInMemory } from './credentials-helper';
import { nodeName, servicesFor, startNodeOf, workflowAround, type NodeUnderTest } from './engine';

export interface NodeRunRequest extends NodeUnderTest {
	/** What comes into the node; one empty item unless said otherwise. */
	items?: IDataObject[] | INodeExecutionData[];
	/** Cancels the run so many milliseconds after its start, as the Stop button does. */
	cancelAfterMs?: number;
	/** Cancels the run as soon as this is true, for instance once the server counted three writes. */
	cancelWhen?: () => boolean;
}

export interface NodeRun {
	status: ExecutionStatus;
	/** First output. */
	items: INodeExecutionData[];
	/** `json` of the first output. */
	json: IDataObject[];
	/** Second output: the error output, when `settings.onError` is `continueErrorOutput`. */
	errorItems: INodeExecutionData[];
	/** What stopped the run. */
	error?: ExecutionError;
	hints: NodeExecutionHint[];
	/** How often the engine decrypted the credential. */
	decryptions: number;
}

/** Runs the node once. A failure of the node does not reject: it is the run's `error`, as in n8n. */
export async function runNode(request: NodeRunRequest): Promise<NodeRun> {
	const workflow = workflowAround(request);
	const hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: workflow.id,
		name: 'Workflow',
		nodes: [],
		connections: {},
		active: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		activeVersionId: null,
		isArchived: false,
	});
	const credentialsHelper = new CredentialsInMemory(request.credentials ?? {});
	const services = { ...servicesFor(), credentialsHelper, hooks };
	const main = [(request.items ?? [{}]).map(asItem)];
	const nodeExecutionStack = [{ node: startNodeOf(workflow), data: { main }, source: null }];
	const engine = new WorkflowExecute(
		services,
		'manual',
		createRunExecutionData({ executionData: { nodeExecutionStack } }),
	);

	const execution = engine.processRunExecutionData(workflow);
	const over = new AbortController();
	const cancelling = cancelOnDemand(request, () => execution.cancel(), over.signal);
	const { status, data } = await execution;
	over.abort();
	await cancelling;

	const runData: Partial<IRunData> = data.resultData.runData;
	const task = runData[nodeName]?.at(-1);
	const [items, errorItems] = task?.data?.main ?? [];
	return {
		status,
		items: items ?? [],
		json: (items ?? []).map(({ json }) => json),
		errorItems: errorItems ?? [],
		error: task?.error ?? data.resultData.error,
		hints: task?.hints ?? [],
		decryptions: credentialsHelper.decryptions,
	};
}

const asItem = (item: IDataObject | INodeExecutionData): INodeExecutionData =>
	isItem(item) ? item : { json: item };
const isItem = (item: IDataObject | INodeExecutionData): item is INodeExecutionData =>
	typeof item.json === 'object';

async function cancelOnDemand(
	{ cancelAfterMs, cancelWhen }: NodeRunRequest,
	cancel: () => void,
	over: AbortSignal,
) {
	if (cancelAfterMs === undefined && !cancelWhen) return;
	const started = Date.now();
	const isDue = cancelWhen ?? (() => Date.now() - started >= (cancelAfterMs ?? 0));
	while (!over.aborted) {
		if (isDue()) {
			cancel();
			return;
		}
		await wait(2);
	}
}
