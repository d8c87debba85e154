import type { N8n } from '../../../scripts/sandbox/n8n';
import { Session, type Workflow } from '../../../scripts/sandbox/session';
import { atPace, byId, inLine, node } from '../../../scripts/workflow';

const settings = {
	saveDataSuccessExecution: 'all',
	saveDataErrorExecution: 'all',
	saveExecutionProgress: true,
};

/** What a user does with the workflow of the test, with the calls of the editor. Each logs in, as n8n may be a new one. */
export class Editor {
	private renamed = 0;
	private workflowId = '';

	constructor(
		private readonly n8n: N8n,
		private readonly kiamo: { url: string; token: string },
		private readonly baseId: string,
	) {}

	/** Publishes the workflow, or publishes it again. */
	async publish(): Promise<void> {
		const session = await Session.open(this.n8n.url);
		const { id, name } = await session.saveKiamoCredential(this.kiamo);
		this.workflowId = await session.publish(this.workflow({ id, name }));
	}

	async unpublish(): Promise<void> {
		const session = await Session.open(this.n8n.url);
		await session.unpublish(this.workflowId);
	}

	/** Gives the trigger another name and publishes that. */
	async rename(): Promise<void> {
		this.renamed++;
		await this.publish();
	}

	private workflow(credential: object): Workflow {
		const parameters = { base: byId(this.baseId), events: ['createdOrUpdated', 'deleted'] };
		const more = { id: 'trigger', credentials: { kiamoApi: credential } };
		const type = 'n8n-nodes-kiamo.kiamoContactManagerTrigger';
		const trigger = node(`Trigger ${this.renamed}`, type, parameters, more);
		return atPace(inLine('Watch contacts', [trigger], settings), 5);
	}
}
