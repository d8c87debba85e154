import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import pLimit from 'p-limit';

import { openKiamo } from '../transport/client';
import type { RequestOptions } from '../transport/connection';
import {
	RowWithFiles,
	type ItemError,
	type ItemOperation,
	type Operation,
	type Outcome,
	type Resource,
	type Run,
} from './operation';
import { failuresHint, leftOutHint, otherValuesHint, unprovenHint } from './hints';
import { parameterReader, recordReader } from './parameters';

/**
 * Runs the chosen operation over all items, and pairs what comes out with them. Without Continue On Fail the first
 * failing item stops the run, and its error says what was done by then.
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(context, resources);
	const run = await openRun(context);
	const leftOut: Array<{ count: number; missing: string[] }> = [];
	// What a write rests on must be known whole: there these are errors.
	let isUnproven = false;
	if (!operation.writes) {
		run.kiamo.onBadRows = (count, _list, missing) => leftOut.push({ count, missing });
		run.kiamo.onUnprovenEnd = () => (isUnproven = true);
	}
	const otherValues: string[][] = [];
	run.kiamo.onOtherValues = (names) => otherValues.push(names);
	const outcomes =
		'executeAll' in operation ? await operation.executeAll(run) : await executeEach(run, operation);
	if (leftOut.length > 0) run.hint(leftOutHint(leftOut));
	if (isUnproven) run.hint(unprovenHint);
	if (otherValues.length > 0) run.hint(otherValuesHint(otherValues));
	if (!context.continueOnFail()) throwFirstError(outcomes, operation.writes === true);
	const failures = failuresHint(outcomes, context.getNode().onError === 'continueErrorOutput');
	if (failures) run.hint(failures);
	return [outcomes.flatMap((outcome, item) => toItems(outcome, item))];
}

function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const [resource, operation] = [
		context.getNodeParameter('resource', 0),
		context.getNodeParameter('operation', 0),
	];
	const chosen = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (chosen) return chosen;
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${operation}" of the resource "${resource}"`,
		{ description: 'Choose the resource and the operation from the lists.' },
	);
}

/** Throws the error of the first failing item, if any; it says what became of the other items. */
function throwFirstError(outcomes: Outcome[], writes: boolean): void {
	const failure = outcomes.find((outcome) => 'error' in outcome);
	if (!failure) return;
	const itemsThat = (test: (outcome: Outcome) => boolean) =>
		listItems(outcomes.flatMap((outcome, item) => (test(outcome) ? [item] : [])));
	if (writes && outcomes.length > 1) {
		const unsure = outcomes.some((outcome) => 'mayHaveWritten' in outcome && outcome.mayHaveWritten);
		addToDescription(
			failure.error,
			`Processed before the error: ${itemsThat((outcome) => 'rows' in outcome)}.${
				unsure
					? ` Not known: ${itemsThat((outcome) => 'mayHaveWritten' in outcome && !!outcome.mayHaveWritten)}.`
					: ''
			} The remaining items were not processed.`,
		);
	}
	throw failure.error;
}

async function openRun(context: IExecuteFunctions): Promise<Run> {
	const node = context.getNode();
	const requestOptions = context.getNodeParameter('requestOptions', 0, {}) as RequestOptions;
	return {
		context,
		kiamo: await openKiamo(context, requestOptions),
		read: parameterReader(context),
		readRecord: recordReader(context),
		errorAt: (error, itemIndex) => toItemError(node, error, itemIndex),
		hint(message) {
			// Not there when the node runs as a tool of an AI agent.
			if ('addExecutionHints' in context) context.addExecutionHints({ message, location: 'outputPane' });
		},
	};
}

async function executeEach(run: Run, operation: ItemOperation): Promise<Outcome[]> {
	const { context, kiamo } = run;
	const limit = pLimit(kiamo.connection.limit.concurrency);
	let stopped = false;
	return await limit.map(context.getInputData(), async (_, item): Promise<Outcome> => {
		if (stopped) return { notSent: true };
		try {
			return { rows: [await operation.execute(run, item)].flat() };
		} catch (error) {
			stopped = !context.continueOnFail();
			const itemError = run.errorAt(error, item);
			return { error: itemError, mayHaveWritten: itemError.context.mayHaveWritten === true };
		}
	});
}

function toItems(outcome: Outcome, item: number): INodeExecutionData[] {
	const pairedItem = { item };
	if ('rows' in outcome) {
		return outcome.rows.map((row) =>
			row instanceof RowWithFiles
				? { json: row.json, binary: row.binary, pairedItem }
				: { json: row, pairedItem },
		);
	}
	if ('notSent' in outcome) return [];
	// By just these two keys n8n knows a failing item. With `error` beside `json` it would keep the message alone.
	const { message: error, description: message } = outcome.error;
	return [{ json: message ? { error, message } : { error }, pairedItem }];
}

function toItemError(node: INode, error: unknown, itemIndex: number): ItemError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
}

/** Adds a sentence to the description of an error. */
function addToDescription(error: ItemError, sentence: string): void {
	error.description = [error.description, sentence].filter(Boolean).join(' ');
}

/** `no item`, `item 3` or `items 0-41, 43`. */
export function listItems(items: number[]): string {
	const sorted = items.toSorted((a, b) => a - b);
	const ranges: Array<[number, number]> = [];
	for (const item of sorted) {
		const last = ranges.at(-1);
		if (last && item === last[1] + 1) last[1] = item;
		else ranges.push([item, item]);
	}
	if (ranges.length === 0) return 'no item';
	const text = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
	return `${sorted.length === 1 ? 'item' : 'items'} ${text}`;
}
