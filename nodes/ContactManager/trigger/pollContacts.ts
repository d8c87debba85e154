import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { fieldsOf } from '../field/fieldsOf';
import { lastRows } from '../../shared/polling/pollFeed';
import type { PollResult, PollStart } from '../../shared/polling/poller';
import type { PackedSnapshot } from '../../shared/polling/snapshot';
import { pollChanges, type ChangeState } from './changes';
import { findDeleted } from './deletions';
import { deletedItem, itemMaker } from './items';
import { watchedFields } from './options';
import { openSetup, type Contact } from './setup';

/** What the trigger knows from one poll to the next. */
export interface ContactState extends ChangeState {
	snapshot?: PackedSnapshot;
}

/** Reads what has changed since the last poll. */
export async function pollContacts(
	context: IPollFunctions,
	{ saved, firstPollAt, until }: PollStart<ContactState>,
): Promise<PollResult<ContactState>> {
	const setup = await openSetup(context, until);
	const { events, args, maxItems } = setup;
	const items: IDataObject[] = [];
	let state: ContactState = {};
	let isCapped = false;
	if (events.created || events.updated) {
		const changes = await pollChanges(setup, saved, firstPollAt);
		items.push(...changes.items);
		state = changes.state;
		isCapped = !changes.isComplete;
	}
	if (events.deleted) {
		const found = await findDeleted(setup, saved?.snapshot, maxItems - items.length);
		items.push(...found.deleted.map((id) => deletedItem(id, args.path.baseId)));
		state.snapshot = found.snapshot;
		isCapped ||= !found.isComplete;
	}
	return { items, state, isCapped };
}

/** Some contacts that changed last, for the editor; nothing is saved. */
export async function sampleContacts(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { kiamo, args, events, options } = await openSetup(context);
	const last = await lastRows(kiamo, 'listContacts', args);
	if (last.length === 0) return null;
	const toItem = itemMaker(context, await fieldsOf(kiamo, args.path.baseId));
	// Nothing is known of what these fields held before.
	const unknown = watchedFields(options).length > 0 ? { changedFields: null, changes: null } : {};
	const toSample = (contact: Contact): IDataObject => {
		const isNew = contact.created_at === contact.updated_at;
		if (events.created && (isNew || !events.updated)) return { ...toItem(contact, 'created'), ...unknown };
		if (events.updated) return { ...toItem(contact, 'updated'), ...unknown };
		return deletedItem(contact.id, args.path.baseId);
	};
	return [last.map((contact) => ({ json: toSample(contact) }))];
}
