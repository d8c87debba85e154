import { checkFields } from './fields';
import type { Call, Handlers } from '../contract';
import { pageOfInteractions } from './interaction';
import type { Kiamo } from '../kiamo';
import type { Base, Contact, ContactQuery, ContactValues } from '../store/contacts';
import { page } from '../server/page';
import { refuseArray, replaces } from '../server/quirks';
import { Refusal, notFound, refuseIfAny } from '../server/refusal';
import { toSpan } from '../store/span';
import { placed, refuseDuplicates } from './uniqueness';

function findBase({ bases }: Kiamo, baseId: string): Base {
	const base = bases.find(({ id }) => id === baseId);
	if (!base) throw notFound();
	return base;
}

function findContact(base: Base, contactId: string): Contact {
	const contact = base.contacts.get(contactId);
	if (!contact) throw notFound();
	return contact;
}

const toBase = ({ id, name, contacts }: Base) => ({ id, name, contacts_count: contacts.size });

function change(
	{ counts, quirks }: Kiamo,
	call: 'updateContact' | 'updateContacts',
	base: Base,
	contact: Contact,
	fields: ContactValues,
	lateBy: number,
) {
	const names = replaces(quirks, call) ? [...base.fields.keys()] : [];
	const blank = Object.fromEntries(names.map((name) => [name, null]));
	const after = base.contacts.change(contact, { ...blank, ...fields }, lateBy);
	if (after !== contact) counts.contactsUpdated++;
	return after;
}

function toContactQuery({ fields }: Base, { query }: Call<'listContacts'>): ContactQuery {
	const filter = Object.entries(query.filter ?? {});
	const unknown = filter.filter(([name]) => !fields.has(name));
	if (unknown.length) {
		const errors = unknown.map(([name]) => ({
			field: `filter.${name}`,
			message: 'This base has no such field',
		}));
		throw new Refusal(400, 'The request is not valid', errors);
	}
	return {
		sort: query.sort,
		asGiven: { filter: filter.map(([name, values]) => [name, [values].flat()]), search: query.q ?? '' },
		filter: filter.length
			? new Map(filter.map(([name, values]) => [name, [values].flat().map((value) => value.toLowerCase())]))
			: undefined,
		search: query.q?.toLowerCase(),
		created: toSpan('created', query.created_from, query.created_to),
		updated: toSpan('updated', query.updated_from, query.updated_to),
	};
}

type ContactManagerOperation =
	| 'listBases'
	| 'getBase'
	| 'listBaseFields'
	| 'listContacts'
	| 'createContacts'
	| 'updateContacts'
	| 'getContact'
	| 'updateContact'
	| 'deleteContact'
	| 'listContactInteractions';

export const contactManager: Pick<Handlers, ContactManagerOperation> = {
	listBases(kiamo, { query }) {
		const search = query.q?.toLowerCase() ?? '';
		const bases = kiamo.bases.filter(({ name }) =>
			kiamo.quirks.narrowQ && search ? name.toLowerCase() === search : name.toLowerCase().includes(search),
		);
		return page(bases.map(toBase), query, kiamo.quirks);
	},

	getBase: (kiamo, { path }) => toBase(findBase(kiamo, path.baseId)),

	listBaseFields(kiamo, { path, query }) {
		return page([...findBase(kiamo, path.baseId).fields.values()], query, kiamo.quirks);
	},

	listContacts(kiamo, call) {
		const base = findBase(kiamo, call.path.baseId);
		return page(base.contacts.list(toContactQuery(base, call)), call.query, kiamo.quirks);
	},

	createContacts(kiamo, { path, body, lateBy }) {
		const base = findBase(kiamo, path.baseId);
		if (body.length > 1) refuseArray(kiamo.quirks, body.length);
		refuseIfAny(
			body.flatMap(({ fields }, position) => checkFields(base.fields, fields, `${position}.`, true)),
		);
		refuseDuplicates(kiamo, base, placed(body));
		kiamo.counts.contactsCreated += body.length;
		return body.map(({ fields }) => base.contacts.add(fields, { lateBy }));
	},

	updateContacts(kiamo, { path, body, lateBy }) {
		const base = findBase(kiamo, path.baseId);
		refuseArray(kiamo.quirks, body.length);
		const unknown = body.flatMap(({ id }, position) =>
			base.contacts.get(id) ? [] : { field: `${position}.id`, message: 'This contact does not exist.' },
		);
		if (unknown.length) throw notFound(unknown);
		refuseIfAny(
			body.flatMap(({ fields }, position) => checkFields(base.fields, fields, `${position}.`, false)),
		);
		refuseDuplicates(kiamo, base, placed(body));
		return body.map(({ id, fields }) =>
			change(kiamo, 'updateContacts', base, findContact(base, id), fields, lateBy),
		);
	},

	getContact: (kiamo, { path }) => findContact(findBase(kiamo, path.baseId), path.contactId),

	updateContact(kiamo, { path, body: { fields }, lateBy }) {
		const base = findBase(kiamo, path.baseId);
		const contact = findContact(base, path.contactId);
		refuseIfAny(checkFields(base.fields, fields, '', false));
		refuseDuplicates(kiamo, base, [{ at: '', id: path.contactId, fields }]);
		return change(kiamo, 'updateContact', base, contact, fields, lateBy);
	},

	deleteContact(kiamo, { path, lateBy }) {
		const base = findBase(kiamo, path.baseId);
		base.contacts.remove(findContact(base, path.contactId), lateBy);
		kiamo.counts.contactsDeleted++;
		return null;
	},

	listContactInteractions(kiamo, { path, query }) {
		const { id } = findContact(findBase(kiamo, path.baseId), path.contactId);
		const rows = kiamo.centre.interactions.list({ contact_id: [id] });
		return pageOfInteractions(kiamo, rows, query);
	},
};
