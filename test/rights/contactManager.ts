import type { Simulator } from '../../simulator';
import { byId } from '../../scripts/workflow';
import { nodeOf } from './nodeOf';
import { checks, forNames, requests, rows, type NodeUses } from './use';

const baseOf = (kiamo: Simulator) => ({ base: byId(kiamo.bases[0].id) });
const contactOf = (kiamo: Simulator) => ({ ...baseOf(kiamo), contact: byId(kiamo.contacts()[0].id) });
const fields = (value: object, ...matchingColumns: string[]) => ({
	fields: { mappingMode: 'defineBelow', value, matchingColumns, schema: [] },
});
const stopIfMoreThan = (kind: string) => ({
	options: { stopIfMoreThan: { limits: { [kind]: '50%' } } },
});
const lastName = { contactLastName: 'Castafiore' };
/** Create or Update of the contact with this email address. */
const withEmail = (kiamo: Simulator, email: unknown, more: object = {}) => ({
	...baseOf(kiamo),
	...fields({ contactEmail: email, ...more }, 'contactEmail'),
});
const emailOf = (kiamo: Simulator) => kiamo.contacts()[0].fields.contactEmail;

/** What the node Kiamo Contact Manager asks of Kiamo. */
export const contactManagerUses: NodeUses = {
	node: nodeOf('KiamoContactManager'),
	uses: {
		'apiRequest.send': requests(
			{ GET: 'getContact', POST: 'createContacts', PUT: 'updateContact', DELETE: 'deleteContact' },
			(kiamo, method) => {
				const path = `/bases/${kiamo.bases[0].id}/contacts`;
				return method === 'POST'
					? { path, body: [{ fields: lastName }] }
					: { path: `${path}/${kiamo.contacts()[0].id}`, body: { fields: lastName } };
			},
		),
		'base.get': [{ calls: ['getBase'], set: baseOf }],
		'base.getAll': [{ calls: ['listBases'] }],
		'contact.compare': [
			{
				calls: ['listBaseFields', 'getBase', 'listContacts'],
				set: (kiamo) => withEmail(kiamo, emailOf(kiamo)),
			},
		],
		'contact.create': [
			{
				calls: ['listBaseFields', 'createContacts'],
				set: (kiamo) => ({ ...baseOf(kiamo), ...fields(lastName) }),
			},
		],
		'contact.delete': [
			{ calls: ['deleteContact'], set: contactOf },
			{
				when: 'with Stop If More Than',
				calls: ['getBase', 'deleteContact'],
				set: (kiamo) => ({ ...contactOf(kiamo), ...stopIfMoreThan('deleted') }),
			},
		],
		'contact.get': [{ calls: ['getContact', 'listBaseFields'], set: contactOf }],
		'contact.getAll': [{ calls: ['listContacts', 'listBaseFields'], set: baseOf }],
		'contact.getInteractions': [
			{
				calls: ['listContactInteractions'],
				set(kiamo) {
					kiamo.centre.receive({ service: rows.reception, contact_id: kiamo.contacts()[0].id });
					return { ...contactOf(kiamo), addNames: false };
				},
			},
			{
				when: forNames,
				calls: ['listContactInteractions', 'listServices', 'listAgents'],
				optional: ['listServices', 'listAgents'],
				set(kiamo) {
					const { id } = kiamo.centre.receive({
						service: rows.reception,
						contact_id: kiamo.contacts()[0].id,
					});
					kiamo.centre.states.set(1, { state: 'available' });
					kiamo.centre.answer(id, 1);
					return contactOf(kiamo);
				},
			},
		],
		'contact.update': [
			{
				calls: ['listBaseFields', 'updateContact', 'getContact'],
				optional: ['getContact'],
				set: (kiamo) => ({ ...contactOf(kiamo), ...fields(lastName) }),
			},
			{
				when: 'with Stop If More Than',
				calls: ['listBaseFields', 'getBase', 'listContacts', 'getContact', 'updateContact'],
				optional: ['listContacts', 'getContact'],
				set: (kiamo) => ({ ...contactOf(kiamo), ...fields(lastName), ...stopIfMoreThan('updated') }),
			},
		],
		'contact.upsert': [
			{
				calls: ['listBaseFields', 'getBase', 'listContacts'],
				set: (kiamo) => withEmail(kiamo, emailOf(kiamo)),
			},
			{
				when: 'to create a contact',
				calls: ['listBaseFields', 'getBase', 'listContacts', 'getContact', 'createContacts'],
				optional: ['getContact'],
				set: (kiamo) => withEmail(kiamo, 'bianca@milan.example', lastName),
			},
			{
				when: 'to update a contact',
				calls: ['listBaseFields', 'getBase', 'listContacts', 'getContact', 'updateContact'],
				optional: ['getContact'],
				set: (kiamo) => withEmail(kiamo, emailOf(kiamo), lastName),
			},
		],
		'field.getAll': [{ calls: ['listBaseFields'], set: baseOf }],
		'server.checkCompatibility': checks('contactManager'),
		'phoneNumber.format': [{ calls: [], set: () => ({ text: '06 12 34 56 78' }) }],
	},
	lists: {
		searchBases: ['listBases'],
		searchContacts: ['listContacts'],
		getContactFields: ['listBaseFields'],
		getFieldOptions: ['listBaseFields'],
	},
};
