import type { Contact, Simulator } from '../../simulator';
import { kiamoFields } from '../crm';
import type { Cell, Session } from '../sandbox/session';

/** The table that the example "Kiamo ↔ CRM, both ways" takes for the CRM. */
export const crmTable = 'CRM contacts';

/** The columns that the example carries over, to the fields of Kiamo that the other example writes, too. */
export const columns = [
	'crmId',
	'firstName',
	'lastName',
	'email',
	'phone',
	'mobile',
	'company',
	'zipCode',
	'city',
] as const;
export type Column = (typeof columns)[number];

/** A row of the CRM's table, with the columns that the example keeps for itself. */
export type CrmRow = Record<Column | 'kiamoId' | 'kiamoUpdatedAt' | 'synced' | 'updatedAt', Cell> & {
	id: number;
};

/** A row to add, its columns for the example empty. */
export function newRow(values: Partial<Record<Column, string>>): Record<string, Cell> {
	const blank = Object.fromEntries(columns.map((column) => [column, '']));
	return { ...blank, ...values, kiamoId: '', kiamoUpdatedAt: '', synced: '' };
}

/** The CRM as a person at its desk sees it. */
export class Crm {
	private constructor(
		private readonly session: Session,
		private readonly path: string,
	) {}

	/** Begins with a table that holds just these rows. */
	static async begin(session: Session, rows: Array<Record<string, Cell>>): Promise<Crm> {
		await session.fillTable(crmTable, rows);
		const { id: projectId } = await session.call<{ id: string }>('GET', '/projects/personal');
		const tables = `/projects/${projectId}/data-tables`;
		const { data } = await session.call<{ data: Array<{ id: string; name: string }> }>('GET', tables);
		const table = data.find(({ name }) => name === crmTable);
		if (!table) throw new Error(`n8n has no table ${crmTable}`);
		return new Crm(session, `${tables}/${table.id}`);
	}

	async rows(): Promise<CrmRow[]> {
		return (await this.session.readTable(crmTable)) as unknown as CrmRow[];
	}

	async add(values: Partial<Record<Column, string>>): Promise<void> {
		await this.session.call('POST', `${this.path}/insert`, { data: [newRow(values)] });
	}

	async change(id: number, values: Partial<Record<Column, string>>): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: id }] };
		await this.session.call('PATCH', `${this.path}/rows`, { filter, data: values });
	}
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** How the two sides differ, as sentences; nothing when they hold the same people with the same values. */
export function findDifferences(rows: CrmRow[], simulator: Simulator, baseId: string): string[] {
	const contacts = new Map(simulator.contacts(baseId).map((contact) => [contact.id, contact]));
	const linked = rows.filter(({ kiamoId }) => contacts.has(text(kiamoId)));
	const differences = rows
		.filter((row) => !linked.includes(row))
		.map(({ crmId }) => `Row ${text(crmId)} has no contact`);
	if (new Set(linked.map(({ kiamoId }) => kiamoId)).size < linked.length)
		differences.push('Two rows have the same contact');
	for (const row of linked) {
		const { id, fields } = contacts.get(text(row.kiamoId)) as Contact;
		for (const column of columns) {
			const [inCrm, inKiamo] = [text(row[column]), text(fields[kiamoFields[column]])];
			if (inCrm !== inKiamo)
				differences.push(`${column} of ${id} is "${inCrm}" in the CRM, "${inKiamo}" in Kiamo`);
		}
	}
	return differences;
}
