import { NodeOperationError } from 'n8n-workflow';
import pLimit from 'p-limit';

import { toNodeError } from '../../shared/transport/errors';
import { isMissing } from '../../shared/transport/failure';
import { listPages } from '../../shared/transport/pages';
import {
	compareSnapshots,
	packSnapshot,
	unpackSnapshot,
	type PackedSnapshot,
} from '../../shared/polling/snapshot';
import type { Setup } from './setup';

const mostContacts = 10_000;

/** What a reading of a base brought. */
export interface Deletions {
	/** The ids of contacts that are gone. */
	deleted: string[];
	snapshot?: PackedSnapshot;
	/** Whether all that may be gone was looked at. */
	isComplete: boolean;
}

/**
 * Reads which contacts a base holds and tells which of the last snapshot are gone, `most` at once. A list that leaves a
 * contact out proves nothing, and a flow may delete what it is told of: so each is asked for by its ID before it is told.
 * Throws a NodeOperationError for a base that is too large.
 */
export async function findDeleted(
	{ context, kiamo, args, until }: Pick<Setup, 'context' | 'kiamo' | 'args' | 'until'>,
	saved: PackedSnapshot | undefined,
	maxItems: number,
): Promise<Deletions> {
	const { baseId } = args.path;
	const now = new Map<string, string>();
	for await (const page of listPages(kiamo, 'listContacts', { path: { baseId } })) {
		for (const { id } of page) now.set(id, '');
		if (Date.now() > until) return { deleted: [], snapshot: saved, isComplete: false };
		if (now.size > mostContacts) {
			throw new NodeOperationError(context.getNode(), `The base holds more than ${mostContacts} contacts`, {
				description:
					'Contact Deleted has to read them all at each poll. Take this event away, or let another system tell of deletions.',
			});
		}
	}
	const missing = compareSnapshots(unpackSnapshot(saved, baseId), now).filter(({ kind }) => kind === 'gone');
	const asked = missing.slice(0, maxItems).map(({ id }) => id);
	const limit = pLimit(kiamo.connection.limit.concurrency);
	const answers = await limit.map(asked, async (contactId) => {
		if (Date.now() > until) return false;
		const answer = await kiamo.attempt('getContact', { path: { baseId, contactId } });
		if (answer.ok) return false;
		if (isMissing(answer.failure)) return true;
		throw toNodeError(kiamo.node, answer.failure);
	});
	const deleted = asked.filter((_, at) => answers[at]);
	const gone = new Set(deleted);
	for (const { id } of missing) if (!gone.has(id)) now.set(id, '');
	const isComplete = asked.length === missing.length;
	return { deleted, snapshot: packSnapshot(now, baseId), isComplete };
}
