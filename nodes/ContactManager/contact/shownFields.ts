import type { Kiamo } from '../../shared/transport/client';
import { isBlank } from '../../shared/values/text';
import { hides, isSample } from '../../shared/writing/hides';
import { isPhone, type Matcher } from '../matching/matcher';
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

	/** The fields of the base that contacts are found by. */
	private readonly keys: string[];

	/** `names`: the fields that are compared. */
	constructor(
		private readonly kiamo: Kiamo,
		private readonly baseId: string,
		private readonly matcher: Matcher,
		names: Iterable<string>,
	) {
		const ofBase = (name: string) => matcher.fields.has(name);
		this.keys = matcher.matchFields.map(({ name }) => name).filter(ofBase);
		this.unseen = new Set([...this.keys, ...[...names].filter(ofBase)]);
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
	 * Where not all contacts show the fields, or someone seems to be new, reads some by themselves. Throws a RangeError when one
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
			const known = filled.filter((name) => matcher.fields.has(name));
			return (filled.length > 0 && known.length === 0) || known.some((name) => isBlank(fields[name]));
		};
		const isOtherKey = ({ fields: now }: Contact, { fields }: Contact) =>
			this.foundBy.some(
				(name) =>
					!isBlank(now[name]) &&
					matcher.comparable(name, now[name]) !== matcher.comparable(name, fields[name]),
			);
		const areOther = await hides(
			[...new Set([...proof, ...others])],
			read,
			(whole, listed) =>
				!isChanged(whole, listed) &&
				((proof.includes(listed) && isHidden(whole, listed)) || isOtherKey(whole, listed)),
		);
		if (areOther) throw otherFields();
	}

	/** The fields whose values find a contact: the keys and, where one is a phone, every phone field. */
	private get foundBy(): string[] {
		const { matchFields, fields } = this.matcher;
		const phones = matchFields.some(isPhone) ? [...fields.values()].filter(isPhone) : [];
		return [...this.keys, ...phones.map(({ name }) => name)];
	}
}

/** Whether a contact changed after it was listed, by its dates: one of them may be written without milliseconds. */
function isChanged(now: Contact, listed: Contact): boolean {
	const times = [now, listed].map(({ updated_at }) => Date.parse(updated_at));
	const unit = times.some((time) => time % 1000 === 0) ? 1000 : 1;
	const [one, other] = times.map((time) => Math.floor(time / unit));
	return one !== other && !times.some(Number.isNaN);
}

const otherFields = () =>
	new RangeError(
		"Couldn't find out who is in the base: the list of contacts from Kiamo doesn't show their fields as expected. Nothing was written",
	);
