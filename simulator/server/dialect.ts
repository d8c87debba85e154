import type { Contract } from '../../contract/read';
import { freeNames, idNames } from '../../contract/table';
import type { RawRequest } from '../contract';
import { ownContract } from '../ownContract';
import { changeValues } from '../../nodes/shared/transport/ids';
import { valueAt } from '../../nodes/shared/transport/page';
import { languageOf, textOf, type Language } from './language';
import { Refusal, notFound } from './refusal';
import type { OperationId } from './tokens';

type Values = Record<string, unknown>;

/** More rows than any list has. */
const everything = Number.MAX_SAFE_INTEGER;

/** Puts a value at a path of names such as `meta.total` or `errors.0.message`, with what is around it. */
function put(into: Values, path: string, value: unknown): void {
	const [name, ...rest] = path.split('.');
	if (rest.length === 0) into[name] = value;
	else put((into[name] ??= /^\d/.test(rest[0]) ? [] : {}) as Values, rest.join('.'), value);
}

/** The body of an error as the simulator has it. */
interface ErrorBody {
	code: number;
	message: string;
	errors?: Array<{ field: string; message: string }>;
}

/** A request in the language of the simulator, and how to say its answer. */
export interface Heard {
	request: RawRequest;
	say: (status: number, body: unknown) => unknown;
}

/**
 * Speaks the language of a contract in front of the handlers of the simulator. It knows nothing of either: requests go from
 * the names and places of the one contract to those of the other, and answers back.
 */
export class Dialect {
	/** Whether nothing has to be translated. */
	readonly isPlain: boolean;
	private readonly plain: Language;
	private readonly spoken: Language;
	private readonly ids: ReadonlySet<string>;
	private readonly free: ReadonlySet<string>;

	/** `contract` is what the handlers are made for, and `spoken` what goes over the wire. */
	constructor(contract: Contract, spoken: Contract) {
		const own = ownContract(contract);
		this.plain = languageOf(own);
		this.spoken = languageOf(spoken);
		this.isPlain = textOf(this.plain) === textOf(this.spoken);
		this.ids = new Set(idNames(own));
		this.free = new Set(freeNames(own));
	}

	/** What the addresses of all APIs begin with; that of the plain contract where they do not agree. */
	get base(): string {
		const [base, ...others] = Object.values(this.spoken.bases);
		return others.every((other) => other === base) ? base : Object.values(this.plain.bases)[0];
	}

	/** What the addresses of each API begin with, by its key. */
	get bases(): Record<string, string> {
		return this.spoken.bases;
	}

	/** The header that carries the token. */
	get tokenHeader(): string {
		return this.spoken.header;
	}

	/** The calls that make blank what they leave out. */
	get putReplaces(): OperationId[] {
		return this.spoken.replacing as OperationId[];
	}

	/** Reads a request, with the whole path of its address. Pages hold `pageSize` rows at most. Throws a Refusal for
	 * what the dialect does not have. */
	hear(request: RawRequest, pageSize: number): Heard {
		const { method, path } = request;
		const found = this.spoken.routes.find(({ verb, pattern }) => verb === method && pattern.test(path));
		if (!found) {
			if (this.spoken.routes.some(({ pattern }) => pattern.test(path)))
				throw new Refusal(405, 'Method Not Allowed');
			throw notFound();
		}
		const { id, pattern, ids } = found;
		const values = (pattern.exec(path) ?? []).slice(1);
		const named = Object.entries(request.headers).flatMap(([name, value]) => {
			if (name === this.spoken.header.toLowerCase()) return [[this.plain.header.toLowerCase(), value]];
			return name === this.plain.header.toLowerCase() ? [] : [[name, value]];
		});
		const headers = Object.fromEntries(named) as RawRequest['headers'];
		return {
			request: {
				...request,
				headers,
				method: this.plain.table[id].method,
				path: this.plain.paths[id].replace(/\{(\w+)\}/g, (_, name: string) => values[ids.indexOf(name)]),
				query: this.toPlainQuery(id, request.query, pageSize),
				largestPage: everything,
				body: this.toPlainBody(id, request.body),
			},
			say: (status, body) => this.say(id, status, body),
		};
	}

	/** An error body in the names of the dialect. */
	sayRefusal({ message, errors, ...rest }: ErrorBody): object {
		const to = this.spoken.error;
		const said: Values = { ...rest };
		const named = errors?.map((each) => {
			const one: Values = {};
			put(one, to.field, each.field);
			put(one, to.fieldMessage, each.message);
			return one;
		});
		if (named) put(said, to.errors, named);
		// Where the message is that of the first bad element, it is said.
		if (valueAt(said, to.message) === undefined) put(said, to.message, message);
		return said;
	}

	private toPlainQuery(id: string, text: string, pageSize: number): string {
		const names = new Map(this.spoken.query[id]);
		const paging = this.spoken.paging[id];
		const into = this.plain.paging[id];
		const query = new URLSearchParams();
		const given = new URLSearchParams(text);
		const isList = this.spoken.table[id].rows !== undefined;
		const ofPages = paging.style === 'none' ? [] : [paging.size, paging.position];
		const { feed } = this.spoken.table[id];
		const { feed: plainFeed } = this.plain.table[id];
		const order = Object.entries(feed?.sort ?? {}).map(([key, value]) => [names.get(key) ?? key, value]);
		const isByChange = order.length > 0 && order.every(([name, value]) => given.get(name) === value);
		if (isByChange) {
			for (const [name] of order) given.delete(name);
			for (const [name, value] of Object.entries(plainFeed?.sort ?? {})) query.set(name, value);
		}
		if (feed && plainFeed && !names.has(feed.from)) names.set(plainFeed.from, feed.from);
		for (const [written, value] of given) {
			if (isList && ofPages.includes(written)) continue;
			const isNamed = ([, name]: [string, string]) => written === name || written.startsWith(`${name}[`);
			const [key = '', name = ''] = [...names].find(isNamed) ?? [];
			const plain = this.plain.query[id].get(key);
			// A name or a word that only the plain contract has must not get through.
			const isOtherWord = plainFeed?.sort[key] === value && !isByChange;
			if (plain === undefined || isOtherWord || plain === into.size || plain === into.position)
				throw new Refusal(400, 'The request is not valid', [
					{ field: written, message: 'This parameter is not known' },
				]);
			query.append(`${plain}${written.slice(name.length)}`, value);
		}
		if (isList && paging.style !== 'none') {
			const numberOf = (name: string, otherwise: number) => Number(given.get(name) ?? otherwise);
			const size = Math.min(numberOf(paging.size, this.spoken.usualSize[id]), paging.largest, pageSize);
			const isNumbered = paging.style === 'page';
			const first = isNumbered ? (paging.first ?? 1) : 0;
			const position = numberOf(paging.position, first) - first;
			if (!(position >= 0 && size > 0)) throw new Refusal(400, 'There is no such page');
			query.set(into.size, String(size));
			query.set(into.position, String(isNumbered ? position * size : position));
		}
		if (isList && paging.style === 'none') query.set(into.size, String(everything));
		return query.toString();
	}

	private toPlainBody(id: string, body: unknown): unknown {
		const { arrays, integers = [] } = this.plain.table[id];
		const spoken = this.spoken.table[id];
		const isOne = arrays && spoken.arrays === false;
		if (isOne && Array.isArray(body)) throw new Refusal(400, 'The request is not valid');
		const isText = new Set(integers.filter((name) => !spoken.integers?.includes(name)));
		if (Array.isArray(body) && spoken.arrays && body.length > spoken.arrays)
			throw new Refusal(413, 'The array is too long');
		const plain = changeValues(body, this.free, (name, value) => {
			if (!isText.has(name) || value === null) return value;
			if (typeof value !== 'string')
				throw new Refusal(400, 'The request is not valid', [{ field: name, message: 'Must be text' }]);
			return /^\d{1,15}$/.test(value) ? Number(value) : value;
		});
		return isOne ? [plain] : plain;
	}

	private say(id: string, status: number, body: unknown): unknown {
		if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return body;
		const isOne = this.plain.table[id].arrays && this.spoken.table[id].arrays === false;
		if (status >= 400) {
			const { errors, ...rest } = body as ErrorBody;
			if (!isOne || !errors) return this.sayRefusal(body as ErrorBody);
			const ofOne = errors.map(({ field, message }) => ({ field: field.replace(/^0\.?/, ''), message }));
			return this.sayRefusal({ ...rest, errors: ofOne });
		}
		const { rows, total = '' } = this.plain.paging[id];
		const said = this.spoken.hasTextIds
			? changeValues(body, this.free, (name, value) =>
					this.ids.has(name) && typeof value === 'number' ? String(value) : value,
				)
			: body;
		if (isOne && Array.isArray(said)) return said[0] as unknown;
		if (!this.plain.table[id].rows || !(rows in (said as Values))) return said;
		const to = this.spoken.paging[id];
		const { [rows]: list, [total]: count, ...rest } = said as Values;
		if (to.rows === '') return list;
		put(rest, to.rows, list);
		if (count !== undefined && to.total) put(rest, to.total, count);
		return rest;
	}
}
