import type { Arguments, Kiamo } from '../../shared/transport/client';
import { listPaging } from '../../shared/transport/contract';
import { listRows } from '../../shared/transport/pages';
import type { Field } from '../field/fieldsOf';
import { foldText, isBlank } from '../../shared/values/text';
import { tellsNobodyApart, type Key, type Matcher } from '../matching/matcher';
import type { Contact } from '../matching/values';

const shortestSearch = 4;
/** How many contacts are looked at for one with a value to ask for. */
const enoughContacts = 50;

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
 * there, by another field where none has a value in this one. True for a base without values.
 */
export async function isSearchable(
	kiamo: Kiamo,
	{ baseId, matcher }: { baseId: string; matcher: Matcher },
	fields: Iterable<Field>,
	found: Contact[],
): Promise<boolean> {
	const texts = [...matcher.fields.values()].filter(({ data_type }) => data_type === 'string');
	let listed: Contact[] | undefined;
	for (const field of fields) {
		const inOtherCase = field.data_type === 'email';
		const probeOf = (by: Field[], contacts: Contact[]) => firstProbe(by, contacts, inOtherCase);
		let probe = probeOf([field], found);
		if (!probe) {
			listed ??= await listRows(kiamo, 'listContacts', { path: { baseId } }, { limit: enoughContacts });
			probe = probeOf([field], listed) ?? probeOf(texts, listed);
		}
		if (probe && !(await finds(kiamo, baseId, probe))) return false;
	}
	return true;
}

/** A contact to ask for, and by what. */
type Probe = Pick<Key, 'field' | 'text'> & { contactId: string };

function firstProbe(fields: Field[], contacts: Contact[], inOtherCase: boolean): Probe | undefined {
	for (const field of fields)
		for (const contact of contacts) {
			const text = searchFor(field, contact, inOtherCase);
			if (text !== undefined) return { field, text, contactId: contact.id };
		}
	return undefined;
}

/** What to ask for a contact by: its value, or that in another case; undefined where it has none. */
function searchFor(field: Field, { fields }: Contact, inOtherCase: boolean): string | undefined {
	const value = fields[field.name];
	if (isBlank(value) || tellsNobodyApart(field, value)) return undefined;
	const text = foldText(value);
	if (!inOtherCase) return text;
	const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
	if (lower === upper) return undefined;
	return text === lower ? upper : lower;
}

async function finds(kiamo: Kiamo, baseId: string, { contactId, ...key }: Probe): Promise<boolean> {
	for (const query of queriesFor(key)) {
		const rows = await findEach(kiamo, baseId, [query]);
		if (!rows || rows.some(({ id }) => id === contactId)) return true;
	}
	return false;
}
