import type { Kiamo } from '../../shared/transport/client';
import { isBlank } from '../../shared/values/text';
import { hides, isSample } from '../../shared/writing/hides';
import type { Matcher } from '../matching/matcher';
import type { Contact } from '../matching/values';

/** How many contacts are read by themselves. */
const most = 4;

/** Sees to it that a list shows the fields that are compared: else everybody would seem to be new, or blank. */
export class ShownFields {
	private readonly samples: Contact[] = [];

	/** A contact without a value in a field that contacts are found by: a list may show it of some only. */
	private withoutKey?: Contact;

	private count = 0;

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
		if (this.matcher.matchFields.some(({ name }) => this.matcher.fields.has(name) && isBlank(fields[name])))
			this.withoutKey = contact;
		if (isSample(contact, this.count++)) this.samples.push(contact);
	}

	/** Where not all contacts show the fields, reads some by themselves. Throws a RangeError when one shows more. */
	async prove(): Promise<void> {
		const { samples, unseen, kiamo, baseId, matcher } = this;
		// Where contacts are found by such a field, everybody would be created again, and old contacts may not have it.
		const isKey = matcher.matchFields.some(({ name }) => unseen.has(name));
		const proof = unseen.size === 0 ? [] : isKey ? samples.slice(-most) : samples.slice(0, 1);
		const { withoutKey } = this;
		const blanks = withoutKey && !proof.includes(withoutKey) ? [withoutKey] : [];
		const read = async (contact: Contact) => {
			const answer = await kiamo.attempt('getContact', { path: { baseId, contactId: contact.id } });
			return answer.ok ? answer : { ok: true as const, data: contact };
		};
		const areHidden = await hides(proof, read, ({ fields: now }, { fields }) => {
			const filled = Object.keys(now).filter((name) => !isBlank(now[name]));
			const isKnown = filled.length === 0 || filled.some((name) => matcher.fields.has(name));
			return !isKnown || filled.some((name) => isBlank(fields[name]));
		});
		const areKeysHidden = await hides(blanks, read, ({ fields: now }, { fields }) =>
			matcher.matchFields.some(({ name }) => isBlank(fields[name]) && !isBlank(now[name])),
		);
		if (areHidden || areKeysHidden) throw otherFields();
	}
}

const otherFields = () =>
	new RangeError(
		"Couldn't find out who is in the base: the list of contacts from Kiamo doesn't show their fields as expected. Nothing was written",
	);
