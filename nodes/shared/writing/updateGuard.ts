import type { Kiamo } from '../transport/client';
import type { ApiName } from '../transport/credential';
import type { Answer, Failure } from '../transport/failure';
import { shows } from './shows';

type Values = Record<string, unknown>;

/** An update of one row, and how to see what became of it. */
export interface GuardedUpdate<Row> {
	/** The values that are sent; null clears. */
	sent: Values;
	/** The row as it was read before, where it was. A list may leave out values: the row is read again then. */
	before?: Row;
	read(): Promise<Answer<Row>>;
	/** Sends values. Without a row, Kiamo did not say what it holds now. */
	send(values: Values): Promise<Answer<Row | undefined>>;
	/** What an update can change of a row, by the names of `sent`; undefined for a value that the row does not show. */
	valuesOf(row: Row): Values;
	/** What Kiamo takes for a value that is left out, where that is not blank. */
	defaults?: Values;
}

/**
 * Sees to it that the updates of one kind in a run leave alone what they do not send, as the contract assumes. The first
 * goes alone and is compared with what was there before; what it emptied is written back, and no other update is sent.
 */
export class UpdateGuard {
	private checking?: Promise<unknown>;

	private fatal?: Failure;

	private hasPassed = false;

	/** Whether a refused update was seen to have changed nothing. */
	private refusesWhole = false;

	constructor(
		private readonly api: ApiName,
		private readonly onOtherValues?: Kiamo['onOtherValues'],
	) {}

	/** Whether updates are known to leave alone what they do not send. */
	get isOpen(): boolean {
		return this.hasPassed;
	}

	/** Sends an update, after the first one of the run was checked. */
	async send<Row>(update: GuardedUpdate<Row>): Promise<Answer<Row | undefined>> {
		const answer = await this.sendInOrder(update);
		if (!answer.ok || answer.data === undefined) return answer;
		const now = update.valuesOf(answer.data);
		const others = Object.entries(update.sent).filter(
			([name, value]) => value !== undefined && now[name] !== undefined && !shows(now[name], value),
		);
		if (others.length > 0) this.onOtherValues?.(others.map(([name]) => name));
		return answer;
	}

	private async sendInOrder<Row>(given: GuardedUpdate<Row>): Promise<Answer<Row | undefined>> {
		while (this.checking) await this.checking;
		if (this.fatal) return { ok: false, failure: this.fatal };
		const { before } = given;
		const isWhole = before && !Object.values(given.valuesOf(before)).includes(undefined);
		const update = { ...given, before: isWhole ? before : undefined };
		if (this.hasPassed || (update.before && !mayLose(update, update.before))) return await sendOnce(update);
		let end: (() => void) | undefined;
		this.checking = new Promise<void>((resolve) => (end = resolve));
		try {
			return await this.check(update, before);
		} finally {
			this.checking = undefined;
			end?.();
		}
	}

	/** `listed`: the row as a list shows it, for where it can't be read by itself. */
	private async check<Row>(update: GuardedUpdate<Row>, listed?: Row): Promise<Answer<Row | undefined>> {
		const { sent, valuesOf, read, defaults = {} } = update;
		// A list may be older by now, and show more than the record that is compared with afterward.
		const known = this.refusesWhole ? update.before : undefined;
		const row = known ? { ok: true as const, data: known } : await readTwice(read);
		const before = row.ok || !listed ? row : { ok: true as const, data: listed };
		// A token may write and not read: what an update leaves alone can't be checked then.
		if (!before.ok) return isRightMissing(before.failure) ? await sendOnce(update) : before;
		const had = flatten(valuesOf(before.data));
		const lostIn = (row: Row) => lostValues(had, flatten(valuesOf(row)), flatten(sent), defaults);

		const answer = await sendOnce(update);
		const isRefused = !answer.ok && !answer.failure.mayHaveWritten;
		if (isRefused && this.refusesWhole) return answer;
		// An answer may leave out what it did not change, or be lost after the work, so what looks lost is read.
		const shown = answer.ok ? answer.data : undefined;
		const canLose = mayLose(update, before.data);
		const isClear = !canLose || (shown !== undefined && Object.keys(lostIn(shown)).length === 0);
		const after = isClear ? undefined : await readTwice(read);
		const request = { api: this.api, method: 'PUT' as const, path: '', ids: {} };
		if (after && !after.ok) {
			if (isRefused) return answer;
			this.fatal = { request, cause: { kind: 'unchecked' }, mayHaveWritten: false };
			return { ok: false, failure: this.fatal };
		}
		const lost = after ? lostIn(after.data) : {};
		if (Object.keys(lost).length === 0) {
			this.refusesWhole = isRefused;
			if (!answer.ok) return answer;
			this.hasPassed = canLose;
			return { ok: true, data: after ? after.data : shown };
		}
		const held = valuesOf(before.data);
		const listedOnly = Object.entries(listed ? valuesOf(listed) : {}).filter(
			([name]) => name in held && held[name] === undefined,
		);
		await update.send(merge({ ...held, ...Object.fromEntries(listedOnly) }, sent));
		const restored = await read();
		const isRestored = restored.ok && Object.keys(lostIn(restored.data)).length === 0;
		this.fatal = { request, cause: { kind: 'overwritten', lost, isRestored }, mayHaveWritten: false };
		return { ok: false, failure: this.fatal };
	}
}

/** Sends an update. A row that doesn't come, or doesn't show what was sent and may be an old one, is read again. */
async function sendOnce<Row>(update: GuardedUpdate<Row>): Promise<Answer<Row | undefined>> {
	const { sent, send, read, valuesOf } = update;
	const answer = await send(sent);
	if (!answer.ok || (answer.data !== undefined && shows(valuesOf(answer.data), sent))) return answer;
	const now = await read();
	return now.ok ? now : { ok: true, data: undefined };
}

function isRightMissing({ cause }: Failure): boolean {
	return cause.kind === 'refused' && [401, 403].includes(cause.status);
}

/** Reads; once more when that fails for another reason than a refusal. */
async function readTwice<Row>(read: () => Promise<Answer<Row>>): Promise<Answer<Row>> {
	const answer = await read();
	const cause = answer.ok ? undefined : answer.failure.cause;
	const isOutage = cause && (cause.kind !== 'refused' || cause.status >= 500);
	return isOutage ? await read() : answer;
}

/** The guard of the updates of one kind in this run. */
export async function guardOf(kiamo: Kiamo, api: ApiName, kind: string): Promise<UpdateGuard> {
	// Operations on contacts say it of each item.
	const onOtherValues = api === 'contactManager' ? undefined : kiamo.onOtherValues;
	const guard = async () => await Promise.resolve(new UpdateGuard(api, onOtherValues));
	return await kiamo.once(`guard ${api} ${kind}`, guard);
}

/** Whether a row holds values that are not sent: where it holds none, its update proves nothing. */
const mayLose = <Row>({ sent, valuesOf }: GuardedUpdate<Row>, before: Row) =>
	Object.keys(lostValues(flatten(valuesOf(before)), {}, flatten(sent), {})).length > 0;

/** What was there, was not sent, and came out blank or as the default. */
function lostValues(had: Values, has: Values, sent: Values, defaults: Values): Values {
	return Object.fromEntries(
		Object.entries(had).filter(([name, value]) => {
			if (name in sent || isEmpty(value) || isSame(value, has[name])) return false;
			return isEmpty(has[name]) || (name in defaults && isSame(has[name], defaults[name]));
		}),
	);
}

/** With the values of an object, such as user data, beside the others, as `userdata.name`. */
function flatten(values: Values): Values {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			isObject(value)
				? Object.entries(value).map(([key, inner]) => [`${name}.${key}`, inner] as const)
				: [[name, value] as const],
		),
	);
}

/** All that was there, with what was sent over it. */
function merge(before: Values, sent: Values): Values {
	const filled = Object.entries(before).filter(([, value]) => !isEmpty(value));
	const inner = filled
		.filter(([, value]) => isObject(value))
		.map(([name, value]) => {
			const given = sent[name];
			return [name, { ...(value as Values), ...(isObject(given) ? given : {}) }] as const;
		});
	return { ...Object.fromEntries(filled), ...sent, ...Object.fromEntries(inner) };
}

const isObject = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
	);
}
