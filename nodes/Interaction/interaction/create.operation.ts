import { NodeOperationError } from 'n8n-workflow';

import { listItems } from '../../shared/operation/run';
import type { BatchOperation, Outcome, Run } from '../../shared/operation/operation';
import { ArrayWriter, createRows } from '../../shared/writing/arrayWriter';
import { executeBatch, type Stop } from '../../shared/writing/batch';
import { writeInRounds, type Plan } from '../../shared/writing/rounds';
import { serviceLocator } from '../../shared/lists/services';
import { createProperties } from './createProperties';
import { readCreation, type Creation } from './newInteraction';
import { findByReference, withReferencesLock, ReferenceFinder } from './references';
import { simplifyInteraction, type Interaction } from '../../shared/operation/interactions';
import { mostElements } from '../../shared/transport/contract';

interface CreationPlan extends Plan {
	creation: Creation;
}

export const create: BatchOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create callback or other interaction',
	description: 'Create a callback, a task or an outbound contact, now or at a date',
	properties: [serviceLocator, ...createProperties],
	writes: true,
	async executeAll(run) {
		/** By the local time that clocks show twice, the items. */
		const ambiguous = new Map<string, number[]>();
		const outcomes = await executeBatch(run, {
			async read(item) {
				const creation = await readCreation(run, item);
				const { twice } = creation;
				if (twice) ambiguous.set(twice, [...(ambiguous.get(twice) ?? []), item]);
				return creation;
			},
			groupOf: ({ serviceId }) => serviceId,
			async write(creations, items, stop) {
				const work = async () => await createInService(run, creations, items, stop);
				return await withReferencesLock(run.kiamo, creations, work);
			},
		});
		for (const [time, items] of ambiguous) {
			const written = items.filter((item) => 'rows' in outcomes[item]);
			if (written.length > 0)
				run.hint(
					`${time} is ambiguous because of daylight saving time; the earlier time is used (${listItems(written)}).`,
				);
		}
		return outcomes;
	},
};

/** Creates interactions of one service. Those of one reference go one after the other, so that each sees the one before. */
async function createInService(
	run: Run,
	creations: Creation[],
	items: number[],
	stop: Stop,
): Promise<Outcome[]> {
	const { kiamo } = run;
	const [{ serviceId }] = creations;
	const finder = new ReferenceFinder(kiamo, serviceId);
	const writer = new ArrayWriter<Creation, Interaction>(
		kiamo,
		{
			longest: mostElements('createInteractions'),
			async send(writes) {
				const body = writes.map((write) => write.body);
				const answer = await createRows(kiamo, 'createInteractions', { path: { serviceId }, body });
				if (answer.ok) for (const { id } of answer.data) finder.known.add(String(id));
				return answer;
			},
			element: ({ body }) => ({ body }),
			find: async (writes, since, failure) => await finder.find(writes, since, failure),
		},
		stop,
	);
	const { existing, lookError } = await lookUp(run, creations);
	const isRefused = ({ ifExists, reference }: Creation) => ifExists === 'fail' && existing.has(reference);
	const refused = run.context.continueOnFail() ? -1 : creations.findIndex(isRefused);
	if (refused >= 0) return items.map((_, at) => (at === refused ? decideExisting(at) : { notSent: true }));

	return await writeInRounds<CreationPlan, Interaction>(run, items, stop, {
		reads: (at) => (creations[at].reference ? [creations[at].reference] : []),
		decide(at) {
			const creation = creations[at];
			const { reference, ifExists } = creation;
			if (ifExists === 'create') return { at, isNew: true, creation };
			if (lookError !== undefined) return { error: run.errorAt(lookError, items[at]) };
			return existing.has(reference) ? decideExisting(at) : { at, isNew: true, keys: [reference], creation };
		},
		create: async (plans) => await writer.write(plans.map(({ creation }) => creation)),
		settle({ creation: { reference, body, zone } }, row) {
			if (reference && row) existing.set(reference, row);
			const interaction = row ?? { ...body, service_id: serviceId };
			return { rows: [{ created: true, ...simplifyInteraction(interaction, zone) }] };
		},
		retryAdvice: ({ creation: { reference } }) =>
			reference
				? undefined
				: 'Check in Kiamo before you send it again. With a Reference, the node checks for you.',
	});

	function decideExisting(at: number): Outcome {
		const { reference, ifExists, zone } = creations[at];
		const row = existing.get(reference) as Interaction;
		if (ifExists === 'return') return { rows: [{ created: false, ...simplifyInteraction(row, zone) }] };
		const message = `The service already has an interaction with the reference "${reference}": ${row.id}`;
		const description =
			'Nothing was created. To get the existing one, set If the Reference Exists Already under Options to Return the Existing One.';
		const options = { itemIndex: items[at], description };
		return { error: new NodeOperationError(run.context.getNode(), message, options) };
	}
}

/** The interactions with a reference that items look for, the last of each; or why they cannot be looked for. */
async function lookUp(
	run: Run,
	creations: Creation[],
): Promise<{ existing: Map<string, Interaction>; lookError?: unknown }> {
	const asking = creations.filter(({ ifExists }) => ifExists !== 'create');
	const existing = new Map<string, Interaction>();
	if (asking.length === 0) return { existing };
	const references = asking.map(({ reference }) => reference);
	try {
		const found = await findByReference(run.kiamo, asking[0].serviceId, references);
		for (const [reference, rows] of found) existing.set(reference, rows[rows.length - 1]);
		return { existing };
	} catch (error) {
		return { existing, lookError: error };
	}
}
