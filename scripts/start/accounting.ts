import { columns, kiamoFields, type Customer } from './customers';

/** What the example workflow says about one row of the CRM. */
export interface Outcome {
	/** The row's id in the Data Table. */
	row: number;
	outcome: string;
	reason: string;
	contactId: string;
}
export interface Contact {
	id: string;
	fields: Record<string, unknown>;
}
export type Row = Customer & { id: number };

const outcomes = ['created', 'updated', 'unchanged', 'failed'];

/**
 * Compares what the workflow says with what Kiamo holds, before the run and after it: every row has one outcome, every
 * value of a row that did not fail is in the contact named by its outcome, and no contact appeared but those created.
 * Returns what is wrong, as sentences; nothing when every row is accounted for.
 */
export function findFaults(rows: Row[], said: Outcome[], before: Contact[], after: Contact[]): string[] {
	const faults: string[] = [];
	const expect = (holds: boolean, fault: string) => holds || faults.push(fault);
	const [known, held] = [before, after].map(
		(contacts) => new Map(contacts.map((contact) => [contact.id, contact])),
	);
	const of = (kind: string) => said.filter(({ outcome }) => outcome === kind);
	const written = new Map<string, Row>();

	expect(said.length === rows.length, `${said.length} outcomes for ${rows.length} rows`);
	for (const row of rows) {
		const own = said.filter((outcome) => outcome.row === row.id);
		expect(own.length === 1, `Row ${row.id} has ${own.length} outcomes`);
		for (const { outcome, reason, contactId } of own) {
			expect(outcomes.includes(outcome), `Row ${row.id} has the unknown outcome "${outcome}"`);
			if (outcome === 'failed') expect(reason.trim() !== '', `Row ${row.id} failed without a reason`);
			else if (!held.has(contactId))
				faults.push(`Row ${row.id} names contact ${contactId}, which Kiamo does not hold`);
			else written.set(contactId, merge(written.get(contactId), row));
		}
	}

	const created = of('created').map(({ contactId }) => contactId);
	expect(new Set(created).size === created.length, 'A contact was created twice');
	for (const id of created) expect(!known.has(id), `Contact ${id} was there before it was created`);
	const appeared = after.filter(({ id }) => !known.has(id));
	expect(
		appeared.length === created.length,
		`${appeared.length} contacts appeared, ${created.length} were created`,
	);
	expect(after.length === before.length + created.length, 'Contacts vanished');

	for (const [id, row] of written) {
		for (const column of columns.filter((name) => !isBlank(row[name]))) {
			const value = held.get(id)?.fields[kiamoFields[column]];
			expect(
				same(column, row[column], value),
				`Contact ${id}: ${column} is "${text(value)}", not "${row[column]}"`,
			);
		}
	}
	const ofCrm = new Set(rows.map(({ crmId }) => crmId).filter((crmId) => !isBlank(crmId)));
	const crmIds = after.map(({ fields }) => text(fields.crmId)).filter((crmId) => ofCrm.has(crmId));
	expect(new Set(crmIds).size === crmIds.length, 'Two contacts have the same CRM id');
	return faults;
}

/** Several rows of one person: a later value wins, a blank one leaves the earlier alone. */
function merge(earlier: Row | undefined, later: Row): Row {
	const filled = Object.entries(later).filter(([, value]) => !isBlank(value));
	return { ...later, ...earlier, ...Object.fromEntries(filled) };
}

const text = (value: unknown) =>
	(typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value))
		.trim()
		.normalize('NFC');
const isBlank = (value: unknown) => text(value) === '';

/** Phones are compared by the nine digits that every way of writing them shares, all else exactly but for capitals. */
function same(column: keyof Customer, wanted: unknown, value: unknown): boolean {
	const phone = column === 'phone' || column === 'mobile';
	const plain = (given: unknown) => {
		const digits = text(given).replace(/\D/g, '');
		if (phone && digits.length > 8) return digits.slice(-9);
		return column === 'email' ? text(given).toLowerCase() : text(given);
	};
	return plain(wanted) === plain(value);
}
