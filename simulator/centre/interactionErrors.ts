import type { components } from '../../contract/generated/wire';
import type { Service } from '../data/centre';
import { isEmail } from '../api/fields';
import type { Kiamo } from '../kiamo';
import type { FieldError } from '../server/refusal';

type Given = Partial<components['schemas']['NewInteraction']>;
type Checked = Omit<Given, 'agent_id'> & { agent_id?: number | null };

const separators = /[\s.\-/()]/g;
const phone = /^\+?\d{3,15}$/;

function complaintOfDestination(channel: Service['channel'], destination: string): string | undefined {
	if (channel === 'call' && !phone.test(destination.replace(separators, ''))) {
		return 'This is not a telephone number.';
	}
	if (channel === 'mail' && !isEmail(destination.trim())) return 'This is not an email address.';
	return destination.trim() ? undefined : 'This value should not be blank.';
}

/** The moment of a scheduled date in UTC, or undefined when no calendar has it. Without an offset it is read as UTC. */
export function toMoment(date: string): string | undefined {
	const moment = Date.parse(date.includes('T') ? date : `${date.replace(' ', 'T')}Z`);
	const day = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
	if (Number.isNaN(moment) || Number.isNaN(day)) return undefined;
	// Elsewhere the 30th of February would be taken for the 2nd of March.
	return new Date(day).toISOString().startsWith(date.slice(0, 10))
		? new Date(moment).toISOString()
		: undefined;
}

/** What is wrong with the values of a new or a changed interaction. `at` is the element's place, as errors name it. */
export function complaintsOf(
	{ bases, centre }: Kiamo,
	{ channel }: Service,
	{ destination, scheduled_date, agent_id, contact_id }: Checked,
	at = '',
): FieldError[] {
	const isAgent = !agent_id || centre.agents.get(agent_id);
	const isContact = contact_id === undefined || bases.some(({ contacts }) => contacts.get(contact_id));
	const isDate = scheduled_date === undefined || toMoment(scheduled_date);
	const complaints = {
		destination: destination === undefined ? undefined : complaintOfDestination(channel, destination),
		scheduled_date: isDate ? undefined : 'This is not a moment.',
		agent_id: isAgent ? undefined : 'This agent does not exist.',
		contact_id: isContact ? undefined : 'This contact does not exist.',
	};
	return Object.entries(complaints).flatMap(([field, message]) =>
		message ? { field: `${at}${field}`, message } : [],
	);
}
