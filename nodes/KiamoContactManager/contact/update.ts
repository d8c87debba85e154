import { readId } from '../../shared/locator';
import type { BatchOperation } from '../../shared/operation/operation';
import { baseLocator } from '../base/locator';
import { executeByBase } from './byBase';
import {
	clearFields,
	clearTheseFields,
	fieldsMapper,
	hintAtDropped,
	optionsOf,
	phoneOptions,
	readFields,
	type WriteOptions,
} from './fields';
import { contactLocator } from './locator';
import type { ContactWrite } from './sync/confirm';
import { ContactWriter, type WriteResult } from './sync/writer';
import { writeOutcome } from './writeOutcome';

type Change = ContactWrite & { id: string };

export const update: BatchOperation = {
	properties: [
		baseLocator,
		contactLocator,
		fieldsMapper({ mode: 'add' }),
		optionsOf([clearTheseFields, ...phoneOptions]),
	],
	writes: true,
	async executeAll(run) {
		const dropped = new Set<string>();
		const outcomes = await executeByBase<Change>(run, {
			matchOn: () => [],
			read(item, matcher) {
				const options = run.read<WriteOptions>('options', item, {});
				const fields = clearFields(readFields(run, item, matcher, options, dropped), options);
				return { id: readId(run, 'contact', item), fields };
			},
			async write({ baseId, simplify, matcher, items, inputs }, stopAtFailure) {
				const writer = new ContactWriter(run.kiamo, baseId, matcher, stopAtFailure);
				const results = await updateInOrder(writer, inputs);
				for (const [at, result] of results.entries()) {
					if (!result.written || result.contact) continue;
					const answer = await run.kiamo.attempt('getContact', {
						path: { baseId, contactId: inputs[at].id },
					});
					if (answer.ok) result.contact = answer.data;
				}
				return results.map((result, at) => writeOutcome(run, items[at], result, inputs[at], simplify));
			},
		});
		hintAtDropped(run, dropped);
		return outcomes;
	},
};

/** Sends the changes of one contact one after the other, so that the last item wins. */
async function updateInOrder(writer: ContactWriter, changes: Change[]): Promise<WriteResult[]> {
	const results: WriteResult[] = [];
	let waiting = [...changes.keys()];
	while (waiting.length > 0) {
		const firstOf = new Map(waiting.toReversed().map((at) => [changes[at].id, at]));
		const round = [...firstOf.values()];
		const written = await writer.update(round.map((at) => changes[at]));
		for (const [index, at] of round.entries()) results[at] = written[index];
		waiting = waiting.filter((at) => !(at in results));
	}
	return results;
}
