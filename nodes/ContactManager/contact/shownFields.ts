import type { Kiamo } from '../../shared/transport/client';
import { isBlank } from '../../shared/values/text';
import { hides, isSample } from '../../shared/writing/hides';
import type { Matcher } from '../matching/matcher';
import type { Contact } from '../matching/values';

/** How many contacts are read by themselves. */
const most = 4;

/**
 * Sees to it that a list shows the fields that are compared, as the records hold them: else everybody would seem to be new,
 * or blank.
 */
export class ShownFields {
	private readonly samples: Contact[] = [];

	/** A contact with values in all fields that contacts are found by, and one without: a list may show them in another form. */
	private readonly keyed: { withKey?: Contact; withoutKey?: Contact } = {};

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
		this.keyed[this.keys.some((name) => isBlank(fields[name])) ? 'withoutKey' : 'withKey'] = contact;
		if (isSample(contact, this.count++)) this.samples.push(contact);
	}

	/**
	 * Where not all contacts show the fields, or somebody may be `new`, reads some by themselves. Throws a RangeError when one
	 * shows more, or something else to find it by.
	 */
	async prove({ isAnyoneNew }: { isAnyoneNew: boolean }): Promise<void> {
		const { samples, unseen, kiamo, baseId, matcher, keys, keyed } = this;
		// Where contacts are found by such a field, everybody would be created again, and old contacts may not have it.
		const isKey = keys.some((name) => unseen.has(name));
		const proof = unseen.size === 0 ? [] : isKey ? samples.slice(-most) : samples.slice(0, 1);
		const others = isAnyoneNew && keys.length > 0 ? Object.values(keyed) : [];
		const read = async (contact: Contact) => {
			const answer = await kiamo.attempt('getContact', { path: { baseId, contactId: contact.id } });
			return answer.ok ? answer : { ok: true as const, data: contact };
		};
		const isHidden = ({ fields: now }: Contact, { fields }: Contact) => {
			const filled = Object.keys(now).filter((name) => !isBlank(now[name]));
			const isKnown = filled.length === 0 || filled.some((name) => matcher.fields.has(name));
			return !isKnown || filled.some((name) => isBlank(fields[name]));
		};
		const isOtherKey = ({ fields: now, updated_at }: Contact, listed: Contact) =>
			(updated_at === listed.updated_at || !listed.updated_at) &&
			keys.some(
				(name) =>
					!isBlank(now[name]) &&
					matcher.comparable(name, now[name]) !== matcher.comparable(name, listed.fields[name]),
			);
		const areOther = await hides(
			[...new Set([...proof, ...others])],
			read,
			(whole, listed) => (proof.includes(listed) && isHidden(whole, listed)) || isOtherKey(whole, listed),
		);
		if (areOther) throw otherFields();
	}

	/** The fields of the base that contacts are found by. */
	private get keys(): string[] {
		const { matchFields, fields } = this.matcher;
		return matchFields.map(({ name }) => name).filter((name) => fields.has(name));
	}
}

const otherFields = () =>
	new RangeError(
		"Couldn't find out who is in the base: the list of contacts from Kiamo doesn't show their fields as expected. Nothing was written",
	);
