/** What matters of a row: few texts and numbers, in a fixed order. */
export type Cells = ReadonlyArray<string | number | null>;

/** A list of Kiamo at one moment: by ID, what matters of each row; nothing where only its presence does. */
export type Table = ReadonlyMap<string, Cells>;

/** A row that is not as it was; without `before` it is new, without `after` it is gone. */
export interface Difference {
	id: string;
	before?: Cells;
	after?: Cells;
}

const hexId = /^[0-9a-f]{24}$/;
/** After the ID of a row without cells that follows one with cells; no packed text has it. */
const noCells = ';';
const decimalId = /^(0|[1-9]\d{0,14})$/;

/** The rows that are new or changed, in the order of `after`, then those that are gone. No `before`: no difference. */
export function compareTables(before: Table | undefined, after: Table): Difference[] {
	if (!before) return [];
	const differences: Difference[] = [];
	for (const [id, cells] of after) {
		const old = before.get(id);
		if (!old || !isSame(old, cells)) differences.push({ id, before: old, after: cells });
	}
	for (const [id, cells] of before) if (!after.has(id)) differences.push({ id, before: cells });
	return differences;
}

/** Whether two rows are the same. */
export function isSame(one: Cells, other: Cells): boolean {
	return one.length === other.length && one.every((cell, at) => cell === other[at]);
}

/**
 * A table as one short text for n8n's state: 10,000 rows as JSON would be more than 250 kB. Numeric IDs come first, each by
 * its distance from the one before, and a row without cells has those of the row before.
 */
export function packTable(table: Table): string {
	let lastId = 0;
	let lastCells: Cells = [];
	const byId = ([one]: [string, Cells], [other]: [string, Cells]) => numberOf(one) - numberOf(other);
	return [...table]
		.sort(byId)
		.map(([id, cells]) => {
			const packed = decimalId.test(id) ? (Number(id) - lastId).toString(36) : packText(id);
			// After a text, no number follows.
			lastId = Number(id);
			const isAsBefore = isSame(cells, lastCells);
			lastCells = cells;
			if (isAsBefore) return packed;
			return cells.length === 0 ? `${packed}${noCells}` : [packed, ...cells.map(packCell)].join(',');
		})
		.join(' ');
}

/** Gives back what packTable was given, in its order of IDs. Throws a RangeError for a text that it did not make. */
export function unpackTable(packed: string): Map<string, Cells> {
	let lastId = 0;
	let lastCells: Cells = [];
	const rows = packed === '' ? [] : packed.split(' ');
	return new Map(
		rows.map((row) => {
			const [id, ...cells] = row.split(',');
			if (id.endsWith(noCells)) lastCells = [];
			else if (cells.length > 0) lastCells = cells.map(unpackCell);
			const given = id.replace(noCells, '');
			if (/^[~.]/.test(given)) return [unpackText(given), lastCells];
			lastId += parseNumber(given);
			return [String(lastId), lastCells];
		}),
	);
}

/** Whether a saved value is a packed table. */
export function isPackedTable(value: unknown): value is string {
	try {
		return typeof value === 'string' && unpackTable(value) !== undefined;
	} catch {
		return false;
	}
}

function numberOf(id: string): number {
	return decimalId.test(id) ? Number(id) : Number.MAX_VALUE;
}

function packCell(cell: string | number | null): string {
	if (cell === null) return '';
	return typeof cell === 'number' ? cell.toString(36) : packText(cell);
}

function unpackCell(cell: string): string | number | null {
	if (cell === '') return null;
	return /^[~.]/.test(cell) ? unpackText(cell) : parseNumber(cell);
}

/** Two thirds of the length where IDs are 24 hexadecimal characters, as the contract says. */
function packText(text: string): string {
	if (hexId.test(text)) return `~${Buffer.from(text, 'hex').toString('base64url')}`;
	return `.${encodeURIComponent(text.toWellFormed())}`;
}

function unpackText(packed: string): string {
	return packed.startsWith('~')
		? Buffer.from(packed.slice(1), 'base64url').toString('hex')
		: decodeURIComponent(packed.slice(1));
}

function parseNumber(text: string): number {
	if (!/^-?[0-9a-z]+$/.test(text)) throw new RangeError(`"${text}" is not a number in base 36`);
	return parseInt(text, 36);
}
