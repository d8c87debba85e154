import example from '../../examples/kiamo-crm-both-ways.json';
import type { Base, Contact, Simulator } from '../../simulator';
import type { Session } from '../sandbox/session';
import { fillTable, readTable, updateRow, type Cell, type Row } from '../sandbox/tables';
import { until } from '../sandbox/until';
import { atPace, chooseKiamo } from '../workflow';
import { kiamoFields } from './customers';

/** The table that the example "Kiamo ↔ CRM, both ways" takes for the CRM. */
export const crmTable = 'Kiamo recipe: CRM contacts';

/** The columns that the example syncs, to the same fields of Kiamo as the example "CRM → Kiamo". */
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

/** A row to add, with the columns of the example empty. */
export function newRow(values: Partial<Record<Column, string>>): Row {
	const blank = Object.fromEntries(columns.map((column) => [column, '']));
	return { ...blank, ...values, kiamoId: '', kiamoUpdatedAt: '', synced: '' };
}

export const readCrm = async (session: Session) =>
	(await readTable(session, crmTable)) as unknown as CrmRow[];

interface TwoWay {
	session: Session;
	credential: object;
	base: Pick<Base, 'id' | 'name'>;
	/** The rows of the CRM at first. */
	rows: Row[];
	/** Seconds between two runs of each part: a divisor of 60. The example's own pace is a minute. */
	seconds?: number;
}

/** Fills the table of the CRM and publishes the example "Kiamo ↔ CRM, both ways". Returns the ID of the workflow. */
export async function startTwoWay({ session, credential, base, rows, seconds }: TwoWay): Promise<string> {
	await fillTable(session, crmTable, rows);
	const chosen = chooseKiamo(example, credential, { base });
	return await session.publish(seconds === undefined ? chosen : atPace(chosen, seconds));
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** How the two sides differ, as sentences; empty when they hold the same people with the same values. */
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

/** Both parts of the example run every minute, and a change may just have missed one. */
const slowly = { interval: 1000, timeout: 150_000 };

/** Changes a contact in Kiamo and a row in the CRM, and prints when each has arrived. Throws when one has not. */
export async function showBothWays(session: Session, simulator: Simulator, base: Base): Promise<void> {
	console.log('\nKiamo ↔ CRM: waiting until every row has its contact …');
	const isInSync = async () => findDifferences(await readCrm(session), simulator, base.id).length === 0;
	await until('Rows linked', async () => (await isInSync()) || undefined, slowly);
	const [changedInKiamo, changedInCrm] = await readCrm(session);
	const startedAt = Date.now();
	simulator.changeContact(base.id, String(changedInKiamo.kiamoId), { contactCity: 'Kiamo-sur-Mer' });
	await updateRow(session, crmTable, changedInCrm.id, { city: 'Saint-CRM' });
	const arrives = async (what: string, has: () => Promise<boolean>) => {
		await until(what, async () => (await has()) || undefined, slowly);
		console.log(`  ${what} after ${Math.round((Date.now() - startedAt) / 1000)} s`);
	};
	await Promise.all([
		arrives('the change made in Kiamo is in the CRM', async () => {
			const rows = await readCrm(session);
			return rows.some(({ id, city }) => id === changedInKiamo.id && city === 'Kiamo-sur-Mer');
		}),
		arrives('the change made in the CRM is in Kiamo', async () => {
			const found = simulator.contacts(base.id).find(({ id }) => id === changedInCrm.kiamoId);
			return found?.fields.contactCity === 'Saint-CRM';
		}),
	]);
}
