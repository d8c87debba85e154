import type { Answer } from '../../shared/transport/failure';
import type { Kiamo } from '../../shared/transport/client';
import { listPages } from '../../shared/transport/pages';
import { ArrayWriter, createRows, type Found, type WriteResult } from '../../shared/writing/arrayWriter';
import type { Stop } from '../../shared/writing/batch';
import { guardOf, type UpdateGuard } from '../../shared/writing/updateGuard';
import { writeMark } from '../matching/mark';
import type { Contact, FieldValues } from '../matching/values';
import type { OpenBase } from './openBase';
import { mostElements } from '../../shared/transport/contract';

/** A contact to write: a new one, or the changes of one that is there. */
export interface ContactWrite {
	id?: string;
	fields: FieldValues;
	/** What the contact held when it was read, where it was. */
	before?: FieldValues;
	/** The field to mark the contact in, what it holds apart from `fields`, and what that is built on (see Mark). */
	mark?: { field: string; current: FieldValues; baseRevision: number };
	/** Goes alone, as an array of one, before arrays are trusted. */
	isTrial?: boolean;
}

export type ContactResult = WriteResult<Contact>;

/** Writes contacts of one base in arrays; an array whose answer was lost is looked for among what has changed since. */
export class ContactWriter {
	/** Contacts that are accounted for, so that another's is not taken for ours. */
	readonly known = new Set<string>();

	private readonly creator: ArrayWriter<ContactWrite, Contact>;

	private readonly updater: ArrayWriter<ContactWrite, Contact>;

	private readonly marked = new Map<ContactWrite, ContactWrite>();

	/** How the server refused an array of a change that it took otherwise. */
	private arrayRefusal?: Answer<never>;

	constructor(
		private readonly kiamo: Kiamo,
		private readonly base: Pick<OpenBase, 'baseId' | 'matcher'>,
		stop: Stop,
	) {
		const find = async (writes: ContactWrite[], since: number) => await this.find(writes, since);
		this.creator = new ArrayWriter(
			kiamo,
			{
				longest: mostElements('createContacts'),
				send: async (writes) => await this.sendNew(writes),
				element: ({ fields }) => ({ body: { fields } }),
				find,
			},
			stop,
		);
		this.updater = new ArrayWriter(
			kiamo,
			{
				longest: mostElements('updateContacts'),
				send: async (writes) => await this.sendChanges(writes),
				element: ({ id = '', fields }) => ({ body: { fields }, ids: { contactId: id } }),
				find: async (writes, since, { mayHaveWritten }) => (mayHaveWritten ? await find(writes, since) : []),
			},
			stop,
		);
	}

	/** Creates contacts; one result each, in order. */
	async create(writes: ContactWrite[]): Promise<ContactResult[]> {
		return await this.creator.write(writes);
	}

	/**
	 * Changes contacts, each of them once; one result each, in order. The first goes alone, as an array of one: a server may
	 * treat arrays in another way.
	 */
	async update(writes: ContactWrite[]): Promise<ContactResult[]> {
		const guard = await this.guard('arrays');
		if (guard.isOpen || this.arrayRefusal || writes.length < 2) return await this.updater.write(writes);
		const first = await this.updater.write([{ ...writes[0], isTrial: true }]);
		return [...first, ...(await this.update(writes.slice(1)))];
	}

	private async guard(kind = 'single'): Promise<UpdateGuard> {
		return await guardOf(this.kiamo, 'contactManager', `contacts ${this.base.baseId} ${kind}`);
	}

	private async sendNew(writes: ContactWrite[]): Promise<Answer<Array<Contact | undefined>>> {
		const { baseId } = this.base;
		const marked = this.mark(writes);
		const body = marked.map(({ fields }) => ({ fields }));
		const answer = await createRows(this.kiamo, 'createContacts', { path: { baseId }, body });
		return answer.ok ? await this.noted(marked, answer.data) : this.labeled(answer);
	}

	private async sendChanges(writes: ContactWrite[]): Promise<Answer<Array<Contact | undefined>>> {
		const marked = this.mark(writes);
		if (marked.length > 1 && this.arrayRefusal) return this.arrayRefusal;
		const answer = marked.length > 1 ? await this.sendArray(marked) : await this.sendOne(marked[0]);
		if (!answer.ok) return this.labeled(answer);
		const rows = new Map(answer.data?.map((row) => [row?.id, row]));
		return await this.noted(
			marked,
			marked.map(({ id }) => rows.get(id)),
		);
	}

	private async sendArray(writes: ContactWrite[]): Promise<Answer<Array<Contact | undefined> | undefined>> {
		const body = writes.map(({ id = '', fields }) => ({ id, fields }));
		return await this.kiamo.attempt('updateContacts', { path: { baseId: this.base.baseId }, body });
	}

	private async sendOne(write: ContactWrite): Promise<Answer<Array<Contact | undefined>>> {
		if (!write.isTrial) return await this.sendAlone(write, 'single');
		const answer = await this.sendAlone(write, 'arrays');
		if (answer.ok || answer.failure.cause.kind !== 'refused' || answer.failure.mayHaveWritten) return answer;
		// Refused, it did nothing: another way shows whether its values or the array are to blame.
		const { failure } = answer;
		const again = await this.sendAlone(write, 'single');
		if (again.ok)
			this.arrayRefusal = {
				ok: false,
				failure: { ...failure, cause: { ...answer.failure.cause, status: 405, errors: [] } },
			};
		return again;
	}

	private async sendAlone(
		write: ContactWrite,
		kind: 'arrays' | 'single',
	): Promise<Answer<Array<Contact | undefined>>> {
		const { id = '', fields, before } = write;
		const path = { baseId: this.base.baseId, contactId: id };
		const unseen = Object.fromEntries([...this.base.matcher.fields.keys()].map((name) => [name, undefined]));
		const answer = await (
			await this.guard(kind)
		).send<Pick<Contact, 'fields' | 'id'>>({
			sent: fields,
			before: before && { id, fields: before },
			read: async () => await this.kiamo.attempt('getContact', { path }),
			send: async (values) => {
				const changed = values as FieldValues;
				if (kind === 'single')
					return await this.kiamo.attempt('updateContact', { path, body: { fields: changed } });
				const sent = await this.sendArray([{ id, fields: changed }]);
				return sent.ok ? { ok: true, data: sent.data?.find((row) => row?.id === id) } : sent;
			},
			valuesOf: (contact) => ({ ...unseen, ...contact.fields }),
		});
		return answer.ok ? { ok: true, data: [answer.data as Contact | undefined] } : answer;
	}

	/** Marks contacts as written by us now, where that is wanted. */
	private mark(writes: ContactWrite[]): ContactWrite[] {
		const now = Date.now() + this.kiamo.connection.clockAhead;
		return writes.map((write) => {
			if (!write.mark) return write;
			const moment = now + Math.random();
			const { field, current, baseRevision } = write.mark;
			const content = { ...current, ...write.fields };
			const mark = writeMark(this.base.matcher, content, field, { moment, baseRevision });
			const marked = { ...write, fields: { ...write.fields, [field]: mark } };
			this.marked.set(write, marked);
			return marked;
		});
	}

	/** A failure with the labels of the fields, for its words. */
	private labeled(answer: Extract<Answer<never>, { ok: false }>) {
		answer.failure.request.labels = this.base.matcher.fields;
		return answer;
	}

	/** Takes note of what Kiamo answered to some writes; what it shows as it was before is read again. */
	private async noted(
		writes: ContactWrite[],
		rows: Array<Contact | undefined>,
	): Promise<Answer<Array<Contact | undefined>>> {
		for (const row of rows) if (row) this.known.add(row.id);
		const { baseId, matcher } = this.base;
		const isOld = (now: FieldValues, { id, fields, before = id ? undefined : {} }: ContactWrite) =>
			Object.keys(matcher.changes(now, fields)).some(
				(name) => !before || matcher.comparable(name, now[name]) === matcher.comparable(name, before[name]),
			);
		const current = async (row: Contact | undefined, at: number) => {
			// An answer that shows some of the contacts may leave out those that are as they were.
			const contactId = row?.id ?? (rows.some(Boolean) && writes[at].id);
			if (!contactId || (row && !isOld(row.fields, writes[at]))) return row;
			const answer = await this.kiamo.attempt('getContact', { path: { baseId, contactId } });
			return answer.ok ? answer.data : undefined;
		};
		return { ok: true, data: await Promise.all(rows.map(current)) };
	}

	/**
	 * Finds out which of some writes Kiamo carried out although its answer was lost: looks at the contacts changed, or for
	 * new ones created, since they were sent (by the server's clock, in milliseconds) for those that hold what was written.
	 */
	private async find(writes: ContactWrite[], since: number): Promise<Array<Found<Contact>>> {
		const { known, kiamo, base } = this;
		const changed = new Map<string, Contact>();
		const query = { updated_from: new Date(since).toISOString() };
		for await (const page of listPages(kiamo, 'listContacts', { path: { baseId: base.baseId }, query })) {
			for (const contact of page) changed.set(contact.id, contact);
		}
		const holds = (contact: Contact, { fields }: ContactWrite) =>
			Object.keys(base.matcher.changes(contact.fields, fields)).length === 0;
		return writes.map((write) => {
			const sent = this.marked.get(write) ?? write;
			const candidates = [...changed.values()].filter(({ id, created_at }) =>
				write.id === undefined ? !known.has(id) && Date.parse(created_at) >= since : id === write.id,
			);
			const contact = candidates.find((candidate) => holds(candidate, sent));
			if (contact) known.add(contact.id);
			return contact && { row: contact };
		});
	}
}
