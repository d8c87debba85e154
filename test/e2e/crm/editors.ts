import type { Simulator } from '../../../simulator';
import type { Random } from '../../../simulator/random';
import { comparable, fields, type Field, type Need, type Values } from './people';

/** A CRM as the people who work in it, and those who count, see it. */
export interface CrmOfContacts {
	/** Name of the table of the workflow. */
	table: string;
	/** The fields that the workflow syncs; all unless given. */
	synced?: readonly Field[];
	all: () => Promise<Array<{ id: string; values: Values }>>;
	/** What people do in the CRM. Returns the ID of the new contact. */
	create: (values: Values) => Promise<string>;
	change: (id: string, values: Partial<Values>) => Promise<void>;
	remove: (id: string) => Promise<void>;
	/** Merges two contacts. Returns the ID of the one that is left, if that is a new one. */
	merge?: (id: string, other: string) => string;
	/** What the CRM cannot hold. */
	lacks?: readonly Need[];
	/** How many writes the API has made. */
	writes: () => Promise<number>;
	requests: () => number;
	/** Lets requests fail from now on; returns what ends it and counts the faults. */
	fail: () => () => number;
}

/** Milliseconds that a change may need to come over while both sides fail. */
const unsynced = 900_000;
const mayBeBlank: Field[] = ['companyName', 'contactCity', 'contactZipCode'];

/** People who change contacts at random on both sides, and remember what has to be there at the end. */
export class Editors {
	added = 0;
	removed = 0;
	private changes = { crm: 0, kiamo: 0 };
	private conflicts = 0;
	private count = 0;
	/** By contact of the CRM and field: the values of which one has to be there. */
	private readonly expected = new Map<
		string,
		{ crmId: string; field: Field; values: string[]; at: number }
	>();
	private readonly newPeople: Array<{ email: string }> = [];
	/** Edits of people who are gone on the other side. */
	private readonly kept: Array<{ side: 'crm' | 'kiamo'; id: string; field: Field; value: string }> = [];

	constructor(
		private readonly random: Random,
		private readonly crm: CrmOfContacts,
		private readonly kiamo: Simulator,
		private readonly baseId: string,
		private readonly parked: Set<string>,
	) {}

	/** A few changes: half of them of one contact on both sides, some of those in the same field. */
	async round(): Promise<void> {
		const { random } = this;
		if (random.chance(0.3)) await this.add();
		const used = random.chance(0.4) ? await this.surprise() : new Set<string>();
		const linked = await this.linked();
		for (let n = 1 + random.integer(4); n > 0; n--) {
			const { crmId, kiamoId } = random.pick(linked);
			if (used.has(crmId)) continue;
			used.add(crmId);
			const edited = (this.crm.synced ?? fields).filter((field) => field !== 'contactLastName');
			const [field, other] = [random.pick(edited), random.pick(edited)];
			const value = await this.change('crm', crmId, field);
			this.expect(crmId, field, [value]);
			if (random.chance(0.5)) continue;
			const there = await this.change('kiamo', kiamoId, other);
			if (other === field) this.conflicts++;
			this.expect(crmId, other, other === field ? [value, there] : [there]);
		}
	}

	/** What happens now and then. Returns the people of the CRM that it was about. */
	private async surprise(): Promise<Set<string>> {
		const { random } = this;
		const linked = await this.linked();
		const [one, other] = [random.pick(linked), random.pick(linked)];
		const kinds = ['phone moves', 'email changes twice', 'gone in the CRM', 'gone in Kiamo', 'merged'];
		const kind = random.pick(kinds);
		if (linked.length < 10 || one.crmId === other.crmId) return new Set();
		if (kind === 'phone moves') await this.movePhone(one.crmId, other.crmId);
		if (kind === 'email changes twice') {
			const value = await this.change('crm', one.crmId, 'contactEmail');
			this.expect(one.crmId, 'contactEmail', [
				value,
				await this.change('kiamo', one.kiamoId, 'contactEmail'),
			]);
			this.conflicts++;
		}
		if (kind === 'gone in the CRM') {
			await this.crm.remove(one.crmId);
			this.leave(one);
			await this.keep('kiamo', one.kiamoId);
		}
		if (kind === 'gone in Kiamo') {
			this.kiamo.removeContact(this.baseId, one.kiamoId);
			this.leave(one);
			await this.keep('crm', one.crmId);
		}
		if (kind === 'merged' && this.crm.merge) {
			this.parked.add(this.crm.merge(one.crmId, other.crmId));
			for (const pair of [one, other]) this.parked.add(pair.kiamoId).add(pair.crmId);
			this.leave(one);
			this.forget(other.crmId);
		}
		return new Set([one.crmId, other.crmId]);
	}

	private async movePhone(from: string, to: string): Promise<void> {
		const { synced = fields } = this.crm;
		const field = synced.includes('contactMobilePhoneNumber')
			? 'contactMobilePhoneNumber'
			: 'contactPhoneNumber';
		const row = (await this.crm.all()).find(({ id }) => id === from);
		const value = row?.values[field] ?? '';
		if (!value) return;
		await this.crm.change(from, { [field]: '' });
		await this.crm.change(to, { [field]: value });
		this.changes.crm += 2;
		this.expect(from, field, ['']);
		this.expect(to, field, [value]);
	}

	/** A pair of which one is gone: nothing may be created again, and nothing changed on the side that is left. */
	private leave({ crmId, kiamoId }: { crmId: string; kiamoId: string }): void {
		this.removed++;
		this.parked.add(crmId).add(kiamoId);
		this.forget(crmId);
	}

	private async keep(side: 'crm' | 'kiamo', id: string): Promise<void> {
		this.kept.push({ side, id, field: 'contactCity', value: await this.change(side, id, 'contactCity') });
	}

	private forget(crmId: string): void {
		for (const [key, { crmId: id }] of this.expected) if (id === crmId) this.expected.delete(key);
	}

	pause(seconds: number): number {
		return this.random.integer(seconds);
	}

	/** What somebody entered and is not there, on either side. */
	async findLost(): Promise<string[]> {
		const rows = new Map((await this.crm.all()).map((row) => [row.id, row.values]));
		const edits = [...this.expected.values()].flatMap(({ crmId, field, values }) => {
			const now = comparable(field, rows.get(crmId)?.[field]);
			if (values.some((value) => comparable(field, value) === now)) return [];
			return [`${field} of ${crmId} is "${now}", not "${values.join('" or "')}"`];
		});
		const contacts = this.kiamo.contacts(this.baseId);
		const missing = this.newPeople.filter(
			({ email }) =>
				![...rows.values()].some((values) => values.contactEmail === email) ||
				!contacts.some((contact) => contact.fields.contactEmail === email),
		);
		const byId = new Map(contacts.map(({ id, fields: own }) => [id, own]));
		const overwritten = this.kept.flatMap(({ side, id, field, value }) => {
			const now = side === 'crm' ? rows.get(id)?.[field] : byId.get(id)?.[field];
			return comparable(field, now) === comparable(field, value)
				? []
				: [`${field} of ${id} in ${side} is "${String(now)}", not "${value}"`];
		});
		return [...edits, ...overwritten, ...missing.map(({ email }) => `${email} is not on both sides`)];
	}

	summary(): string {
		const { changes, added, conflicts, removed } = this;
		return `${changes.crm} changes in the CRM, ${changes.kiamo} in Kiamo, ${conflicts} of one field, ${added} new people, ${removed} deleted or merged`;
	}

	private async linked() {
		const ids = new Set((await this.crm.all()).map(({ id }) => id));
		return this.kiamo
			.contacts(this.baseId)
			.map(({ id, fields: own }) => ({ kiamoId: id, crmId: String(own.crmId ?? '') }))
			.filter(({ kiamoId, crmId }) => ids.has(crmId) && !this.parked.has(kiamoId) && !this.parked.has(crmId));
	}

	private expect(crmId: string, field: Field, values: string[]): void {
		const key = `${crmId}|${field}`;
		// What was written before may not have come over yet while a side failed: then both were made at once.
		const before = this.expected.get(key);
		const isRecent = before && Date.now() - before.at < unsynced;
		this.expected.set(key, {
			crmId,
			field,
			values: isRecent ? [...before.values, ...values] : values,
			at: Date.now(),
		});
	}

	private async add(): Promise<void> {
		const email = `nouveau${++this.count}@example.fr`;
		const blank = Object.fromEntries(fields.map((field) => [field, ''])) as Values;
		const values = { ...blank, contactLastName: `Nouveau-${this.count}`, contactEmail: email };
		this.added++;
		this.newPeople.push({ email });
		if (this.random.chance(0.5)) await this.crm.create(values);
		else this.kiamo.addContact(this.baseId, { contactLastName: values.contactLastName, contactEmail: email });
	}

	private async change(side: 'crm' | 'kiamo', id: string, field: Field): Promise<string> {
		const value = this.valueFor(field);
		this.changes[side]++;
		if (side === 'crm') await this.crm.change(id, { [field]: value });
		else this.kiamo.changeContact(this.baseId, id, { [field]: value || null });
		return value;
	}

	private valueFor(field: Field): string {
		if (mayBeBlank.includes(field) && this.random.chance(0.2)) return '';
		const n = ++this.count;
		if (field === 'contactEmail') return `personne.${n}@example.fr`;
		if (field.endsWith('PhoneNumber'))
			return `06 ${10 + (n % 90)} ${10 + (Math.floor(n / 90) % 90)} 56 ${10 + this.random.integer(90)}`;
		return `${field}-${n}`;
	}
}
