import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { contactSimplifier } from '../contact/simplify';
import type { Field } from '../field/fieldsOf';
import { versionOf } from '../../shared/polling/version';
import type { Contact } from './setup';

/** Makes the item of a contact that was created or updated. */
export function itemMaker(context: IPollFunctions, fields: Field[]) {
	const isSimple = context.getNodeParameter('simplify', true) as boolean;
	const simplify = isSimple ? contactSimplifier(fields) : undefined;
	return (contact: Contact, event: string): IDataObject => ({
		event,
		eventId: `${contact.id}|${versionOf(contact.updated_at)}`,
		...(simplify ? simplify(contact) : { contact: { ...contact } }),
	});
}

/** The item of a contact that was deleted: nothing but its ID is known. */
export function deletedItem(context: IPollFunctions, id: string, baseId: string): IDataObject {
	const contact = { id, base_id: baseId };
	const isSimple = context.getNodeParameter('simplify', true) as boolean;
	return { event: 'deleted', eventId: `${id}|deleted`, ...(isSimple ? contact : { contact }) };
}
