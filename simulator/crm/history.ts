/**
 * What lists and searches of a CRM show of a record: the version of a moment ago, as indexes lag behind. Records are
 * replaced, never changed in place.
 */
export class History<Row extends { id: string }> {
	private readonly rows = new Map<string, Row>();
	private readonly earlier = new Map<string, Array<{ until: number; row: Row | undefined }>>();

	constructor(
		/** Milliseconds after which searches show a change. */
		public lag = 0,
		private readonly now: () => number = Date.now,
	) {}

	get(id: string): Row | undefined {
		return this.rows.get(id);
	}

	/** All records as they are. */
	all(): Row[] {
		return [...this.rows.values()];
	}

	set(row: Row): Row {
		this.remember(row.id);
		this.rows.set(row.id, row);
		return row;
	}

	delete(id: string): void {
		this.remember(id);
		this.rows.delete(id);
	}

	/** All records as searches show them. */
	indexed(): Row[] {
		const shownUntil = this.now() - this.lag;
		const rows = new Map(this.rows);
		for (const [id, versions] of this.earlier) {
			const shown = versions.find(({ until }) => until > shownUntil);
			if (!shown) this.earlier.delete(id);
			else if (shown.row) rows.set(id, shown.row);
			else rows.delete(id);
		}
		return [...rows.values()];
	}

	private remember(id: string): void {
		if (this.lag === 0) return;
		const versions = this.earlier.get(id) ?? [];
		this.earlier.set(id, [...versions, { until: this.now(), row: this.rows.get(id) }]);
	}
}
