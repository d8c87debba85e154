import { isMarked, latestMs, markedAt } from '../KiamoContactManager/contact/sync/mark';
import type { Matcher } from '../KiamoContactManager/contact/sync/matcher';
import { Seen, type SeenRecord } from '../shared/polling/seen';
import type { Contact } from './setup';

/**
 * Knows the changes that nodes of this package made, by the mark they left. A mark stands for one change only: when
 * somebody changes a contact and then puts back what was there, the old mark fits again, but the change is theirs.
 */
export class OwnChanges {
	private readonly known: Seen;

	constructor(
		private readonly matcher: Matcher,
		private readonly markField: string | undefined,
		saved: SeenRecord | undefined,
	) {
		this.known = new Seen(saved ?? {});
	}

	/** Whether our nodes made this change of a contact. Each change is to be shown once, in order. */
	has(contact: Contact): boolean {
		if (this.markField === undefined) return false;
		const moment = markedAt(contact.fields, this.markField);
		if (moment === undefined) return false;
		const mark = [contact.id, String(contact.fields[this.markField])].join();
		const at = new Date(moment).toISOString();
		const isOurs = !this.known.has(mark, at) && isMarked(this.matcher, contact, this.markField);
		this.known.add(mark, at);
		return isOurs;
	}

	/** What to save: the marks that may fit again to a change at a moment (milliseconds of Kiamo's clock) or later. */
	saved(moment: number): SeenRecord {
		return this.known.since(moment - latestMs);
	}
}
