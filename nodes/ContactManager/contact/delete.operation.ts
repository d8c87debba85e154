import { readId } from '../../shared/lists/locator';
import type { BatchOperation, Outcome } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';
import { executeBatch, failureOutcome } from '../../shared/writing/batch';
import { Brake } from '../../shared/writing/brake';
import { baseLocator } from '../base/locator';
import { contactLocator } from './locator';
import { countOf } from './lookup';

const brake = new Brake({ deleted: 'the list of contacts' }, 'contacts', 'the contacts in the base');

/** Deletes contacts one after the other, so that a run that stops has deleted no more than it says. */
export const deleteContact: BatchOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete contact',
	description: 'Delete a contact permanently',
	properties: [baseLocator, contactLocator, optionsOf([brake.option])],
	writes: true,
	async executeAll(run) {
		return await executeBatch(run, {
			read: (item) => ({ baseId: readId(run, 'base', item), contactId: readId(run, 'contact', item) }),
			groupOf: ({ baseId }) => baseId,
			brake,
			async plan(inputs, items, stop) {
				const [{ baseId }] = inputs;
				const ids = inputs.map(({ contactId }) => contactId);
				return {
					changes: { deleted: new Set(ids).size },
					total: brake.isSet(run) ? await countAll(run.kiamo, baseId) : undefined,
					async write() {
						const outcomes: Outcome[] = [];
						for (const [at, contactId] of ids.entries()) {
							if (stop.stopped) break;
							const answer = await run.kiamo.attempt('deleteContact', { path: { baseId, contactId } });
							if (!answer.ok) stop.after(answer.failure);
							outcomes[at] = answer.ok
								? { rows: [{ deleted: true, id: contactId }] }
								: failureOutcome(run, items[at], answer.failure);
						}
						return outcomes;
					},
				};
			},
		});
	},
};

/** How many contacts a base has; where Kiamo doesn't say, they are read. */
async function countAll(kiamo: Kiamo, baseId: string): Promise<number> {
	return (
		(await countOf(kiamo, baseId)) ?? (await listRows(kiamo, 'listContacts', { path: { baseId } })).length
	);
}
