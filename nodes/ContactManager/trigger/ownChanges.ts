import { fittingMark, latestMs, readMark } from '../matching/mark';
import type { Matcher } from '../matching/matcher';
import type { FeedState } from '../../shared/polling/feed';
import { Emitted, type EmittedRecord } from '../../shared/polling/emitted';
import type { Contact } from './setup';

/**
 * Recognizes changes that nodes of this package made, by the marker they left. Two kinds of change are not ours, though the
 * marker fits: somebody puts back by hand what a node wrote, so a marker counts once; or a node writes over a change that
 * was not emitted yet, which would be lost.
 */
export class OwnChanges {
	private readonly known: Emitted;

	private readonly emitted: Emitted;

	/** `feed` is what was emitted before this reading, `saved` the markers that were seen. */
	constructor(
		private readonly matcher: Matcher,
		private readonly markField: string | undefined,
		private readonly feed: FeedState,
		saved: EmittedRecord | undefined,
	) {
		this.known = new Emitted(saved);
		this.emitted = new Emitted(feed.seen);
	}

	/** Whether our nodes made this change of a contact. Each change is to be shown once, in order. */
	has(contact: Contact): boolean {
		if (this.markField === undefined) return false;
		const mark = readMark(contact.fields, this.markField);
		if (!mark) return false;
		const key = keyOf(contact, mark.moment, String(contact.fields[this.markField]));
		const isOurs =
			!this.known.has(...key) &&
			this.wasEmitted(contact, mark.baseRevision) &&
			fittingMark(this.matcher, contact, this.markField) !== undefined;
		this.known.add(...key);
		// Whatever is emitted of this contact now includes what the marker is based on.
		this.known.add(...keyOf(contact, mark.baseRevision, 'emitted'));
		return isOurs;
	}

	/** What to save: the marks that may fit again to a change at a moment (milliseconds of Kiamo's clock) or later. */
	saved(moment: number): EmittedRecord {
		return this.known.since(moment - latestMs).record;
	}

	private wasEmitted(contact: Contact, changed: number): boolean {
		if (changed < this.feed.at || this.known.has(...keyOf(contact, changed, 'emitted'))) return true;
		const text = new Date(changed).toISOString();
		return this.emitted.has(contact.id, text) || this.emitted.has(contact.id, text.replace('.000Z', 'Z'));
	}
}

function keyOf({ id }: Contact, moment: number, what: string): [id: string, version: string] {
	return [`${id} ${what}`, new Date(moment).toISOString()];
}
