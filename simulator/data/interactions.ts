import type { components } from '../../contract/generated/types';
import type { Row } from '../contactQuery';
import type { Kiamo } from '../kiamo';
import { Random } from '../random';

type Interaction = components['schemas']['Interaction'];

const qualifications = [
	{ id: 3, label: 'Demande traitée', category: 'Information' },
	{ id: 4, label: 'À rappeler', category: 'Suivi' },
	{ id: 9, label: 'Réclamation', category: null },
];

const mostOfAContact = 4;
/** Milliseconds from the first ring to the end of the wrap-up. */
const longest = 30 * 60 * 1000;

/** The past interactions of a contact of the seed, always the same; a contact that was created later has none. */
export function interactionsOf(
	{ seed, startedAt, centre }: Kiamo,
	{ contact, createdAt }: Row,
): Interaction[] {
	const age = startedAt.getTime() - createdAt - longest;
	if (age <= 0) return [];
	const counter = Number.parseInt(contact.id.slice(-6), 16);
	const random = new Random(seed, 'interactions', counter);
	const { contactPhoneNumber, contactMobilePhoneNumber, contactEmail } = contact.fields;
	const length = random.integer(mostOfAContact + 1);
	const moments = Array.from({ length }, () => createdAt + random.integer(age)).sort((a, b) => a - b);
	return moments.map((moment, position) => {
		const service = random.pick(centre.services);
		const address =
			service.channel === 'call' ? contactMobilePhoneNumber || contactPhoneNumber : contactEmail;
		const [waiting, handling, wrapUp] = [random.integer(240), 20 + random.integer(900), random.integer(120)];
		const after = (seconds: number) => new Date(moment + seconds * 1000).toISOString();
		const abandoned = service.direction === 'inbound' && random.chance(0.1);
		return {
			id: counter * mostOfAContact + position + 1,
			reference: null,
			label: null,
			channel: service.channel,
			direction: service.direction,
			status: abandoned ? 'abandoned' : 'ended',
			service_id: service.id,
			agent_id: abandoned ? null : random.pick(centre.staff.agents).id,
			contact_id: contact.id,
			base_id: contact.base_id,
			customer: typeof address === 'string' && address ? address : null,
			dialled: null,
			created_at: after(0),
			scheduled_date: null,
			answered_at: abandoned ? null : after(waiting),
			ended_at: after(abandoned ? waiting : waiting + handling),
			updated_at: after(abandoned ? waiting : waiting + handling + wrapUp),
			waiting_seconds: waiting,
			handling_seconds: abandoned ? null : handling,
			wrap_up_seconds: abandoned ? null : wrapUp,
			qualification: abandoned ? null : random.pick(qualifications),
			userdata: {},
			has_recording: !abandoned && service.channel === 'call',
		};
	});
}
