import type { Kiamo } from '../../shared/transport/client';
import { readId } from '../../shared/lists/locator';
import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { baseLocator } from '../base/locator';
import { executeByBase } from './byBase';
import { fieldsMapper } from './fields';
import { contactLocator } from './locator';
import { clearFields, hintAtDropped, readFields } from './readFields';
import type { ContactWrite } from './confirm';
import { baseRevision, checkMarkField } from '../matching/mark';
import type { Matcher } from '../matching/matcher';
import { ContactWriter, type ContactResult } from './writer';
import { clearTheseFields, markChanges, phoneOptions, type WriteOptions } from './writeOptions';
import { writeOutcome } from './writeOutcome';

/** The changes of a contact, and the field to mark them in. */
interface Change {
	id: string;
	fields: ContactWrite['fields'];
	markField?: string;
}

export const update: BatchOperation = {
	properties: [
		baseLocator,
		contactLocator,
		fieldsMapper({ mode: 'add' }),
		optionsOf([clearTheseFields, markChanges, ...phoneOptions]),
	],
	writes: true,
	async executeAll(run) {
		const dropped = new Set<string>();
		const outcomes = await executeByBase<Change>(run, {
			matchOn: () => [],
			read(item, matcher) {
				const options = run.read<WriteOptions>('options', item, {});
				const fields = clearFields(readFields(run, item, matcher, options, dropped), options);
				const markField = checkMarkField(matcher, options.markChanges?.field?.name);
				return { id: readId(run, 'contact', item), fields, markField };
			},
			async write({ baseId, simplify, matcher, items, inputs }, stopAtFailure) {
				const writer = new ContactWriter(run.kiamo, baseId, matcher, stopAtFailure);
				let stopped = false;
				const results = await updateInOrder(inputs, async (changes): Promise<ContactResult[]> => {
					if (stopped) return changes.map(() => ({ written: false }));
					const prepared = await Promise.all(
						changes.map(async (change) => await prepare(run.kiamo, baseId, matcher, change)),
					);
					stopped = stopAtFailure && prepared.some((write) => 'written' in write && !write.written);
					const toSend = stopped ? [] : prepared.filter((write) => 'fields' in write);
					const written = await writer.update(toSend);
					return prepared.map((write) =>
						'fields' in write ? (written.shift() ?? { written: false }) : write,
					);
				});
				for (const [at, result] of results.entries()) {
					if (!result.written || result.row) continue;
					const answer = await run.kiamo.attempt('getContact', {
						path: { baseId, contactId: inputs[at].id },
					});
					if (answer.ok) result.row = answer.data;
				}
				return results.map((result, at) => writeOutcome(run, items[at], result, inputs[at], simplify));
			},
		});
		hintAtDropped(run, dropped);
		return outcomes;
	},
};

/**
 * What to send for a change. A mark says all that the contact holds, so the contact is read first; when nothing would
 * change, or it cannot be read, this is the result already.
 */
async function prepare(
	kiamo: Kiamo,
	baseId: string,
	matcher: Matcher,
	{ id, fields, markField }: Change,
): Promise<ContactWrite | ContactResult> {
	if (markField === undefined) return { id, fields };
	const answer = await kiamo.attempt('getContact', { path: { baseId, contactId: id } });
	if (!answer.ok) return { written: false, failure: answer.failure };
	const current = answer.data.fields;
	const changes = matcher.changes(current, fields);
	if (Object.keys(changes).length === 0) return { written: true, row: answer.data };
	const mark = { field: markField, current, baseRevision: baseRevision(matcher, answer.data, markField) };
	return { id, fields: changes, mark };
}

/** Sends the changes of one contact one after the other, so that the last item wins. */
async function updateInOrder(
	changes: Change[],
	send: (changes: Change[]) => Promise<ContactResult[]>,
): Promise<ContactResult[]> {
	const results: ContactResult[] = [];
	let waiting = [...changes.keys()];
	while (waiting.length > 0) {
		const firstOf = new Map(waiting.toReversed().map((at) => [changes[at].id, at]));
		const round = [...firstOf.values()];
		const written = await send(round.map((at) => changes[at]));
		for (const [index, at] of round.entries()) results[at] = written[index];
		waiting = waiting.filter((at) => !(at in results));
	}
	return results;
}
