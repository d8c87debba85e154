import { createHash } from 'crypto';

const fingerprintLength = 8;
/** Less than 200 kB of state, reached only when thousands of rows change within one overlap. */
const mostFingerprints = 10_000;

/** Fingerprints by the second they are of, in base 36: as they stand in n8n's state. */
export type SeenRecord = Record<string, string>;

/** Which versions of which rows were emitted; short, as n8n saves it with each poll. */
export class Seen {
	private readonly fingerprints = new Set<string>();

	private readonly bySecond: Map<number, string>;

	constructor(record: SeenRecord) {
		this.bySecond = new Map(Object.entries(record).map(([second, marks]) => [parseInt(second, 36), marks]));
		for (const marks of this.bySecond.values()) {
			for (let at = 0; at < marks.length; at += fingerprintLength) {
				this.fingerprints.add(marks.slice(at, at + fingerprintLength));
			}
		}
	}

	/** Whether this version of a row, named by its time, was emitted. */
	has(id: string, version: string): boolean {
		return this.fingerprints.has(fingerprint(id, version));
	}

	/** Remembers that this version of a row was emitted. */
	add(id: string, version: string): void {
		const mark = fingerprint(id, version);
		if (this.fingerprints.has(mark)) return;
		this.fingerprints.add(mark);
		const second = Math.floor(Date.parse(version) / 1000);
		this.bySecond.set(second, (this.bySecond.get(second) ?? '') + mark);
	}

	/** What to keep: versions from a moment on, in milliseconds; the youngest, if there are too many. */
	since(moment: number): SeenRecord {
		const seconds = [...this.bySecond].filter(([second]) => second >= Math.floor(moment / 1000));
		let room = mostFingerprints * fingerprintLength;
		const kept: SeenRecord = {};
		for (const [second, marks] of seconds.sort(([a], [b]) => b - a)) {
			if (room <= 0) break;
			kept[second.toString(36)] = marks.slice(-room);
			room -= marks.length;
		}
		return kept;
	}
}

function fingerprint(id: string, version: string): string {
	return createHash('sha1').update(`${id}|${version}`).digest('base64url').slice(0, fingerprintLength);
}
