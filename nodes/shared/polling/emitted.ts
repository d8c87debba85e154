import { createHash } from 'crypto';

import { versionOf } from './version';

const hashLength = 8;
/** Less than 200 kB of state, reached only when thousands of rows change within one lookback window. */
const maxHashes = 10_000;
/** Kept however old they are, so that a clock that is put back repeats little. */
const minHashes = 250;

/** Hashes by the second that they belong to, in base 36: the form in n8n's state. */
export type EmittedRecord = Record<string, string>;

/** Which versions of which rows were emitted, as short hashes. */
export class Emitted {
	private readonly hashes = new Set<string>();

	private readonly bySecond: Map<number, string>;

	constructor(record: EmittedRecord = {}) {
		this.bySecond = new Map(Object.entries(record).map(([second, hashes]) => [parseInt(second, 36), hashes]));
		for (const hashes of this.bySecond.values()) {
			for (let at = 0; at < hashes.length; at += hashLength)
				this.hashes.add(hashes.slice(at, at + hashLength));
		}
	}

	/** Whether this version of a row, named by its ISO time, was emitted. Earlier states have the time as the server wrote it. */
	has(id: string, time: string): boolean {
		const version = versionOf(time);
		return this.hashes.has(hashOf(id, version)) || (version !== time && this.hashes.has(hashOf(id, time)));
	}

	add(id: string, time: string): void {
		const hash = hashOf(id, versionOf(time));
		if (this.hashes.has(hash)) return;
		this.hashes.add(hash);
		const second = Math.floor(Date.parse(time) / 1000);
		this.bySecond.set(second, (this.bySecond.get(second) ?? '') + hash);
	}

	/**
	 * What to save: the versions from a moment on (milliseconds), the youngest 250 in any case and 10,000 at most.
	 * `forgotten` is the latest moment, in milliseconds, of a version from then on that had no room.
	 */
	since(moment: number): { record: EmittedRecord; forgotten: number } {
		const first = Math.floor(moment / 1000);
		const record: EmittedRecord = {};
		let count = 0;
		for (const [second, hashes] of [...this.bySecond].sort(([a], [b]) => b - a)) {
			const room = (second >= first ? maxHashes : minHashes) - count;
			if (room > 0) record[second.toString(36)] = hashes.slice(-room * hashLength);
			count += hashes.length / hashLength;
			if (hashes.length > room * hashLength)
				return { record, forgotten: second >= first ? second * 1000 + 999 : -Infinity };
		}
		return { record, forgotten: -Infinity };
	}
}

/** Whether a saved value can be a record of emitted versions. */
export function isEmittedRecord(value: unknown): value is EmittedRecord {
	return (
		typeof value === 'object' &&
		value !== null &&
		Object.entries(value).every(
			([second, hashes]) => /^-?[0-9a-z]+$/.test(second) && typeof hashes === 'string',
		)
	);
}

function hashOf(id: string, version: string): string {
	return createHash('sha1').update(`${id}|${version}`).digest('base64url').slice(0, hashLength);
}
