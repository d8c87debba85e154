import { cleanText, foldText } from '../../shared/values/text';
import type { Field } from '../field/fieldsOf';
import { contactIdField, type Matcher } from '../matching/matcher';
import { outputName } from './simplify';

/** The columns that were left out: those that are no fields, and those of whose fields a surer one is used. */
export interface DroppedColumns {
	unknown: Set<string>;
	repeated: Set<string>;
}

/** A field that a column is for; the lower the rank, the surer. */
interface Found {
	field: Field;
	rank: number;
}

/**
 * Finds the fields of a base for the columns of items: by the key that Kiamo nodes output them under, by name, by name apart
 * from blanks and marks that nobody sees, or by a label or else a name that only one field has, apart from capitals, accents,
 * blanks and punctuation; the surest column of a field counts. Kiamo's own ID also comes as `id`, as Kiamo nodes output it.
 * Columns that are not used are added to `dropped`.
 */
export function columnFinder({ fields, matchFields }: Matcher) {
	const known = [...fields.values(), ...(matchFields.includes(contactIdField) ? [contactIdField] : [])];
	const names = new Map(known.map((field) => [field.name, field]));
	const outputNames = new Map(known.map((field) => [outputName(field.name), field]));
	const labels = byFolded(known, ({ label }) => label);
	const looseNames = byFolded(known, ({ name }) => name);
	const found = new Map<string, Found | undefined>();

	/** `isOwnKey`: the column is a key of a Kiamo node, beside the field of that name. */
	function find(column: string, isOwnKey: boolean): Found | undefined {
		const clean = cleanText(column);
		const ranked = [
			...(isOwnKey
				? []
				: [
						outputNames.get(column),
						names.get(column),
						names.get(clean),
						labels.get(foldTitle(column)),
						looseNames.get(foldTitle(column)),
					]),
			clean === 'id' ? known.find((field) => field === contactIdField) : undefined,
		];
		const rank = ranked.findIndex((field) => field !== undefined);
		const field = ranked[rank];
		return field && { field, rank };
	}

	return (item: Record<string, unknown>, dropped: DroppedColumns): Array<[Field, unknown]> => {
		const chosen = new Map<Field, { column: string; rank: number }>();
		for (const column of Object.keys(item)) {
			const output = outputName(column);
			const isOwnKey = output !== column && output in item;
			const key = isOwnKey ? `${column} ${output}` : column;
			if (!found.has(key)) found.set(key, find(column, isOwnKey));
			const candidate = found.get(key);
			const other = candidate && chosen.get(candidate.field);
			if (!candidate || (other && other.rank <= candidate.rank)) {
				(candidate ? dropped.repeated : dropped.unknown).add(column);
				continue;
			}
			if (other) dropped.repeated.add(other.column);
			chosen.set(candidate.field, { column, rank: candidate.rank });
		}
		return [...chosen].map(([field, { column }]) => [field, item[column]]);
	};
}

/** Fields by a title of theirs; undefined for a title that several have. */
function byFolded(fields: Field[], titleOf: (field: Field) => string): Map<string, Field | undefined> {
	const found = new Map<string, Field | undefined>();
	for (const field of fields) {
		const title = foldTitle(titleOf(field));
		found.set(title, found.has(title) ? undefined : field);
	}
	return found;
}

/** Without capitals, accents, blanks, punctuation, marks that nobody sees, and a byte order mark read as letters. */
function foldTitle(title: string): string {
	const text = foldText(title);
	const folded = text
		.replace(/^ï»¿/, '')
		.normalize('NFKD')
		.replace(/[\p{M}\p{P}\s]/gu, '')
		.toLowerCase();
	return folded || text;
}
