/** Polls a trigger with n8n's own poll executor, and keeps its state between polls as n8n's database does. */
import { Container } from '@n8n/di';
import { PollContext, PollTriggerExecutor } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters, Workflow } from 'n8n-workflow';
import { nodeName, servicesFor, testedNodeOf, workflowAround, type NodeUnderTest } from './engine';

export interface PollerRequest extends NodeUnderTest {
	/**
	 * n8n's durable cursors: each poll works on a copy of the node's state, which is kept when the poll emits, and when a
	 * scheduled poll returns `null`; an error discards it. The rest of the workflow's data is read again for each scheduled
	 * poll, and saved on emit. By default all of it lives in memory. Both save it after the activation.
	 */
	durable?: boolean;
	/**
	 * n8n's scheduler without durable cursors: each poll works on a workflow that was read again, which is saved
	 * when the poll emits only.
	 */
	leased?: boolean;
	/** What `getPollBudgetMs` answers: 36 s for a poll by n8n's scheduler, 300 s otherwise. */
	budgetMs?: number;
	/** Saved state of an earlier poller. */
	saved?: IDataObject;
}

export interface Poll {
	/** `json` of what was emitted; `null` when the poll emitted nothing. */
	items: IDataObject[] | null;
	error?: Error;
}

const stateKey = `node:${nodeName}`;

/** What a trigger has saved; n8n keeps it in two places. */
export function stateOf({ saved }: Poller): IDataObject {
	const [state = {}] = Object.values((saved.global ?? {}) as Record<string, IDataObject>);
	return state;
}

/** The length of what a trigger has saved, in one place. */
export const stateSize = (poller: Poller): number => JSON.stringify(stateOf(poller)).length;

export class Poller {
	/** What n8n's database holds: all that survives a restart. */
	saved: IDataObject;

	private workflow: Workflow;

	constructor(private readonly request: PollerRequest) {
		this.saved = structuredClone(request.saved ?? {});
		this.workflow = this.restarted();
	}

	/** A scheduled poll. */
	async poll(): Promise<Poll> {
		return await this.pollOnce(false);
	}

	/** The poll of an activation, a start of n8n or a republish; with `durable` n8n makes it for a new job only. */
	async activate(): Promise<Poll> {
		const poll = await this.pollOnce(true);
		if (!poll.error) this.saveMemory(this.workflow);
		return poll;
	}

	/** "Fetch Test Event" in the editor: nothing is saved. */
	async runManually(): Promise<INodeExecutionData[][] | null> {
		const workflow = this.restarted();
		const node = testedNodeOf(workflow);
		const context = new PollContext(
			workflow,
			node,
			servicesFor(this.request.credentials),
			'manual',
			'manual',
		);
		const nodeType = workflow.nodeTypes.getByNameAndVersion(nodeName);
		if (!nodeType.poll) throw new Error('The node does not poll');
		return await nodeType.poll.call(context);
	}

	/** Stops n8n and starts it again: what was in memory only is gone. */
	restart() {
		this.workflow = this.restarted();
	}

	/** The same node after its user has changed parameters, with what it knew. */
	edited(parameters: INodeParameters): Poller {
		const { request, saved } = this;
		return new Poller({ ...request, parameters: { ...request.parameters, ...parameters }, saved });
	}

	private async pollOnce(isActivation: boolean): Promise<Poll> {
		const { durable = false, leased = durable } = this.request;
		const { budgetMs = leased && !isActivation ? 36_000 : 300_000 } = this.request;
		if (leased) this.restart();
		const { workflow } = this;
		const node = testedNodeOf(workflow);
		const staged = structuredClone((this.saved[stateKey] ?? {}) as IDataObject);
		const save = () => {
			this.saveMemory(workflow);
			if (durable) this.saveStaged(staged);
		};
		const result: Poll = { items: null };
		const context = new PollContext(
			workflow,
			node,
			servicesFor(this.request.credentials),
			'trigger',
			'activate',
			(outputs) => {
				result.items = (outputs[0] ?? []).map(({ json }) => json);
				save();
			},
			(error) => {
				result.error = error;
			},
			async () => {
				if (durable) this.saveStaged(staged);
			},
			undefined,
			durable ? () => staged : undefined,
			() => budgetMs,
		);
		const poll = Container.get(PollTriggerExecutor).create(workflow, node, context, () => true);
		try {
			await poll(isActivation);
		} catch (error) {
			if (!(error instanceof Error)) throw error;
			result.error = error;
		}
		return result;
	}

	private restarted(): Workflow {
		return workflowAround(this.request, structuredClone(this.saved));
	}

	private saveMemory({ staticData }: Workflow) {
		const { [stateKey]: cursor } = this.saved;
		this.saved = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		if (this.request.durable) this.saved[stateKey] = cursor;
	}

	private saveStaged(staged: IDataObject) {
		this.saved = { ...this.saved, [stateKey]: JSON.parse(JSON.stringify(staged)) as IDataObject };
	}
}
