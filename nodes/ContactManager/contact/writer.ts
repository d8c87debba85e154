import type { Answer } from '../../shared/transport/failure';
import type { Kiamo } from '../../shared/transport/client';
import { ArrayWriter, Stop, type Found, type WriteResult } from '../../shared/writing/arrayWriter';
import { createRows } from '../../shared/writing/createRows';
import { findWritten, type ContactWrite } from './confirm';
import { writeMark } from '../matching/mark';
import type { Matcher } from '../matching/matcher';
import type { Contact } from '../matching/values';

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
		private readonly baseId: string,
		private readonly matcher: Matcher,
		stopAtFailure: boolean,
	) {
		const stop = new Stop(stopAtFailure);
		const find = async (writes: ContactWrite[], since: number) => await this.find(writes, since);
		this.creator = new ArrayWriter(
			kiamo,
			{
				send: async (writes) => await this.sendNew(writes),
				element: ({ fields }) => ({ body: { fields } }),
				find,
			},
			stop,
		);
		this.updater = new ArrayWriter(
			kiamo,
			{
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
		return await this.updater.write(writes);
	}

	private async sendNew(writes: ContactWrite[]): Promise<Answer<Contact[]>> {
		const body = this.mark(writes).map(({ fields }) => ({ fields }));
		return this.noted(
			await createRows(this.kiamo, 'createContacts', { path: { baseId: this.baseId }, body }),
		);
	}

	private async sendChanges(writes: ContactWrite[]): Promise<Answer<Array<Contact | undefined>>> {
		const body = this.mark(writes).map(({ id = '', fields }) => ({ id, fields }));
		const answer = this.noted(await this.sendUpdate(body));
		if (!answer.ok) return answer;
		const contacts = new Map(answer.data.map((contact) => [contact.id, contact]));
		return { ok: true, data: body.map(({ id }) => contacts.get(id)) };
	}

	private async sendUpdate(body: Array<{ id: string; fields: ContactWrite['fields'] }>) {
		const { baseId } = this;
		if (body.length > 1) return await this.kiamo.attempt('updateContacts', { path: { baseId }, body });
		const [{ id, fields }] = body;
		const path = { baseId, contactId: id };
		const answer = await this.kiamo.attempt('updateContact', { path, body: { fields } });
		return answer.ok ? { ok: true as const, data: answer.data && [answer.data] } : answer;
	}

	/** Marks contacts as written by us now, where that is wanted. */
	private mark(writes: ContactWrite[]): ContactWrite[] {
		const now = Date.now() + this.kiamo.connection.clockAhead;
		return writes.map((write) => {
			if (!write.mark) return write;
			const moment = now + Math.random();
			const { field, current, baseRevision } = write.mark;
			const mark = writeMark(this.matcher, { ...current, ...write.fields }, field, { moment, baseRevision });
			const marked = { ...write, fields: { ...write.fields, [field]: mark } };
			this.marked.set(write, marked);
			return marked;
		});
	}

	private noted(answer: Answer<Contact[] | undefined>): Answer<Contact[]> {
		if (!answer.ok) return answer;
		const contacts = answer.data ?? [];
		for (const { id } of contacts) this.known.add(id);
		return { ok: true, data: contacts };
	}

	private async find(writes: ContactWrite[], since: number): Promise<Array<Found<Contact>>> {
		const { known, kiamo, baseId, matcher } = this;
		const sent = writes.map((write) => this.marked.get(write) ?? write);
		const found = await findWritten(kiamo, baseId, matcher, sent, { since, known });
		return found.map((contact) => contact && { row: contact });
	}
}
