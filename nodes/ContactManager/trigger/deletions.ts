import { NodeOperationError } from 'n8n-workflow';
import pLimit from 'p-limit';

import { toNodeError } from '../../shared/transport/errors';
import { isMissing } from '../../shared/transport/failure';
import { rowDoor } from '../../shared/transport/door';
import { listPage, readPages, rowKey } from '../../shared/transport/pages';
import { sampleRows } from '../../shared/polling/sampleRows';
import { compareTables, isPackedTable, packTable, unpackTable, type Cells } from '../../shared/polling/table';
import type { EventSource } from '../../shared/polling/eventSource';
import { deletedItem } from './items';
import type { Setup } from './setup';

/** IDs of contacts, packed. */
interface DeletionState {
	/** All contacts of the base at the last reading that came to its end; undefined before the first. */
	ids?: string;
	/** Those that a reading which ran out of time has met so far: the next poll goes on from there. */
	met?: string;
}

const maxContacts = 10_000;
const presence: Cells = [];

/**
 * Contacts that are deleted: they were there at the last reading of the base and are not now. A list that leaves a contact
 * out proves nothing, and a workflow may delete what it is given: so Kiamo is asked for each by its ID first.
 */
export const deletions: EventSource<Setup, DeletionState> = {
	key: 'deletions',
	isState(state): state is DeletionState {
		const { ids, met } = (state ?? {}) as DeletionState;
		return (
			typeof state === 'object' &&
			state !== null &&
			[ids, met].every((one) => one === undefined || isPackedTable(one))
		);
	},
	async poll(setup, { state = {} }, room) {
		const { now, isWhole } = await readIds(setup, state.met);
		if (!isWhole) return { items: [], state: { ids: state.ids, met: packTable(now) }, isComplete: false };
		const before = state.ids === undefined ? undefined : unpackTable(state.ids);
		const missing = compareTables(before, now).flatMap(({ id, after }) => (after ? [] : [id]));
		const { deleted, isComplete } = await findDeleted(setup, missing, room);
		for (const id of [...missing, ...setup.emittedIds]) if (!deleted.has(id)) now.set(id, presence);
		return {
			items: [...deleted].map((id) => deletedItem(setup.context, id, setup.args.path.baseId)),
			state: { ids: packTable(now) },
			isComplete,
		};
	},
	async sample({ context, kiamo, args, events }) {
		if (events.created || events.updated) return [];
		const { baseId } = args.path;
		return (await sampleRows(kiamo, 'listContacts', { path: { baseId } })).map(({ id }) =>
			deletedItem(context, id, baseId),
		);
	},
};

/** Reads the IDs of a base, on from where a reading ran out of time. Throws a NodeOperationError for a base that is too large. */
async function readIds(
	{ context, kiamo, args, until }: Setup,
	met: string | undefined,
): Promise<{ now: Map<string, Cells>; isWhole: boolean }> {
	const { path } = args;
	const now = met === undefined ? new Map<string, Cells>() : unpackTable(met);
	const earlier = new Set(now.keys());
	const keyOf = rowKey('listContacts');
	const pages = readPages(
		async (offset) => await listPage(kiamo, 'listContacts', { path, page: { offset } }),
		{
			offset: Math.max(0, now.size - 1),
			isStart: (row) => earlier.has(keyOf(row)),
			take: rowDoor(kiamo, 'listContacts', { path }),
		},
	);
	for await (const page of pages) {
		const before = now.size;
		for (const { id } of page) now.set(id, presence);
		if (now.size > maxContacts) {
			throw new NodeOperationError(context.getNode(), `The base holds more than ${maxContacts} contacts`, {
				description:
					'Contact Deleted has to read them all at each poll. Remove this event, or let another system report deletions.',
			});
		}
		// A page without new contacts is the end, or a step back to where the last reading stopped.
		if (Date.now() > until && now.size > before) return { now, isWhole: false };
	}
	return { now, isWhole: true };
}

/** Those of the contacts that Kiamo says are not there; one that it does not answer for may still be. */
async function findDeleted(
	{ context, kiamo, args, until }: Setup,
	missing: string[],
	room: number,
): Promise<{ deleted: Set<string>; isComplete: boolean }> {
	const { baseId } = args.path;
	const deleted = new Set<string>();
	let isComplete = true;
	let unknown = 0;
	const limit = pLimit(kiamo.connection.limit.concurrency);
	await limit.map(missing, async (contactId, index) => {
		// What there is no room or no time for is asked for with the next poll; some are asked for in any case.
		isComplete &&= index < room && (index < limit.concurrency || Date.now() <= until);
		if (!isComplete) return;
		const answer = await kiamo.attempt('getContact', { path: { baseId, contactId } });
		// A row that can't be read is there.
		if (answer.ok || answer.failure.cause.kind === 'badRows') return;
		const { cause } = answer.failure;
		if (isMissing(answer.failure)) deleted.add(contactId);
		else if (cause.kind === 'refused' && cause.status === 404) unknown++;
		else throw toNodeError(kiamo.node, answer.failure);
	});
	if (unknown > 0)
		context.logger.warn(`${kiamo.node.name}: Kiamo doesn't say whether ${unknown} contacts still exist.`);
	return { deleted, isComplete };
}
