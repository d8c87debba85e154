import type { Kiamo } from '../../shared/transport/client';
import { isBlank } from '../../shared/values/text';
import type { Matcher } from '../matching/matcher';
import type { Contact } from '../matching/values';

/** Sees to it that a list shows the fields that are compared: else everybody would seem to be new, or blank. */
export class ShownFields {
	private first?: Contact;

	private readonly unseen: Set<string>;

	/** `names`: the fields that are compared. */
	constructor(
		private readonly kiamo: Kiamo,
		private readonly baseId: string,
		private readonly matcher: Matcher,
		names: Iterable<string>,
	) {
		const used = [...matcher.matchFields.map(({ name }) => name), ...names];
		this.unseen = new Set(used.filter((name) => matcher.fields.has(name)));
	}

	/** Looks at a contact of a list. Throws a RangeError for values that can't be compared. */
	see(contact: Contact): void {
		const { fields } = contact;
		for (const { name } of this.matcher.matchFields)
			if (typeof fields[name] === 'object' && fields[name] !== null) throw otherFields();
		for (const name of this.unseen) if (name in fields) this.unseen.delete(name);
		this.first ??= contact;
	}

	/** Where no contact shows one of the fields, reads one by itself. Throws a RangeError when that shows more. */
	async prove(): Promise<void> {
		const { first, kiamo, baseId, matcher } = this;
		if (!first || this.unseen.size === 0) return;
		const answer = await kiamo.attempt('getContact', { path: { baseId, contactId: first.id } });
		const now = answer.ok ? answer.data.fields : first.fields;
		const filled = Object.keys(now).filter((name) => !isBlank(now[name]));
		const isKnown = filled.length === 0 || filled.some((name) => matcher.fields.has(name));
		if (!isKnown || filled.some((name) => isBlank(first.fields[name]))) throw otherFields();
	}
}

const otherFields = () =>
	new RangeError(
		"Couldn't find out who is in the base: the list of contacts from Kiamo doesn't show their fields as expected. Nothing was written",
	);
