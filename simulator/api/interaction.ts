import { complaintsOf, toMoment } from '../centre/interactionErrors';
import type { Interaction, InteractionRow } from '../centre/interactionSteps';
import { Bytes, type Handlers } from '../contract';
import type { SeededService } from '../data/centre';
import type { Kiamo } from '../kiamo';
import { page } from '../server/page';
import { refuseArray, replaces } from '../server/quirks';
import { Refusal, notFound, refuseIfAny, type FieldError } from '../server/refusal';
import { toSpan } from '../store/span';

export function findService({ centre }: Kiamo, serviceId: number): SeededService {
	const service = centre.services.find(({ id }) => id === serviceId);
	if (!service) throw notFound();
	return service;
}

function findRow({ centre }: Kiamo, interactionId: number): InteractionRow {
	const row = centre.interactions.get(interactionId);
	if (!row) throw notFound();
	return row;
}

const toService = ({ id, name, channel, direction, open }: SeededService) => ({
	id,
	name,
	channel,
	direction,
	open,
});

function refuseConflict(errors: FieldError[]): void {
	if (errors.length) throw new Refusal(409, 'The state of the interaction does not allow this', errors);
}

/** One page of interactions as they are now. */
export function pageOfInteractions(
	{ centre, quirks }: Kiamo,
	rows: readonly InteractionRow[],
	query: { limit?: number; offset?: number },
) {
	const { data, ...rest } = page(rows, query, quirks);
	return { data: data.map((row) => centre.show(row)), ...rest };
}

function refuseChange(row: InteractionRow, after: Partial<Interaction>): void {
	const { status } = row;
	const changeable = {
		scheduled_date: status === 'scheduled',
		agent_id: status === 'scheduled' || status === 'waiting',
		priority: status === 'scheduled' || status === 'waiting',
	};
	const fields = ['scheduled_date', 'agent_id', 'priority'] as const;
	const refused = fields.filter(
		(field) => after[field] !== undefined && after[field] !== row[field] && !changeable[field],
	);
	refuseConflict(
		refused.map((field) => ({ field, message: `This cannot be changed while it is ${status}.` })),
	);
}

/** The user data after a change: merged key by key, and null takes a key away. */
export function merged(
	before: Interaction['userdata'],
	change: Interaction['userdata'] = {},
): Interaction['userdata'] {
	return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null));
}

type InteractionOperation =
	| 'listServices'
	| 'getService'
	| 'createInteractions'
	| 'listServiceQualifications'
	| 'listInteractions'
	| 'getInteraction'
	| 'updateInteraction'
	| 'cancelInteraction'
	| 'qualifyInteraction'
	| 'listInteractionMessages'
	| 'listInteractionAttachments'
	| 'downloadAttachment';

export const interaction: Pick<Handlers, InteractionOperation> = {
	listServices: ({ centre, quirks }, { query }) => page(centre.services.map(toService), query, quirks),

	getService: (kiamo, { path }) => toService(findService(kiamo, path.serviceId)),

	createInteractions(kiamo, { path, body, lateBy }) {
		const service = findService(kiamo, path.serviceId);
		if (body.length > 1) refuseArray(kiamo.quirks, body.length);
		refuseIfAny(body.flatMap((given, at) => complaintsOf(kiamo, service, given, `${at}.`)));
		kiamo.counts.interactionsCreated += body.length;
		return body.map(({ scheduled_date, userdata = {}, ...given }) => {
			const base_id = kiamo.bases.find(({ contacts }) => contacts.get(given.contact_id ?? ''))?.id ?? null;
			const date = scheduled_date === undefined ? null : (toMoment(scheduled_date) ?? null);
			const rest = { scheduled_date: date, userdata: merged({}, userdata), base_id };
			return kiamo.centre.place({ service: service.id, ...given, ...rest }, { lateBy });
		});
	},

	listServiceQualifications(kiamo, { path, query }) {
		const { qualifications } = findService(kiamo, path.serviceId);
		return page(
			qualifications.toSorted((a, b) => a.id - b.id),
			query,
			kiamo.quirks,
		);
	},

	listInteractions(kiamo, { query }) {
		const spans = {
			created: toSpan('created', query.created_from, query.created_to),
			updated: toSpan('updated', query.updated_from, query.updated_to),
			answered: toSpan('answered', query.answered_from, query.answered_to),
			ended: toSpan('ended', query.ended_from, query.ended_to),
			scheduled: toSpan('scheduled', query.scheduled_from, query.scheduled_to),
		};
		return pageOfInteractions(kiamo, kiamo.centre.interactions.list({ ...query, ...spans }), query);
	},

	getInteraction: (kiamo, { path }) => kiamo.centre.show(findRow(kiamo, path.interactionId)),

	updateInteraction(kiamo, { path, body: { scheduled_date, userdata, ...given }, lateBy }) {
		const row = findRow(kiamo, path.interactionId);
		const complaints = complaintsOf(kiamo, findService(kiamo, row.service_id), { ...given, scheduled_date });
		refuseIfAny(complaints);
		const isWhole = replaces(kiamo.quirks, 'updateInteraction');
		const isOpen = row.status === 'scheduled' || row.status === 'waiting';
		const after = {
			...(isWhole && isOpen ? { agent_id: null, priority: 5 } : {}),
			...given,
			...(scheduled_date === undefined ? {} : { scheduled_date: toMoment(scheduled_date) }),
			...(userdata || isWhole ? { userdata: merged(isWhole ? {} : row.userdata, userdata) } : {}),
		};
		refuseChange(row, after);
		return kiamo.centre.change(row.id, after, { lateBy });
	},

	cancelInteraction(kiamo, { path, lateBy }) {
		const { id, status } = findRow(kiamo, path.interactionId);
		if (status !== 'scheduled' && status !== 'waiting') {
			refuseConflict([{ field: 'status', message: `It cannot be canceled while it is ${status}.` }]);
		}
		kiamo.centre.cancel(id, { lateBy });
		return null;
	},

	qualifyInteraction(kiamo, { path, body: { qualification_id, comment }, lateBy }) {
		const { id, service_id, answered_at } = findRow(kiamo, path.interactionId);
		const { qualifications } = findService(kiamo, service_id);
		if (!qualifications.some((one) => one.id === qualification_id)) {
			refuseIfAny([{ field: 'qualification_id', message: 'The service has no such qualification.' }]);
		}
		if (!answered_at) refuseConflict([{ field: 'status', message: 'No agent has taken it.' }]);
		return kiamo.centre.qualify(id, qualification_id, { comment, lateBy });
	},

	listInteractionMessages(kiamo, { path, query }) {
		const { id } = findRow(kiamo, path.interactionId);
		return page(kiamo.centre.messages.list(id), query, kiamo.quirks);
	},

	listInteractionAttachments(kiamo, { path, query }) {
		const { id } = findRow(kiamo, path.interactionId);
		return page(kiamo.centre.attachments.list(id, kiamo.env.now().getTime()), query, kiamo.quirks);
	},

	downloadAttachment(kiamo, { path }) {
		const { id } = findRow(kiamo, path.interactionId);
		const { attachments } = kiamo.centre;
		const listed = attachments.list(id, kiamo.env.now().getTime());
		const found = listed.find((one) => one.id === path.attachmentId);
		if (!found) throw notFound();
		if (!found.ready) refuseConflict([{ field: 'ready', message: 'The attachment is not ready.' }]);
		return new Bytes(attachments.bytes(id, found.id), found.mime_type);
	},
};
