import { checkFields } from './fields';
import type { Contact, ContactQuery, ContactValues, Row } from './contactQuery';
import type { Call, Handlers } from './contract';
import { pageOfInteractions } from './interaction';
import type { Base, Kiamo } from './kiamo';
import { page } from './page';
import { refuseArray } from './quirks';
import { Refusal, notFound, refuseIfAny } from './refusal';
import { toSpan } from './span';
import { placed, refuseDuplicates } from './uniqueness';

function findBase({ bases }: Kiamo, baseId: string): Base {
	const base = bases.find(({ id }) => id === baseId);
	if (!base) throw notFound();
	return base;
}

function findRow(base: Base, contactId: string): Row {
	const row = base.contacts.get(contactId);
	if (!row) throw notFound();
	return row;
}

const toBase = ({ id, name, contacts }: Base) => ({ id, name, contacts_count: contacts.size });

function change({ counts }: Kiamo, base: Base, row: Row, fields: ContactValues, lateBy: number): Contact {
	const after = base.contacts.change(row, fields, lateBy);
	if (after !== row) counts.contactsUpdated++;
	return after.contact;
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
		const bases = kiamo.bases.filter(({ name }) => name.toLowerCase().includes(search));
		return page(bases.map(toBase), query, kiamo.quirks);
	},

	getBase: (kiamo, { path }) => toBase(findBase(kiamo, path.baseId)),

	listBaseFields(kiamo, { path, query }) {
		return page([...findBase(kiamo, path.baseId).fields.values()], query, kiamo.quirks);
	},

	listContacts(kiamo, call) {
		const base = findBase(kiamo, call.path.baseId);
		const rows = base.contacts.list(toContactQuery(base, call));
		const { data, ...rest } = page(rows, call.query, kiamo.quirks);
		return { data: data.map(({ contact }) => contact), ...rest };
	},

	createContacts(kiamo, { path, body, lateBy }) {
		const base = findBase(kiamo, path.baseId);
		if (body.length > 1) refuseArray(kiamo.quirks, body.length);
		refuseIfAny(
			body.flatMap(({ fields }, position) => checkFields(base.fields, fields, `${position}.`, true)),
		);
		refuseDuplicates(kiamo, base, placed(body));
		kiamo.counts.contactsCreated += body.length;
		return body.map(({ fields }) => base.contacts.add(fields, { lateBy }).contact);
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
		return body.map(({ id, fields }) => change(kiamo, base, findRow(base, id), fields, lateBy));
	},

	getContact: (kiamo, { path }) => findRow(findBase(kiamo, path.baseId), path.contactId).contact,

	updateContact(kiamo, { path, body: { fields }, lateBy }) {
		const base = findBase(kiamo, path.baseId);
		const row = findRow(base, path.contactId);
		refuseIfAny(checkFields(base.fields, fields, '', false));
		refuseDuplicates(kiamo, base, [{ at: '', id: path.contactId, fields }]);
		return change(kiamo, base, row, fields, lateBy);
	},

	deleteContact(kiamo, { path }) {
		const base = findBase(kiamo, path.baseId);
		base.contacts.remove(findRow(base, path.contactId));
		kiamo.counts.contactsDeleted++;
		return null;
	},

	listContactInteractions(kiamo, { path, query }) {
		const row = findRow(findBase(kiamo, path.baseId), path.contactId);
		const rows = kiamo.centre.interactions.list({ contact_id: [row.contact.id] });
		return pageOfInteractions(kiamo, rows, query);
	},
};
