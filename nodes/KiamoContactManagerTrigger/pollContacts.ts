import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { listPage } from '../shared/kiamo/pages';
import type { FeedState } from '../shared/polling/feed';
import type { PollResult } from '../shared/polling/poller';
import { pollChanges } from './changes';
import { findDeleted, type Snapshot } from './deletions';
import { itemMaker, openSetup } from './setup';
import { keepWatched, type Watched } from './watch';

/** What the trigger knows from one poll to the next. */
export interface ContactState {
	feed?: FeedState;
	watched?: Watched;
	snapshot?: Snapshot;
}

const samples = 5;

/** Reads what has changed since the last poll. */
export async function pollContacts(
	context: IPollFunctions,
	saved: ContactState | undefined,
	until: number,
): Promise<PollResult<ContactState>> {
	const setup = await openSetup(context, until);
	const items: IDataObject[] = [];
	const state: ContactState = {};
	if (setup.events.some((event) => event !== 'deleted')) {
		const watched = new Map(Object.entries(saved?.watched ?? {}));
		state.feed = await pollChanges(setup, saved?.feed, until, items, watched);
		state.watched = keepWatched(watched);
	}
	if (setup.events.includes('deleted')) {
		const { baseId } = setup.args.path;
		const found = await findDeleted(context, setup.kiamo, baseId, saved?.snapshot, until);
		state.snapshot = found?.snapshot ?? saved?.snapshot;
		for (const id of found?.deleted ?? []) {
			items.push({ event: 'deleted', eventId: `${id}|deleted`, contact: { id, base_id: baseId } });
		}
	}
	return { items, state };
}

/** Some contacts that changed last, for the editor; nothing is saved. */
export async function sampleContacts(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { kiamo, args } = await openSetup(context);
	const query = { ...args.query, sort: 'updated_at' as const };
	const { data, total = data.length } = await listPage(kiamo, 'listContacts', { ...args, query });
	const offset = Math.max(0, total - samples);
	const last = await listPage(kiamo, 'listContacts', { ...args, query: { ...query, offset } });
	const toItem = await itemMaker(context, kiamo, args.path.baseId);
	return last.data.length > 0
		? [last.data.slice(-samples).map((contact) => ({ json: toItem(contact, 'updated') }))]
		: null;
}
