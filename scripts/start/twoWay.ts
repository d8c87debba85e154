import live from '../../examples/kiamo-crm-both-ways/live.json';
import nightly from '../../examples/kiamo-crm-both-ways/nightly.json';
import parked from '../../examples/kiamo-crm-both-ways/parked.json';
import type { Base, Contact, Simulator } from '../../simulator';
import type { Session, Workflow } from '../sandbox/session';
import { deleteTable, fillTable, readTable, updateRow, type Cell, type Row } from '../sandbox/tables';
import { until } from '../sandbox/until';
import { atPace, chooseKiamo } from '../workflow';
import { kiamoFields } from './customers';

/** The table that the example "Kiamo ↔ CRM, both ways" takes for the CRM. */
export const crmTable = 'Kiamo recipe: CRM contacts';
/** The table that the example makes for itself: a row for each person, and one for its own state. */
export const syncTable = 'Kiamo recipe: both ways';

/** The columns that the example syncs, to the same fields of Kiamo as the example "CRM → Kiamo". */
export const columns = [
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

/** A row of the CRM's table. */
export type CrmRow = Record<Column | 'updatedAt', Cell> & { id: number };
/** A row of the example's own table. */
export type Link = Record<'crmId' | 'kiamoId' | 'synced' | 'reason' | 'nextTry' | 'lost', string | null> & {
	id: number;
	attempts: number | null;
};

/** A row to add, with the other columns empty. */
export function newRow(values: Partial<Record<Column, string>>): Row {
	return { ...Object.fromEntries(columns.map((column) => [column, ''])), ...values };
}

export const readCrm = async (session: Session) =>
	(await readTable(session, crmTable)) as unknown as CrmRow[];

/** The people that the example knows; none before its first run. */
export async function readLinks(session: Session): Promise<Link[]> {
	const rows = (await readTable(session, syncTable)) as unknown as Link[];
	return rows.filter(({ crmId }) => crmId !== 'state');
}

/** The workflows of the example. */
const workflows = { live, nightly, parked };
type Part = keyof typeof workflows;

interface Choice {
	credential: object;
	base: Pick<Base, 'id' | 'name'>;
	/** Seconds between two runs: a divisor of 60. The example's own pace is a minute. */
	seconds?: number;
	/** What a user changes in the workflow. */
	change?: (workflow: Workflow) => Workflow;
}

/** A workflow of the example, as a user sets it up. */
export function setUp(part: Part, { credential, base, seconds, change }: Choice): Workflow {
	const chosen = chooseKiamo(workflows[part], credential, { base });
	const changed = change ? change(chosen) : chosen;
	return seconds === undefined ? changed : atPace(changed, seconds);
}

/** Makes the table of the CRM hold these rows, one at least, and the example begin again. */
export async function fillCrm(session: Session, rows: Row[]): Promise<void> {
	await fillTable(session, crmTable, rows);
	await deleteTable(session, syncTable);
}

/** Fills the table of the CRM and publishes the live part of "Kiamo ↔ CRM, both ways". Returns the ID of the workflow. */
export async function startTwoWay(session: Session, rows: Row[], choice: Choice): Promise<string> {
	await fillCrm(session, rows);
	return await session.publish(setUp('live', choice));
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** How the two sides differ, as sentences; empty when they hold the same people with the same values. */
export function findDifferences(
	rows: CrmRow[],
	links: Array<Pick<Link, 'crmId' | 'kiamoId'>>,
	contacts: Contact[],
): string[] {
	const known = new Map(contacts.map((contact) => [contact.id, contact]));
	const contactOf = ({ id }: CrmRow) =>
		known.get(text(links.find(({ crmId, kiamoId }) => crmId === String(id) && kiamoId)?.kiamoId));
	const linked = rows.flatMap((row) => {
		const contact = contactOf(row);
		return contact ? [{ row, contact }] : [];
	});
	const meant = new Set(linked.map(({ contact }) => contact));
	const differences = [
		...rows.filter((row) => !contactOf(row)).map(({ id }) => `Row ${id} has no contact`),
		...contacts.filter((contact) => !meant.has(contact)).map(({ id }) => `Contact ${id} has no row`),
	];
	if (meant.size < linked.length) differences.push('Two rows have the same contact');
	for (const { row, contact } of linked) {
		for (const column of columns) {
			const [inCrm, inKiamo] = [text(row[column]), text(contact.fields[kiamoFields[column]])];
			const isSame = column === 'email' ? inCrm.toLowerCase() === inKiamo.toLowerCase() : inCrm === inKiamo;
			if (!isSame)
				differences.push(`${column} of ${contact.id} is "${inCrm}" in the CRM, "${inKiamo}" in Kiamo`);
		}
	}
	return differences;
}

/** How the table of the CRM and a base differ now. */
export async function readDifferences(
	session: Session,
	simulator: Simulator,
	baseId: string,
): Promise<string[]> {
	return findDifferences(await readCrm(session), await readLinks(session), simulator.contacts(baseId));
}

/** The example runs every minute, and a change may just have missed one. */
const slowly = { interval: 1000, timeout: 200_000 };

/** Changes a contact in Kiamo and a row in the CRM, and prints when each has arrived. Throws when one has not. */
export async function showBothWays(session: Session, simulator: Simulator, base: Base): Promise<void> {
	console.log('\nKiamo ↔ CRM: waiting until every row has its contact, and every contact its row …');
	const isInSync = async () => (await readDifferences(session, simulator, base.id)).length === 0;
	await until('Both sides equal', async () => (await isInSync()) || undefined, slowly);
	const [changedInKiamo, changedInCrm] = (await readLinks(session)).filter(({ kiamoId }) => kiamoId);
	const startedAt = Date.now();
	simulator.changeContact(base.id, text(changedInKiamo.kiamoId), { contactCity: 'Kiamo-sur-Mer' });
	await updateRow(session, crmTable, Number(changedInCrm.crmId), { city: 'Saint-CRM' });
	const arrives = async (what: string, has: () => Promise<boolean>) => {
		await until(what, async () => (await has()) || undefined, slowly);
		console.log(`  ${what} after ${Math.round((Date.now() - startedAt) / 1000)} s`);
	};
	await Promise.all([
		arrives('the change made in Kiamo is in the CRM', async () => {
			const rows = await readCrm(session);
			return rows.some(({ id, city }) => String(id) === changedInKiamo.crmId && city === 'Kiamo-sur-Mer');
		}),
		arrives('the change made in the CRM is in Kiamo', async () => {
			const found = simulator.contacts(base.id).find(({ id }) => id === changedInCrm.kiamoId);
			return found?.fields.contactCity === 'Saint-CRM';
		}),
	]);
}
