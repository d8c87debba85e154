import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../../scripts/sandbox/session';
import { insertRows, updateRow } from '../../../scripts/sandbox/tables';
import { kiamoFields } from '../../../scripts/start/customers';
import {
	columns,
	crmTable,
	newRow,
	readCrm,
	readLinks,
	type Column,
	type CrmRow,
} from '../../../scripts/start/twoWay';
import type { Simulator } from '../../../simulator';
import type { Random } from '../../../simulator/random';

type Side = 'CRM' | 'Kiamo';

/** A change that a person made; `at` is by the clock of the side it was made on. */
interface Edit {
	side: Side;
	/** The row of the CRM. */
	row: number;
	column: Column;
	value: string;
	at: number;
}

const edited = columns.filter((column) => column !== 'lastName');
const mayBeBlank = ['company', 'city', 'zipCode'];

/** Later by more than this, a change finds the earlier one synced: it is no conflict. In milliseconds. */
const surelySynced = 120_000;

/** People who change contacts at random in the CRM and in Kiamo, and remember what they did. */
export class Editors {
	private readonly edits: Edit[] = [];
	private readonly added = { CRM: 0, Kiamo: 0, both: 0 };
	private readonly conflicts = { sameField: 0, otherField: 0 };
	private lateChanges = 0;
	private count = 0;

	constructor(
		private readonly random: Random,
		private readonly n8n: { session: Session },
		private readonly simulator: Simulator,
		private readonly baseId: string,
		/** What the rows of the CRM held at first. */
		private readonly before: CrmRow[],
	) {}

	/** A few changes on each side, some of them of the same person on both. */
	async round(): Promise<void> {
		const { random } = this;
		if (random.chance(0.1)) await this.add('CRM');
		if (random.chance(0.1)) await this.add('Kiamo');
		if (random.chance(0.05)) await this.add('both');
		const changes = 1 + random.integer(3);
		for (let change = 0; change < changes; change++) {
			const links = (await readLinks(this.n8n.session)).filter(({ kiamoId }) => kiamoId);
			const { crmId, kiamoId } = random.pick(links);
			const [row, contact] = [Number(crmId), String(kiamoId)];
			const sides: Side[] = random.chance(0.5) ? ['CRM', 'Kiamo'] : ['Kiamo', 'CRM'];
			const column = random.pick(edited);
			if (!random.chance(0.4)) {
				await this.change(sides[0], row, contact, column);
				continue;
			}
			const isSame = random.chance(0.5);
			this.conflicts[isSame ? 'sameField' : 'otherField']++;
			const others = edited.filter((name) => name !== column);
			await this.change(sides[0], row, contact, column);
			await sleep(random.integer(1500));
			await this.change(sides[1], row, contact, isSame ? column : random.pick(others));
		}
	}

	/**
	 * Which values are not what somebody set last on a side, or at first: where one side changed a field, or one changed it
	 * long after the other, its value has to be there; else one of both.
	 */
	async findLostEdits(): Promise<string[]> {
		const rows = await readCrm(this.n8n.session);
		return rows.flatMap((row) =>
			columns.flatMap((column) => {
				const allowed = this.allowed(row.id, column);
				const now = String(row[column] ?? '');
				return allowed.length === 0 || allowed.includes(now)
					? []
					: [`${column} of row ${row.id} is "${now}", not "${allowed.join('" or "')}"`];
			}),
		);
	}

	private allowed(row: number, column: Column): string[] {
		const own = this.edits.filter((edit) => edit.row === row && edit.column === column);
		const last = (['CRM', 'Kiamo'] as const).flatMap(
			(side) => own.findLast((edit) => edit.side === side) ?? [],
		);
		const latest = Math.max(...last.map(({ at }) => at));
		if (last.length > 0) return last.filter(({ at }) => at > latest - surelySynced).map(({ value }) => value);
		const before = this.before.find(({ id }) => id === row);
		return before ? [String(before[column] ?? '')] : [];
	}

	summary(): string {
		const { edits, added, conflicts } = this;
		const of = (wanted: Side) => edits.filter(({ side }) => side === wanted).length;
		return (
			`${of('CRM')} changes and ${added.CRM} new people in the CRM, ` +
			`${of('Kiamo')} changes and ${added.Kiamo} new people in Kiamo, ${added.both} new on both sides; ` +
			`both sides at a time: ${conflicts.otherField} with different fields, ${conflicts.sameField} with the same field; ` +
			`${this.lateChanges} changes that Kiamo showed late`
		);
	}

	private async add(side: Side | 'both'): Promise<void> {
		this.added[side]++;
		const n = ++this.count;
		const person = { lastName: `Nouveau ${n}`, email: `nouveau${n}@example.fr` };
		if (side !== 'Kiamo') await insertRows(this.n8n.session, crmTable, [newRow(person)]);
		if (side !== 'CRM')
			this.simulator.addContact(this.baseId, {
				contactLastName: person.lastName,
				contactEmail: person.email.toUpperCase(),
			});
	}

	private async change(side: Side, row: number, contact: string, column: Column): Promise<void> {
		const value = this.valueFor(column, row);
		if (side === 'CRM') {
			await updateRow(this.n8n.session, crmTable, row, { [column]: value });
			this.edits.push({ side, row, column, value, at: Date.now() });
			return;
		}
		const fields = { [kiamoFields[column]]: value || null };
		const lateBy = this.random.chance(0.2) ? 5_000 : 0;
		const before = this.simulator.contacts(this.baseId).find(({ id }) => id === contact);
		const { updated_at } = this.simulator.changeContact(this.baseId, contact, fields, { lateBy });
		// What was there already is no change.
		if (updated_at === before?.updated_at) return;
		if (lateBy > 0) this.lateChanges++;
		this.edits.push({ side, row, column, value, at: Date.parse(updated_at) });
	}

	/** A new value, a blank, or one that the column held before. */
	private valueFor(column: Column, row: number): string {
		const { random } = this;
		const earlier = this.edits.filter((edit) => edit.row === row && edit.column === column);
		if (earlier.length > 1 && random.chance(0.2)) return earlier[earlier.length - 2].value;
		if (mayBeBlank.includes(column) && random.chance(0.15)) return '';
		const n = ++this.count;
		if (column === 'email') return `personne.${n}@example.fr`;
		if (column === 'phone' || column === 'mobile')
			return `06 12 ${10 + (n % 90)} 56 ${10 + random.integer(90)}`;
		return `${column} ${n}`;
	}
}
