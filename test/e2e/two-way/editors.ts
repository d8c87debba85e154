import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../../scripts/sandbox/session';
import { insertRows, updateRow } from '../../../scripts/sandbox/tables';
import { kiamoFields } from '../../../scripts/start/customers';
import { columns, crmTable, newRow, readCrm, type Column, type CrmRow } from '../../../scripts/start/twoWay';
import type { Simulator } from '../../../simulator';
import type { Random } from '../../../simulator/random';

type Side = 'CRM' | 'Kiamo';

/** A change that a person made; `at` is by the clock of the side it was made on. */
interface Edit {
	side: Side;
	/** The row or the contact. */
	id: number | string;
	column: Column;
	value: string;
	at: number;
}

const edited = columns.filter((column) => column !== 'crmId' && column !== 'lastName');
const mayBeBlank = ['company', 'city', 'zipCode'];

/** People who change contacts at random in the CRM and in Kiamo, and remember what they did. */
export class Editors {
	private readonly edits: Edit[] = [];
	private readonly added: Record<Side, number> = { CRM: 0, Kiamo: 0 };
	private conflicts = 0;
	/** The versions of contacts that people made in Kiamo. */
	private readonly versions = new Set<string>();
	private count = 0;

	constructor(
		private readonly random: Random,
		private readonly session: Session,
		private readonly simulator: Simulator,
		private readonly baseId: string,
	) {}

	/** A few changes on each side, some of them of the same person on both. */
	async round(): Promise<void> {
		const { random } = this;
		if (random.chance(0.15)) await this.add('CRM');
		if (random.chance(0.15)) await this.add('Kiamo');
		const changes = 1 + random.integer(3);
		for (let change = 0; change < changes; change++) {
			const linked = (await readCrm(this.session)).filter(({ kiamoId }) => kiamoId);
			const row = random.pick(linked);
			const sides: Side[] = random.chance(0.5) ? ['CRM', 'Kiamo'] : ['Kiamo', 'CRM'];
			const isConflict = random.chance(0.3);
			if (isConflict) this.conflicts++;
			for (const side of isConflict ? sides : sides.slice(0, 1)) {
				await this.change(side, row);
				await sleep(random.integer(1500));
			}
		}
	}

	/** Which conflicts the last writer did not win, and which changes came back from Kiamo although n8n had made them. */
	async findBrokenRules(workflowId: string): Promise<string[]> {
		const rows = await readCrm(this.session);
		const contactOf = ({ side, id }: Edit) =>
			side === 'Kiamo' ? id : rows.find((row) => row.id === id)?.kiamoId;
		const last = new Map<unknown, Edit>();
		for (const edit of this.edits) {
			const contact = contactOf(edit);
			const earlier = last.get(contact);
			if (!earlier || edit.at > earlier.at) last.set(contact, edit);
		}
		const broken = [...last].flatMap(([contact, { side, column, value }]) => {
			const now = rows.find(({ kiamoId }) => kiamoId === contact)?.[column] ?? '';
			return now === value
				? []
				: [`${column} of ${String(contact)} is "${now}", not "${value}" as last set in ${side}`];
		});
		const emitted = await this.session.emittedBy(workflowId, 'Contact changed in Kiamo');
		const echoes = emitted.filter(
			(eventId) => !this.versions.has(eventId) && !this.carriesMore(eventId, emitted),
		);
		return [...broken, ...echoes.map((eventId) => `Echo: ${eventId} was made by n8n`)];
	}

	/** n8n's write over a person's change that was not emitted yet has to be emitted, as nothing else would carry it. */
	private carriesMore(eventId: string, emitted: string[]): boolean {
		const [contact] = eventId.split('|');
		const before = [...this.versions].filter((version) => version.startsWith(contact) && version < eventId);
		const last = before.sort().at(-1);
		return last !== undefined && !emitted.includes(last);
	}

	summary(): string {
		const { edits, added, conflicts } = this;
		const of = (wanted: Side) => edits.filter(({ side }) => side === wanted).length;
		return (
			`${of('CRM')} changes and ${added.CRM} new rows in the CRM, ` +
			`${of('Kiamo')} changes and ${added.Kiamo} new contacts in Kiamo, ${conflicts} conflicts`
		);
	}

	private async add(side: Side): Promise<void> {
		this.added[side]++;
		const n = ++this.count;
		if (side === 'CRM') {
			const row = { crmId: `C-new-${n}`, lastName: `Nouveau ${n}`, email: `nouveau${n}@example.fr` };
			await insertRows(this.session, crmTable, [newRow(row)]);
			return;
		}
		const { id, updated_at } = this.simulator.addContact(this.baseId, {
			contactLastName: `Nouveau ${n}`,
			contactEmail: `nouveau${n}@example.fr`,
		});
		this.versions.add(`${id}|${updated_at}`);
	}

	private async change(side: Side, { id, kiamoId }: CrmRow): Promise<void> {
		const column = this.random.pick(edited);
		const person = side === 'CRM' ? id : String(kiamoId);
		const value = this.valueFor(column, person);
		if (side === 'CRM') {
			await updateRow(this.session, crmTable, id, { [column]: value });
			const row = (await readCrm(this.session)).find((changed) => changed.id === id);
			this.edits.push({ side, id, column, value, at: Date.parse(String(row?.updatedAt)) });
			return;
		}
		const fields = { [kiamoFields[column]]: value || null };
		const before = this.simulator.contacts(this.baseId).find((contact) => contact.id === person);
		const { updated_at } = this.simulator.changeContact(this.baseId, person as string, fields);
		// What was there already is no change.
		if (updated_at === before?.updated_at) return;
		this.versions.add(`${person}|${updated_at}`);
		this.edits.push({ side, id: person, column, value, at: Date.parse(updated_at) });
	}

	/** A new value, a blank, or one that the column held before. */
	private valueFor(column: Column, person: Edit['id']): string {
		const { random } = this;
		const earlier = this.edits.filter((edit) => edit.id === person && edit.column === column);
		if (earlier.length > 1 && random.chance(0.2)) return earlier[earlier.length - 2].value;
		if (mayBeBlank.includes(column) && random.chance(0.15)) return '';
		const n = ++this.count;
		if (column === 'email') return `personne.${n}@example.fr`;
		if (column === 'phone' || column === 'mobile')
			return `06 12 ${10 + (n % 90)} 56 ${10 + random.integer(90)}`;
		return `${column} ${n}`;
	}
}
