import { listPaging } from '../../shared/transport/contract';
import { listPages } from '../../shared/transport/pages';
import type { Kiamo } from '../../shared/transport/client';
import { toNodeError } from '../../shared/transport/errors';
import { isMissing } from '../../shared/transport/failure';
import { contactIdField, isPhone, type Key, type Matcher } from '../matching/matcher';
import type { Contact } from '../matching/values';
import { findEach, isSearchable, queriesFor } from './search';
import { ShownFields } from './shownFields';

/** For a base that does not say how many contacts it has. */
const assumedCount = 10_000;

/**
 * Finds every contact of a base that has one of the keys: by asking for each key, or by reading the base once where that
 * is cheaper or where only that is sure (a phone may be written in any way). Both find the same contacts.
 * Throws a NodeApiError when a page cannot be read: a look-up that failed says nothing about who is there.
 */
export async function findContacts(
	kiamo: Kiamo,
	baseId: string,
	matcher: Matcher,
	keys: Map<string, Key>,
	names: string[] = [],
): Promise<Contact[]> {
	if (keys.size === 0) return [];
	const shown = new ShownFields(kiamo, baseId, matcher, names);
	const isWanted = (contact: Contact) => {
		shown.see(contact);
		return matcher.idsOf(contact.fields, contact.id).some((key) => keys.has(key));
	};
	const byId = [...keys.values()].filter(({ field }) => field === contactIdField).map(({ text }) => text);
	const byValue = [...keys.values()].filter(({ field }) => field !== contactIdField);
	const queries = byValue.flatMap(queriesFor);
	const isSure = byValue.every(({ field }) => !isPhone(field) && field.data_type !== 'number');
	const count = await countOf(kiamo, baseId);
	const pages = Math.ceil((count ?? assumedCount) / largestPage());
	if (isSure && byId.length + queries.length <= pages) {
		const found = await findEach(kiamo, baseId, queries);
		if (found) {
			const wanted = distinct([...(await getEach(kiamo, baseId, byId)), ...found]).filter(isWanted);
			const held = keysOf(wanted);
			const unknown = byValue.filter(({ id }) => !held.has(id)).map(({ field }) => field);
			if (await isSearchable(kiamo, { baseId, matcher }, new Set(unknown), found))
				return await proven(wanted);
		}
	}
	const contacts: Contact[] = [];
	for await (const page of allContacts(kiamo, baseId, count)) contacts.push(...page.filter(isWanted));
	return await proven(contacts);

	function keysOf(wanted: Contact[]) {
		return new Set(wanted.flatMap(({ fields, id }) => matcher.idsOf(fields, id)));
	}

	async function proven(wanted: Contact[]) {
		const held = keysOf(wanted);
		await shown.prove({ isAnyoneNew: [...keys.keys()].some((key) => !held.has(key)) });
		return wanted;
	}
}

/**
 * Reads all contacts of a base, page by page; `count`: how many there are, as far as known. Throws a NodeApiError when a
 * page cannot be read, and a RangeError at the end when some were not shown.
 */
export async function* allContacts(
	kiamo: Kiamo,
	baseId: string,
	count: number | undefined,
): AsyncGenerator<Contact[]> {
	let read = 0;
	for await (const page of listPages(kiamo, 'listContacts', { path: { baseId } })) {
		read += page.length;
		yield page;
	}
	// Contacts may be deleted meanwhile: only the present count proves that some were not shown.
	if (read < (count ?? 0) && read < ((await countOf(kiamo, baseId)) ?? 0))
		throw new RangeError(
			"Couldn't read the complete list from Kiamo: it shows fewer contacts than the base has. New contacts may not be shown yet: try again in a minute. Nothing was done with the incomplete list",
		);
}

/** The contacts with these IDs, as far as Kiamo knows them. Throws a NodeApiError when they cannot be read. */
export async function contactsById(kiamo: Kiamo, baseId: string, ids: Set<string>): Promise<Contact[]> {
	const count = await countOf(kiamo, baseId);
	if (ids.size * largestPage() <= (count ?? assumedCount)) return await getEach(kiamo, baseId, [...ids]);
	const contacts: Contact[] = [];
	for await (const page of allContacts(kiamo, baseId, count))
		contacts.push(...page.filter(({ id }) => ids.has(id)));
	return contacts;
}

const largestPage = () => listPaging('listContacts').largest;

/** How many contacts a base has; undefined where Kiamo doesn't say. */
export async function countOf(kiamo: Kiamo, baseId: string): Promise<number | undefined> {
	const { contacts_count: count } = await kiamo.call('getBase', { path: { baseId } });
	return Number.isSafeInteger(count) ? count : undefined;
}

/** Asks for contacts by their IDs; those that Kiamo does not know are left out. */
async function getEach(kiamo: Kiamo, baseId: string, ids: string[]): Promise<Contact[]> {
	const answers = await Promise.all(
		ids.map(async (contactId) => {
			const answer = await kiamo.attempt('getContact', { path: { baseId, contactId } });
			if (answer.ok) return [answer.data];
			if (isMissing(answer.failure)) return [];
			throw toNodeError(kiamo.node, answer.failure);
		}),
	);
	return answers.flat();
}

function distinct(contacts: Contact[]): Contact[] {
	return [...new Map(contacts.map((contact) => [contact.id, contact])).values()];
}
