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
}

export type ContactResult = WriteResult<Contact>;

/** Writes contacts of one base in arrays; an array whose answer was lost is looked for among what has changed since. */
export class ContactWriter {
	/** Contacts that are accounted for, so that another's is not taken for ours. */
	readonly known = new Set<string>();

	private readonly creator: ArrayWriter<ContactWrite, Contact>;

	private readonly updater: ArrayWriter<ContactWrite, Contact>;

	private readonly marked = new Map<ContactWrite, ContactWrite>();

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
				find,
			},
			stop,
		);
	}

	/** Creates contacts; one result each, in order. */
	async create(writes: ContactWrite[]): Promise<ContactResult[]> {
		return await this.creator.write(writes);
	}

	/** Changes contacts, each of them once; one result each, in order. */
	async update(writes: ContactWrite[]): Promise<ContactResult[]> {
		const guard = await this.guard();
		if (guard.isOpen || writes.length < 2) return await this.updater.write(writes);
		const first = await this.updater.write(writes.slice(0, 1));
		return [...first, ...(await this.update(writes.slice(1)))];
	}

	private async guard(): Promise<UpdateGuard> {
		return await guardOf(this.kiamo, 'contactManager', `contacts ${this.base.baseId}`);
	}

	private async sendNew(writes: ContactWrite[]): Promise<Answer<Contact[]>> {
		const { baseId } = this.base;
		const body = this.mark(writes).map(({ fields }) => ({ fields }));
		return this.noted(await createRows(this.kiamo, 'createContacts', { path: { baseId }, body }));
	}

	private async sendChanges(writes: ContactWrite[]): Promise<Answer<Array<Contact | undefined>>> {
		const body = this.mark(writes).map(({ id = '', fields }) => ({ id, fields }));
		const { baseId } = this.base;
		const sent =
			body.length > 1
				? await this.kiamo.attempt('updateContacts', { path: { baseId }, body })
				: await this.sendOne(body[0], writes[0].before);
		const answer = this.noted(sent);
		if (!answer.ok) return answer;
		const contacts = new Map(answer.data.map((contact) => [contact.id, contact]));
		return { ok: true, data: body.map(({ id }) => contacts.get(id)) };
	}

	private async sendOne(
		{ id, fields }: { id: string; fields: FieldValues },
		before?: FieldValues,
	): Promise<Answer<Contact[] | undefined>> {
		const { baseId } = this.base;
		const path = { baseId, contactId: id };
		const guard = await this.guard();
		const answer = await guard.send<Pick<Contact, 'id' | 'fields'>>({
			sent: fields,
			before: before && { id, fields: before },
			read: async () => await this.kiamo.attempt('getContact', { path }),
			send: async (values) =>
				await this.kiamo.attempt('updateContact', { path, body: { fields: values as FieldValues } }),
			valuesOf: (contact) => contact.fields,
		});
		return answer.ok ? { ok: true, data: answer.data && [answer.data as Contact] } : answer;
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

	private noted(answer: Answer<Contact[] | undefined>): Answer<Contact[]> {
		if (!answer.ok) {
			answer.failure.request.labels = this.base.matcher.fields;
			return answer;
		}
		const contacts = answer.data ?? [];
		for (const { id } of contacts) this.known.add(id);
		return { ok: true, data: contacts };
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
