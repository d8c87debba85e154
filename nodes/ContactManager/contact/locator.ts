import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { chosenId, openForEditor } from '../../shared/lists/editor';
import { locator, searchRows } from '../../shared/lists/locator';
import { isBlank } from '../../shared/values/text';
import type { Contact } from '../matching/values';

/** The contact that an operation works on. */
export const contactLocator = locator({
	displayName: 'Contact',
	name: 'contact',
	description: 'The contact to work on',
	searchListMethod: 'searchContacts',
	placeholder: 'e.g. 65f1a2b3c4d5e6f7a8b9c0d1',
});

/** The list of the locator: the contacts of the chosen base that hold the filter in any field. */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const baseId = chosenId(this, 'base');
	if (!baseId) return { results: [] };
	const kiamo = await openForEditor(this);
	const args = { path: { baseId }, query: { q: filter || undefined } };
	return await searchRows(kiamo, 'listContacts', args, paginationToken, (contact) => ({
		name: titleOf(contact),
		value: contact.id,
	}));
}

/** What people know a contact by: name and email or phone (default field names observed in Kiamo's client). */
function titleOf({ id, fields }: Contact): string {
	const parts = [
		[fields.contactFirstName, fields.contactLastName],
		[fields.contactEmail ?? fields.contactMobilePhoneNumber ?? fields.contactPhoneNumber],
	].map((values) => values.filter((value) => !isBlank(value)).join(' '));
	return parts.filter(Boolean).join(', ') || id;
}
