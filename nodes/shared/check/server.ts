import type { IDataObject } from 'n8n-workflow';

import { titles } from '../../../contract/generated/checks';
import { apiNames, operations, type Operation } from '../../../contract/generated/operations';
import type { BatchOperation, Resource, Run } from '../operation/operation';
import type { ListId, OperationId } from '../transport/client';
import type { ApiName } from '../transport/credential';
import { toNodeError } from '../transport/errors';
import type { Failure } from '../transport/failure';
import { Asker } from './asker';
import { checkList, checkRow, emptyList, mostRequests, tooMany, type Finding } from './calls';
import { KnownIds } from './ids';
import { summarize } from './summary';

/** How many IDs are tried, where the list under one is empty, or nothing is there. */
const mostIds = 4;
/** How many calls in a row may get no answer. */
const mostUnanswered = 2;

/** The resource Server of an API: whether the server answers as the package assumes. */
export function server(api: ApiName): Resource {
	const check = checkOperation(api);
	return { name: 'Server', value: 'server', default: check, operations: [check] };
}

function checkOperation(api: ApiName): BatchOperation {
	return {
		name: 'Check Compatibility',
		value: 'checkCompatibility',
		action: 'Check compatibility of server',
		description: `Compare what your Kiamo answers with what this package expects of the ${apiNames[api]} API. Only reads: up to ${mostRequests} GET requests, one at a time.`,
		properties: [],
		async executeAll(run) {
			const rows = await checkServer(run, api);
			// Once per execution, however many items come in.
			return run.context.getInputData().map((_, item) => ({ rows: item === 0 ? rows : [] }));
		},
	};
}

async function checkServer(run: Run, api: ApiName): Promise<IDataObject[]> {
	const calls = (Object.entries(operations) as Array<[OperationId, Operation]>).filter(
		([, operation]) => operation.api === api,
	);
	const findings = await new ServerCheck(run, calls).check();
	return [
		...calls.map(([id, operation]) => toItem(id, operation, findings.get(id) ?? notTried(operation))),
		{ call: 'Summary', ...summarize(api, findings), ...ofAll },
	];
}

/** Runs the GETs of an API, those first whose rows have the ids that others need. */
class ServerCheck {
	private readonly findings = new Map<OperationId, Finding>();

	private readonly ids: KnownIds;

	constructor(
		private readonly run: Run,
		private readonly calls: Array<[OperationId, Operation]>,
	) {
		this.ids = new KnownIds(calls);
	}

	async check(): Promise<Map<OperationId, Finding>> {
		const asker = new Asker(this.run.kiamo, mostRequests);
		const waiting = this.calls.filter(([, { method }]) => method === 'GET');
		let unanswered = 0;
		for (;;) {
			const next = waiting.findIndex(([, operation]) => this.ids.of(operation));
			if (next < 0 || unanswered === mostUnanswered) break;
			const [[id, operation]] = waiting.splice(next, 1);
			const finding = await this.checkOne(asker, id, operation);
			this.findings.set(id, finding);
			if (finding.failure?.cause.kind === 'cancelled') throw this.errorOf(finding.failure);
			unanswered = finding.failure ? unanswered + 1 : 0;
		}
		const failures = [...this.findings.values()].map(({ failure }) => failure);
		if (failures[0] && failures.every(Boolean)) throw this.errorOf(failures[0]);
		return this.findings;
	}

	private readonly errorOf = (failure: Failure) => toNodeError(this.run.context.getNode(), failure, 0);

	/** Checks a call, with another ID where the first brings nothing. */
	private async checkOne(asker: Asker, id: OperationId, operation: Operation): Promise<Finding> {
		let best: Finding | undefined;
		for (const path of this.ids.choices(operation).slice(0, mostIds)) {
			if (asker.isExhausted) break;
			const finding = operation.rows
				? await checkList(asker, id as ListId, path)
				: await checkRow(asker, id, path, this.ids.rowOf(operation, path));
			if (!best || !finding.isOpen || best.verdict === 'missing') best = finding;
			if (finding.isOpen) continue;
			this.ids.prefer(operation, path);
			break;
		}
		if (operation.rows) this.ids.learn(id, best?.rows ?? []);
		return best ?? tooMany;
	}
}

/** A call that was not tried: a write, or one whose id no list gave. */
const notTried = ({ method }: Operation): Finding => ({
	verdict: 'notTried',
	differences: [],
	reason:
		method === 'GET'
			? 'The lists before it gave no ID, or could not be read.'
			: 'It writes, and the check only reads.',
});

/** What the last item holds beside the sentence. A table shows what is empty in red. */
const ofAll = { differences: 'none', paging: 'notChecked', request: 'all' };

function toItem(id: OperationId, { method, path }: Operation, finding: Finding): IDataObject {
	const { verdict, paging = ofAll.paging, differences, reason } = finding;
	return {
		call: titles[id] ?? id,
		verdict,
		whatToDo: [reason, adviceOf(finding, operations[id])].filter(Boolean).join(' ') || 'Nothing to do.',
		differences: differences.join('; ') || ofAll.differences,
		paging,
		request: `${method} ${path}`,
	};
}

function adviceOf(
	{ verdict, paging, reason, isElsewhere }: Finding,
	{ api, method }: Operation,
): string | undefined {
	switch (verdict) {
		case 'differs':
			if (isElsewhere)
				return `Check the address of the ${apiNames[api]} API in the credential, and what is between n8n and Kiamo.`;
			return paging === 'contradicted'
				? "Don't write with what reads this list, and don't use triggers on it. Send us this item."
				: 'Send us this item. Until then, use API Request for what differs.';
		case 'missing':
			return `Check the address of the ${apiNames[api]} API in the credential. If it is right, send us this item.`;
		case 'notAllowed':
			return `In Kiamo, under Development > API tokens, enable GET for "${apiNames[api]}" on this token.`;
		case 'notTried':
			if (method !== 'GET') return 'Try it on test data.';
			return reason === emptyList ? 'Run the check again when it has a record.' : undefined;
		case 'asAssumed':
			return undefined;
	}
}
