import { NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

import type { Kiamo } from '../shared/kiamo/client';
import { listPages } from '../shared/kiamo/pages';

/** Which contacts a base held when it was last read. */
export interface Snapshot {
	baseId: string;
	/** Their ids, packed. */
	ids: string;
}

const mostContacts = 10_000;
const hexId = /^[0-9a-f]{24}$/;

/**
 * Reads the ids of all contacts of a base and tells which of the last snapshot are gone. Undefined when there was no
 * time to read them all. Throws a NodeOperationError for a base that is too large.
 */
export async function findDeleted(
	context: IPollFunctions,
	kiamo: Kiamo,
	baseId: string,
	saved: Snapshot | undefined,
	until: number,
): Promise<{ deleted: string[]; snapshot: Snapshot } | undefined> {
	const ids = new Set<string>();
	for await (const page of listPages(kiamo, 'listContacts', { path: { baseId } })) {
		for (const { id } of page) ids.add(id);
		if (Date.now() > until) return undefined;
		if (ids.size > mostContacts) {
			throw new NodeOperationError(context.getNode(), `The base holds more than ${mostContacts} contacts`, {
				description:
					'Contact Deleted has to read them all at each poll. Take this event away, or let another system tell of deletions.',
			});
		}
	}
	const before = saved?.baseId === baseId ? unpack(saved.ids) : [];
	return { deleted: before.filter((id) => !ids.has(id)), snapshot: { baseId, ids: pack([...ids]) } };
}

/** Two thirds of the length, where ids are what the contract says: 24 hexadecimal characters. */
function pack(ids: string[]): string {
	if (!ids.every((id) => hexId.test(id))) return ids.join();
	return `=${Buffer.from(ids.join(''), 'hex').toString('base64')}`;
}

function unpack(packed: string): string[] {
	if (!packed.startsWith('=')) return packed.split(',').filter(Boolean);
	return Buffer.from(packed.slice(1), 'base64').toString('hex').match(/.{24}/g) ?? [];
}
