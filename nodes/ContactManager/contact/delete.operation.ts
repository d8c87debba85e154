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
				const deleted = new Set(ids).size;
				return {
					changes: { deleted },
					total: brake.isSet(run) ? await countAll(run.kiamo, baseId, deleted) : undefined,
					async write() {
						const outcomes: Outcome[] = [];
						const gone = new Set<string>();
						for (const [at, contactId] of ids.entries()) {
							if (stop.stopped) break;
							const answer = gone.has(contactId)
								? { ok: true as const }
								: await run.kiamo.attempt('deleteContact', { path: { baseId, contactId } });
							if (answer.ok) gone.add(contactId);
							else stop.after(answer.failure);
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

/** How many contacts a base has; where Kiamo doesn't say, or says too few, they are read. */
async function countAll(kiamo: Kiamo, baseId: string, atLeast: number): Promise<number> {
	const count = (await countOf(kiamo, baseId)) ?? -1;
	return count < atLeast ? (await listRows(kiamo, 'listContacts', { path: { baseId } })).length : count;
}
