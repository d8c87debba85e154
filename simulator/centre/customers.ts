import { nationalNumber, writePhone } from '../data/phones';
import type { Base } from '../store/contacts';
import type { Random } from '../random';
import type { Interaction } from './interactionSteps';

type Who = Pick<Interaction, 'customer' | 'contact_id' | 'base_id'>;

/** A number as the telephone shows it; undefined for what is none of mainland France. */
function shown(written: unknown): string | undefined {
	const [, national] =
		/^(?:\+33|0033|0)?([1-9]\d{8})$/.exec(String(written).replace(/\(0\)|[^\d+]/g, '')) ?? [];
	return national && `0${national}`;
}

function strangerOn(channel: Interaction['channel'], random: Random): string {
	if (channel === 'mail') return `client.${random.digits(6)}@courriel.example`;
	if (channel === 'chat') return `visiteur-${random.hex(8)}`;
	if (channel === 'messaging') return `33${nationalNumber(random, 'mobile')}`;
	return random.chance(0.9) ? `0${nationalNumber(random, 'mobile')}` : writePhone(random, random.digits(9));
}

/** Somebody who gets in touch at a moment: one of the contacts that there were then, or a stranger. */
export function somebody(
	bases: readonly Base[],
	channel: Interaction['channel'],
	random: Random,
	at: number,
	known: number,
): Who {
	const stranger = { customer: strangerOn(channel, random), contact_id: null, base_id: null };
	const base = bases.at(random.chance(0.85) ? 0 : 1);
	const rows = base?.contacts.all() ?? [];
	if (!random.chance(known) || !rows.length) return stranger;
	const contact = random.pick(rows);
	const { contactMobilePhoneNumber, contactPhoneNumber, contactEmail } = contact.fields;
	const customer =
		channel === 'mail'
			? typeof contactEmail === 'string' && contactEmail
			: (shown(contactMobilePhoneNumber) ?? shown(contactPhoneNumber));
	if (Date.parse(contact.created_at) > at || !customer) return stranger;
	return { customer, contact_id: contact.id, base_id: contact.base_id };
}
