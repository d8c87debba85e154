import { Session, type Workflow } from '../sandbox/session';
import { byId } from '../workflow';

/** n8n refuses a time that comes more often than once a minute, but takes twelve of them. */
const everyFiveSeconds = Array.from({ length: 12 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${5 * index} * * * * *`,
}));

const nodeOf = (name: string, baseId: string, credential: object): Workflow['nodes'][number] => ({
	id: 'trigger',
	name,
	type: 'n8n-nodes-kiamo.kiamoContactManagerTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {
		pollTimes: { item: everyFiveSeconds },
		base: byId(baseId),
		events: ['createdOrUpdated', 'deleted'],
	},
	credentials: { kiamoApi: credential },
});

const settings = {
	executionOrder: 'v1',
	saveDataSuccessExecution: 'all',
	saveDataErrorExecution: 'all',
	saveExecutionProgress: true,
};

/** What a user does with the workflow of the test: the same calls as the editor's, in n8n 1.x and 2.x. */
export class Editor {
	private renamed = 0;

	private constructor(
		private readonly workflowId: string,
		private readonly toNode: (name: string) => Workflow['nodes'][number],
	) {}

	/** Makes the workflow, and the credential for the Kiamo at this address. */
	static async create(url: string, kiamo: { url: string; token: string }, baseId: string): Promise<Editor> {
		const session = await Session.open(url);
		const data = { serverUrl: kiamo.url, apiToken: kiamo.token };
		const credential = await session.saveCredential('Kiamo', 'kiamoApi', data);
		const toNode = (name: string) => nodeOf(name, baseId, { id: credential.id, name: credential.name });
		const workflow = { name: 'Watch contacts', nodes: [toNode('Trigger')], connections: {}, settings };
		return new Editor(await session.saveWorkflow(workflow), toNode);
	}

	/** Publishes the version that was saved last. */
	async activate(url: string): Promise<void> {
		const session = await Session.open(url);
		const path = `/workflows/${this.workflowId}`;
		const { versionId } = await session.call<{ versionId: string }>('GET', path);
		await session.call('POST', `${path}/activate`, { versionId });
	}

	async deactivate(url: string): Promise<void> {
		const session = await Session.open(url);
		await session.call('POST', `/workflows/${this.workflowId}/deactivate`, {});
	}

	/** Gives the trigger another name and publishes that. */
	async rename(url: string): Promise<void> {
		const session = await Session.open(url);
		const nodes = [this.toNode(`Trigger ${++this.renamed}`)];
		await session.saveWorkflow({ name: 'Watch contacts', nodes, connections: {}, settings });
		await this.activate(url);
	}
}
