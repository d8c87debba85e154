import pLimit from 'p-limit';

import { failed, type Answer, type Failure } from '../../../shared/kiamo/failure';
import { requestFor, type Kiamo } from '../../../shared/kiamo/client';
import { findWritten, type ContactWrite } from './confirm';
import { writeMark } from './mark';
import type { Matcher } from './matcher';
import { elementFailure, errorsOf, type Refusal } from './refusal';
import type { Contact } from './values';

/** How a write ended. Without a contact, Kiamo said yes but not what it holds now; without a failure, it was not sent. */
export type WriteResult = { written: true; contact?: Contact } | { written: false; failure?: Failure };

/** The longest array of the contract. */
const longestArray = 100;
/** A `Date` header holds whole seconds, so the server's clock is known by this much. */
const clockErrorMs = 2_000;

/**
 * Writes contacts of one base in arrays. An array that is refused is split until only what is bad fails; an array whose
 * answer was lost is looked for in Kiamo, and never sent twice when it holds new contacts.
 */
export class ContactWriter {
	/** Contacts that are accounted for, so that another's is not taken for ours. */
	readonly known = new Set<string>();

	private longest = { create: longestArray, update: longestArray };

	private stopped = false;

	/** A failure that every further request would meet too. */
	private hopeless?: Failure;

	constructor(
		private readonly kiamo: Kiamo,
		private readonly baseId: string,
		private readonly matcher: Matcher,
		private readonly stopAtFailure: boolean,
	) {}

	/** Creates contacts; one result each, in order. */
	async create(writes: ContactWrite[]): Promise<WriteResult[]> {
		return await this.inParts('create', writes, this.longest.create);
	}

	/** Changes contacts, each of them once; one result each, in order. */
	async update(writes: ContactWrite[]): Promise<WriteResult[]> {
		return await this.inParts('update', writes, this.longest.update);
	}

	private async inParts(
		kind: 'create' | 'update',
		writes: ContactWrite[],
		size: number,
	): Promise<WriteResult[]> {
		const parts = Array.from({ length: Math.ceil(writes.length / size) }, (_, index) =>
			writes.slice(index * size, (index + 1) * size),
		);
		const limit = pLimit(this.kiamo.connection.limit.concurrency);
		return (await limit.map(parts, async (part) => await this.writePart(kind, part))).flat();
	}

	private async writePart(kind: 'create' | 'update', unmarked: ContactWrite[]): Promise<WriteResult[]> {
		if (this.stopped) return unmarked.map(() => ({ written: false, failure: this.hopeless }));
		if (unmarked.length > this.longest[kind]) return await this.inParts(kind, unmarked, this.longest[kind]);

		const now = Date.now() + this.kiamo.connection.clockAhead;
		const since = now - clockErrorMs;
		const writes = unmarked.map((write) => this.mark(write, now));
		const answer = kind === 'create' ? await this.sendNew(writes) : await this.sendChanges(writes);
		if (answer.ok && (kind === 'update' || answer.data?.length === writes.length)) {
			return this.accept(writes, answer.data);
		}

		const { failure } = answer.ok ? unreadable(this.baseId) : answer;
		if (failure.mayHaveWritten) return await this.lookFor(writes, failure, since);
		if (failure.cause.kind === 'refused' && writes.length > 1) {
			const parts = await this.split(kind, writes, failure, failure.cause);
			if (parts) return parts;
		}
		return this.fail(writes, failure);
	}

	/** Marks a contact as written by us now, where that is wanted. */
	private mark(write: ContactWrite, moment: number): ContactWrite {
		if (!write.mark) return write;
		const { field, current, builtOn } = write.mark;
		const mark = writeMark(this.matcher, { ...current, ...write.fields }, field, { moment, builtOn });
		return { ...write, fields: { ...write.fields, [field]: mark } };
	}

	private async sendNew(writes: ContactWrite[]): Promise<Answer<Contact[]>> {
		const body = writes.map(({ fields }) => ({ fields }));
		return await this.kiamo.attempt('createContacts', { path: { baseId: this.baseId }, body });
	}

	private async sendChanges(writes: ContactWrite[]): Promise<Answer<Contact[] | undefined>> {
		const body = writes.map(({ id = '', fields }) => ({ id, fields }));
		if (body.length > 1) {
			return await this.kiamo.attempt('updateContacts', { path: { baseId: this.baseId }, body });
		}
		const [{ id, fields }] = body;
		const path = { baseId: this.baseId, contactId: id };
		const answer = await this.kiamo.attempt('updateContact', { path, body: { fields } });
		return answer.ok ? { ok: true, data: answer.data && [answer.data] } : answer;
	}

	private accept(writes: ContactWrite[], contacts: Contact[] | undefined): WriteResult[] {
		return writes.map((write, index) => {
			const contact = write.id ? contacts?.find(({ id }) => id === write.id) : contacts?.[index];
			const id = contact?.id ?? write.id;
			if (id !== undefined) this.known.add(id);
			return { written: true, contact };
		});
	}

	private fail(writes: ContactWrite[], failure: Failure): WriteResult[] {
		const { cause } = failure;
		if (cause.kind === 'cancelled' || (cause.kind === 'refused' && [401, 403].includes(cause.status))) {
			this.hopeless = { ...failure, mayHaveWritten: false };
		}
		this.stopped ||= this.stopAtFailure || this.hopeless !== undefined;
		return writes.map(() => ({ written: false, failure }));
	}

	/** Takes out the elements that a refusal names, or halves an array when it names none. */
	private async split(
		kind: 'create' | 'update',
		writes: ContactWrite[],
		failure: Failure,
		cause: Refusal,
	): Promise<WriteResult[] | undefined> {
		if (![400, 404, 405, 409, 413, 422].includes(cause.status)) return undefined;
		const isBad = (index: number) => errorsOf(cause, index).length > 0;
		if (!writes.some((_, index) => isBad(index))) {
			const half = Math.ceil(writes.length / 2);
			if (cause.status === 413) this.longest[kind] = Math.min(this.longest[kind], half);
			if ([404, 405].includes(cause.status)) this.longest[kind] = 1;
			return await this.inParts(kind, writes, Math.min(half, this.longest[kind]));
		}
		const bad = writes.map((write, index) =>
			isBad(index) ? this.fail([write], elementFailure(failure, cause, write, index))[0] : undefined,
		);
		const good = writes.filter((_, index) => !isBad(index));
		const rest = good.length > 0 ? await this.writePart(kind, good) : [];
		return bad.map((result) => result ?? rest.shift() ?? { written: false });
	}

	/** Tells which writes reached Kiamo although its answer did not reach us. */
	private async lookFor(writes: ContactWrite[], failure: Failure, since: number): Promise<WriteResult[]> {
		try {
			const { known, kiamo, baseId, matcher } = this;
			const found = await findWritten(kiamo, baseId, matcher, writes, { since, known });
			return writes.map((write, index) =>
				found[index] ? this.accept([write], [found[index]])[0] : this.fail([write], failure)[0],
			);
		} catch {
			// What the look-up met is not what the user must know: the write's own failure says that it is not known.
			return this.fail(writes, failure);
		}
	}
}

/** A yes to new contacts that does not say which. */
function unreadable(baseId: string): { failure: Failure } {
	return failed(requestFor('createContacts', { path: { baseId }, body: [] }), {
		kind: 'unreadable',
		html: false,
	});
}
