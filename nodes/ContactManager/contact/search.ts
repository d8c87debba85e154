import type { Arguments, Kiamo } from '../../shared/transport/client';
import { listPaging } from '../../shared/transport/contract';
import { listRows } from '../../shared/transport/pages';
import type { Field } from '../field/fieldsOf';
import type { Key } from '../matching/matcher';
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
 * Whether a search finds a value in another case, as the contract assumes: asks for a contact that is there, with its value
 * in another case. True where no contact has a value.
 */
export async function ignoresCase(
	kiamo: Kiamo,
	baseId: string,
	field: Field,
	found: Contact[],
): Promise<boolean> {
	const isKnown = ({ fields }: Contact) => /[a-z]/i.test(String(fields[field.name] ?? ''));
	const listed = async () => await listRows(kiamo, 'listContacts', { path: { baseId } }, { limit: 20 });
	const known = found.find(isKnown) ?? (await listed()).find(isKnown);
	if (!known) return true;
	const value = String(known.fields[field.name]);
	const text = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
	for (const query of queriesFor({ field, text })) {
		const again = await findEach(kiamo, baseId, [query]);
		if (!again || again.some(({ id }) => id === known.id)) return true;
	}
	return false;
}
