import { cleanText, foldText } from '../../shared/values/text';
import type { Field } from '../field/fieldsOf';
import { contactIdField, type Matcher } from '../matching/matcher';

/** A field that a column is for; the lower the rank, the surer. */
interface Found {
	field: Field;
	rank: number;
}

/**
 * Finds the fields of a base for the columns of items: by name, by name apart from blanks and marks that nobody sees, or by
 * a label that only one field has; the surest column of a field counts. Kiamo's own ID also comes as `id`, as Get Many
 * puts it out. Columns that are no fields are added to `dropped`.
 */
export function columnFinder({ fields, matchFields }: Matcher) {
	const known = [...fields.values(), ...(matchFields.includes(contactIdField) ? [contactIdField] : [])];
	const names = new Map(known.map((field) => [field.name, field]));
	const labels = new Map<string, Field | undefined>();
	for (const field of known) {
		const label = foldLabel(field.label);
		labels.set(label, labels.has(label) ? undefined : field);
	}
	const found = new Map<string, Found | undefined>();

	function find(column: string): Found | undefined {
		const clean = cleanText(column);
		const ranked = [
			names.get(column),
			names.get(clean),
			labels.get(foldLabel(column)),
			clean === 'id' ? known.find((field) => field === contactIdField) : undefined,
		];
		const rank = ranked.findIndex((field) => field !== undefined);
		const field = ranked[rank];
		return field && { field, rank };
	}

	return (item: Record<string, unknown>, dropped: Set<string>): Array<[Field, unknown]> => {
		const chosen = new Map<Field, { column: string; rank: number }>();
		for (const column of Object.keys(item)) {
			if (!found.has(column)) found.set(column, find(column));
			const candidate = found.get(column);
			const other = candidate && chosen.get(candidate.field);
			if (!candidate || (other && other.rank <= candidate.rank)) {
				dropped.add(column);
				continue;
			}
			if (other) dropped.add(other.column);
			chosen.set(candidate.field, { column, rank: candidate.rank });
		}
		return [...chosen].map(([field, { column }]) => [field, item[column]]);
	};
}

/** Without capitals, accents, blanks and marks that nobody sees. */
function foldLabel(label: string): string {
	return foldText(label)
		.normalize('NFD')
		.replace(/[\p{M}\s]/gu, '')
		.toLowerCase();
}
