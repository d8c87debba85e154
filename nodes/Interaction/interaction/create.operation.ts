import { NodeOperationError } from 'n8n-workflow';

import { listItems } from '../../shared/operation/run';
import type { BatchOperation, Outcome, Run } from '../../shared/operation/operation';
import { ArrayWriter, Stop, type WriteResult } from '../../shared/writing/arrayWriter';
import { createRows } from '../../shared/writing/createRows';
import { failureOutcome } from '../../shared/writing/failureOutcome';
import { serviceLocator } from '../../shared/lists/services';
import { createProperties } from './createProperties';
import { readCreation, type Creation } from './newInteraction';
import { findByReference, inReferencesTurn, ReferenceFinder } from './references';
import { simplifyInteraction, type Interaction } from './simplify';

export const create: BatchOperation = {
	properties: [serviceLocator, ...createProperties],
	writes: true,
	async executeAll(run) {
		const { context } = run;
		const outcomes: Outcome[] = [];
		const creations: Creation[] = [];
		const stop = new Stop(!context.continueOnFail());
		for (const item of context.getInputData().keys()) {
			try {
				creations.push(await readCreation(run, item));
			} catch (error) {
				outcomes[item] = { error: run.errorAt(error, item) };
				// Nothing is sent then: to run again after a correction creates nothing twice.
				if (!context.continueOnFail())
					return Array.from(context.getInputData(), (_, at) => outcomes[at] ?? notSent);
			}
		}
		for (const ofService of groupBy(creations, ({ serviceId }) => serviceId).values()) {
			const work = async () => await createInService(run, ofService, stop);
			for (const [item, outcome] of await inReferencesTurn(run.kiamo, ofService, work))
				outcomes[item] = outcome;
		}
		hintAtTwice(
			run,
			creations.filter(({ item }) => 'rows' in outcomes[item]),
		);
		return outcomes;
	},
};

const notSent: Outcome = { notSent: true };

/** Creates interactions of one service. Those of one reference go one after the other, so that each sees the one before. */
async function createInService(run: Run, creations: Creation[], stop: Stop): Promise<Map<number, Outcome>> {
	const { kiamo } = run;
	const [{ serviceId }] = creations;
	const finder = new ReferenceFinder(kiamo, serviceId);
	const writer = new ArrayWriter<Creation, Interaction>(
		kiamo,
		{
			async send(writes) {
				const path = { serviceId };
				const answer = await createRows(kiamo, 'createInteractions', {
					path,
					body: writes.map(({ body }) => body),
				});
				if (answer.ok) for (const { id } of answer.data) finder.known.add(String(id));
				return answer;
			},
			element: ({ body }) => ({ body }),
			find: async (writes, since, failure) => await finder.find(writes, since, failure),
		},
		stop,
	);
	const outcomes = new Map<number, Outcome>();
	for (const round of inRounds(creations)) {
		for (const [item, outcome] of await settleExisting(run, round, stop)) outcomes.set(item, outcome);
		const toSend = round.filter(({ item }) => !outcomes.has(item));
		const results = await writer.write(toSend);
		for (const [at, creation] of toSend.entries())
			outcomes.set(creation.item, toOutcome(run, creation, results[at]));
	}
	return outcomes;
}

/** The first of each reference, and all without one; then the second of each, and so on. */
function inRounds(creations: Creation[]): Creation[][] {
	const rounds: Creation[][] = [];
	const seen = new Map<string, number>();
	for (const creation of creations) {
		const { reference } = creation;
		const round = reference ? (seen.get(reference) ?? 0) : 0;
		seen.set(reference, round + 1);
		(rounds[round] ??= []).push(creation);
	}
	return rounds;
}

/** The outcomes of those whose reference is there already, where that is asked for. */
async function settleExisting(run: Run, creations: Creation[], stop: Stop): Promise<Map<number, Outcome>> {
	const outcomes = new Map<number, Outcome>();
	const asking = stop.stopped ? [] : creations.filter(({ ifExists }) => ifExists !== 'create');
	if (asking.length === 0) return outcomes;
	const references = asking.map(({ reference }) => reference);
	try {
		const found = await findByReference(run.kiamo, asking[0].serviceId, references);
		for (const creation of asking) {
			const row = found.get(creation.reference)?.at(-1);
			if (row) outcomes.set(creation.item, existing(run, creation, row, stop));
		}
	} catch (error) {
		stop.stopped ||= !run.context.continueOnFail();
		for (const { item } of asking) outcomes.set(item, { error: run.errorAt(error, item) });
	}
	return outcomes;
}

function existing(
	run: Run,
	{ item, ifExists, zone, reference }: Creation,
	row: Interaction,
	stop: Stop,
): Outcome {
	if (ifExists === 'return') return { rows: [{ created: false, ...simplifyInteraction(row, zone) }] };
	stop.stopped ||= !run.context.continueOnFail();
	const message = `The service has an interaction with the reference "${reference}" already: ${row.id}`;
	const description =
		'Nothing was created. Under If the Reference Exists Already you can choose to get that one.';
	return { error: new NodeOperationError(run.context.getNode(), message, { itemIndex: item, description }) };
}

function toOutcome(run: Run, creation: Creation, result: WriteResult<Interaction>): Outcome {
	const { item, serviceId, body, zone, lookAgain } = creation;
	if (result.written) {
		const row = result.row ?? { ...body, service_id: Number(serviceId) };
		return { rows: [{ created: true, ...simplifyInteraction(row, zone) }] };
	}
	const { failure } = result;
	if (!failure?.mayHaveWritten || lookAgain) return failureOutcome(run, item, failure);
	const retryAdvice = 'Look in Kiamo before you send it again; with a Reference, the node does that itself.';
	return failureOutcome(run, item, { ...failure, retryAdvice });
}

function hintAtTwice(run: Run, creations: Creation[]): void {
	for (const [time, ofTime] of groupBy(creations, ({ twice = '' }) => twice)) {
		if (!time) continue;
		const items = listItems(ofTime.map(({ item }) => item));
		run.hint(`${time} exists twice, as clocks go back then: the first is taken (${items}).`);
	}
}

function groupBy(creations: Creation[], keyOf: (creation: Creation) => string): Map<string, Creation[]> {
	const groups = new Map<string, Creation[]>();
	for (const creation of creations) {
		const key = keyOf(creation);
		const group = groups.get(key) ?? [];
		group.push(creation);
		groups.set(key, group);
	}
	return groups;
}
