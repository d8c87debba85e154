export type FieldValue = string | number | boolean | null;

/** The text under which a value is looked up, whatever its case; a blank has none. */
export function fold(value: FieldValue | undefined): string | undefined {
	return value === null || value === undefined ? undefined : String(value).toLowerCase();
}

/** Rows by the folded value of a field, built for a field when it is first looked up. */
export class FieldIndex<Row> {
	private readonly rows = new Set<Row>();
	private readonly byField = new Map<string, Map<string, Set<Row>>>();

	constructor(private readonly fieldsOf: (row: Row) => Record<string, FieldValue>) {}

	add(row: Row): void {
		this.rows.add(row);
		for (const [name, byValue] of this.byField) this.file(row, name, byValue);
	}

	remove(row: Row): void {
		this.rows.delete(row);
		for (const [name, byValue] of this.byField)
			byValue.get(fold(this.fieldsOf(row)[name]) ?? '')?.delete(row);
	}

	find(name: string, value: string): Iterable<Row> {
		const byValue = this.byField.get(name) ?? new Map<string, Set<Row>>();
		if (!this.byField.has(name)) {
			for (const row of this.rows) this.file(row, name, byValue);
			this.byField.set(name, byValue);
		}
		return byValue.get(value) ?? [];
	}

	private file(row: Row, name: string, byValue: Map<string, Set<Row>>): void {
		const value = fold(this.fieldsOf(row)[name]);
		if (value === undefined) return;
		const filed = byValue.get(value);
		if (filed) filed.add(row);
		else byValue.set(value, new Set([row]));
	}
}
