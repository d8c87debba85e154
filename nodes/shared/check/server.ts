import type { IDataObject } from 'n8n-workflow';

import { titles } from '../../../contract/generated/checks';
import { apiNames, operations, type Operation } from '../../../contract/generated/operations';
import type { BatchOperation, Resource, Run } from '../operation/operation';
import type { ListId, OperationId } from '../transport/client';
import type { ApiName } from '../transport/credential';
import { toNodeError } from '../transport/errors';
import type { Failure } from '../transport/failure';
import { Asker, type Ids } from './asker';
import { checkList, checkRow, emptyList, mostRequests, sourceOf, tooMany, type Finding } from './calls';
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
		{ ...noCall, ...summarize(api, findings) },
	];
}

/** Runs the GETs of an API, those first whose rows have the ids that others need. */
class ServerCheck {
	private readonly findings = new Map<OperationId, Finding>();

	private readonly lists: Array<[ListId, Operation]>;

	/** The ids of rows that were listed, by parameter; the first is in use. */
	private readonly known = new Map<string, string[]>();

	constructor(
		private readonly run: Run,
		private readonly calls: Array<[OperationId, Operation]>,
	) {
		this.lists = calls.filter(([, { rows }]) => rows) as Array<[ListId, Operation]>;
	}

	async check(): Promise<Map<OperationId, Finding>> {
		const asker = new Asker(this.run.kiamo, mostRequests);
		const waiting = this.calls.filter(([, { method }]) => method === 'GET');
		let unanswered = 0;
		for (;;) {
			const next = waiting.findIndex(([, operation]) => this.idsOf(operation));
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
		const ids = this.idsOf(operation) ?? {};
		const last = parametersOf(operation).at(-1);
		const known = last ? (this.known.get(last) ?? []) : [''];
		let best: Finding | undefined;
		for (const one of known.slice(0, mostIds)) {
			if (asker.isExhausted) break;
			const path = last ? { ...ids, [last]: one } : {};
			const finding = operation.rows
				? await checkList(asker, id as ListId, path)
				: await checkRow(asker, id, path, this.rowOf(operation, one));
			if (!best || !finding.isOpen || best.verdict === 'missing') best = finding;
			if (finding.isOpen) continue;
			if (last) this.known.set(last, [one, ...known.filter((other) => other !== one)]);
			break;
		}
		if (operation.rows) this.learn(id as ListId, best?.rows ?? []);
		return best ?? tooMany;
	}

	/** The row in the list of what a call asks for. */
	private rowOf(operation: Operation, id: string): unknown {
		const source = sourceOf(operation, parametersOf(operation).at(-1) ?? '', this.lists);
		const rows = (source && this.findings.get(source.list)?.rows) ?? [];
		return rows.find((row) => String((row as Row | null)?.[source?.name ?? '']) === id);
	}

	/** Keeps the ids of rows for the calls that need one. */
	private learn(list: ListId, rows: unknown[]): void {
		for (const [, operation] of this.calls) {
			for (const parameter of parametersOf(operation)) {
				const source = sourceOf(operation, parameter, this.lists);
				if (source?.list !== list || this.known.has(parameter)) continue;
				const ids = rows.map((row) => (row as Row | null)?.[source.name]).filter(isInPath);
				if (ids.length > 0) this.known.set(parameter, [...new Set(ids.map(String))]);
			}
		}
	}

	/** The ids that a call needs; undefined while one of them is not known. */
	private idsOf(operation: Operation): Ids | undefined {
		const entries = parametersOf(operation).map((name) => [name, this.known.get(name)?.[0]] as const);
		return entries.every(([, id]) => id) ? (Object.fromEntries(entries) as Ids) : undefined;
	}
}

type Row = Record<string, unknown>;

/** Whether it is an ID that can be part of a path. */
function isInPath(id: unknown): id is number | string {
	if (typeof id !== 'string' && typeof id !== 'number') return false;
	return !['', '.', '..'].includes(String(id));
}

const parametersOf = ({ path }: Operation) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** A call that was not tried: a write, or one whose id no list gave. */
const notTried = ({ method }: Operation): Finding => ({
	verdict: 'notTried',
	differences: [],
	reason:
		method === 'GET'
			? 'The lists before it gave no ID, or could not be read.'
			: 'It writes, and the check only reads.',
});

/** What the last item holds beside the sentence. */
const noCall = { call: 'Summary', request: null, paging: null, differences: [] };

function toItem(id: OperationId, { method, path }: Operation, finding: Finding): IDataObject {
	const { verdict, paging = null, differences, reason } = finding;
	return {
		call: titles[id] ?? id,
		request: `${method} ${path}`,
		verdict,
		paging,
		differences,
		whatToDo: [reason, adviceOf(finding, operations[id])].filter(Boolean).join(' ') || null,
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
				: 'Send us this item. Until then, use API Request for what comes out wrong.';
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
