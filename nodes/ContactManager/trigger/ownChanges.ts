import { fittingMark, latestMs, readMark } from '../matching/mark';
import type { Matcher } from '../matching/matcher';
import type { FeedState } from '../../shared/polling/feed';
import { Seen, type SeenRecord } from '../../shared/polling/seen';
import type { Contact } from './setup';

/**
 * Knows the changes that nodes of this package made, by the mark they left. Two things make a change other people's, though
 * its mark fits: when somebody puts back by hand what a node wrote, the old mark fits again, so a mark counts once; and
 * when a node writes over a change that was not told yet, nobody would ever hear of it.
 */
export class OwnChanges {
	private readonly known: Seen;

	private readonly told: Seen;

	/** `feed` is what was told before this reading, `saved` the marks that were seen. */
	constructor(
		private readonly matcher: Matcher,
		private readonly markField: string | undefined,
		private readonly feed: FeedState,
		saved: SeenRecord | undefined,
	) {
		this.known = new Seen(saved ?? {});
		this.told = new Seen(feed.seen);
	}

	/** Whether our nodes made this change of a contact. Each change is to be shown once, in order. */
	has(contact: Contact): boolean {
		if (this.markField === undefined) return false;
		const mark = readMark(contact.fields, this.markField);
		if (!mark) return false;
		const key = keyOf(contact, mark.moment, String(contact.fields[this.markField]));
		const isOurs =
			!this.known.has(...key) &&
			this.isTold(contact, mark.baseRevision) &&
			fittingMark(this.matcher, contact, this.markField) !== undefined;
		this.known.add(...key);
		// Whatever is told of this contact now includes what the mark is built on.
		this.known.add(...keyOf(contact, mark.baseRevision, 'told'));
		return isOurs;
	}

	/** What to save: the marks that may fit again to a change at a moment (milliseconds of Kiamo's clock) or later. */
	saved(moment: number): SeenRecord {
		return this.known.since(moment - latestMs);
	}

	private isTold(contact: Contact, changed: number): boolean {
		if (changed < this.feed.at || this.known.has(...keyOf(contact, changed, 'told'))) return true;
		const text = new Date(changed).toISOString();
		return this.told.has(contact.id, text) || this.told.has(contact.id, text.replace('.000Z', 'Z'));
	}
}

function keyOf({ id }: Contact, moment: number, what: string): [id: string, version: string] {
	return [`${id} ${what}`, new Date(moment).toISOString()];
}
