import type { Arguments, Kiamo } from '../../shared/transport/client';
import { listPaging } from '../../shared/transport/contract';
import { listPages, listRows } from '../../shared/transport/pages';
import type { Field } from '../field/fieldsOf';
import { foldText, isBlank } from '../../shared/values/text';
import { tellsNobodyApart, type Key } from '../matching/matcher';
import type { Contact } from '../matching/values';

const shortestSearch = 4;

type ContactQuery = NonNullable<Arguments<'listContacts'>['query']>;

/**
 * What finds a key: its field with its value. As accents and spaces may be stored in several ways, its longest run of plain
 * letters is searched for, too; servers may search in other ways than assumed, so that is no ground by itself.
 */
export function queriesFor({ field, text }: Pick<Key, 'field' | 'text'>): ContactQuery[] {
	const exact = { filter: { [field.name]: [text] } };
	const runs = text.match(/[\x21-\x7E]+/g) ?? [];
	const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
	return longest.length < shortestSearch ? [exact] : [exact, { q: longest }];
}

/** Finds by each query; undefined when one finds so many that reading the base is cheaper. */
export async function findEach(
	kiamo: Kiamo,
	baseId: string,
	queries: ContactQuery[],
): Promise<Contact[] | undefined> {
	const most = listPaging('listContacts').largest;
	const distinctQueries = new Map(queries.map((query) => [JSON.stringify(query), query]));
	const found = await Promise.all(
		[...distinctQueries.values()].map(
			async (query) => await listRows(kiamo, 'listContacts', { path: { baseId }, query }, { limit: most }),
		),
	);
	return found.some((rows) => rows.length >= most) ? undefined : found.flat();
}

/**
 * Whether a search by each of these fields finds what the contract assumes, an email in any case: asks for a contact that is
 * there. False where the first page of the base has none to ask for.
 */
export async function isSearchable(
	kiamo: Kiamo,
	baseId: string,
	fields: Iterable<Field>,
	found: Contact[],
): Promise<boolean> {
	let listed: Contact[] | undefined;
	for (const field of fields) {
		const isKnown = (contact: Contact) => searchFor(field, contact) !== undefined;
		const known = found.find(isKnown) ?? (listed ??= await firstPage(kiamo, baseId)).find(isKnown);
		if (!known) return false;
		const key = { field, text: searchFor(field, known) ?? '' };
		if (!(await finds(kiamo, baseId, key, known))) return false;
	}
	return true;
}

async function firstPage(kiamo: Kiamo, baseId: string): Promise<Contact[]> {
	for await (const page of listPages(kiamo, 'listContacts', { path: { baseId } })) return page;
	return [];
}

/** What to ask for a contact by: its value, an email in another case; undefined where it has none. */
function searchFor(field: Field, { fields }: Contact): string | undefined {
	const value = fields[field.name];
	if (isBlank(value) || tellsNobodyApart(field, value)) return undefined;
	const text = foldText(value);
	if (field.data_type !== 'email') return text;
	const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
	if (lower === upper) return undefined;
	return text === lower ? upper : lower;
}

async function finds(
	kiamo: Kiamo,
	baseId: string,
	key: Pick<Key, 'field' | 'text'>,
	{ id: wanted }: Contact,
) {
	for (const query of queriesFor(key)) {
		const rows = await findEach(kiamo, baseId, [query]);
		if (!rows || rows.some(({ id }) => id === wanted)) return true;
	}
	return false;
}
