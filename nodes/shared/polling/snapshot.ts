/** What is there at one moment: by id, a short text that says all that matters of a row; '' where only its being there does. */
export type Snapshot = ReadonlyMap<string, string>;

/** What became of a row between two snapshots; `before` and `after` are its texts, where it was there. */
export interface Difference {
	id: string;
	kind: 'appeared' | 'changed' | 'gone';
	before?: string;
	after?: string;
}

/** A snapshot as it stands in n8n's state, in the order of its rows. */
export interface PackedSnapshot {
	/** What was asked for; another question starts afresh. */
	scope: string;
	/** One text where all ids are what Kiamo's usually are, else the ids as they are. */
	ids: string | string[];
	/** Each text once. */
	texts: string[];
	/** The place in `texts` of each row's text; empty where all rows have the same. */
	textOf: number[];
}

const hexId = /^[0-9a-f]{24}$/;

/**
 * Tells what differs between two snapshots: rows that appeared or changed in the order of `after`, then those that are
 * gone in the order of `before`. Without a `before` there is nothing to compare with, hence no difference.
 */
export function compareSnapshots(before: Snapshot | undefined, after: Snapshot): Difference[] {
	if (!before) return [];
	const differences: Difference[] = [];
	for (const [id, text] of after) {
		const old = before.get(id);
		if (old === undefined) differences.push({ id, kind: 'appeared', after: text });
		else if (old !== text) differences.push({ id, kind: 'changed', before: old, after: text });
	}
	for (const [id, text] of before) {
		if (!after.has(id)) differences.push({ id, kind: 'gone', before: text });
	}
	return differences;
}

/** Puts a snapshot into a short form that JSON keeps exactly; `scope` names what was asked for. */
export function packSnapshot(snapshot: Snapshot, scope: string): PackedSnapshot {
	const places = new Map<string, number>();
	for (const text of snapshot.values()) {
		if (!places.has(text)) places.set(text, places.size);
	}
	return {
		scope,
		ids: packIds([...snapshot.keys()]),
		texts: [...places.keys()],
		textOf: places.size > 1 ? [...snapshot.values()].map((text) => places.get(text) ?? 0) : [],
	};
}

/** Gives back what packSnapshot was given; undefined where there is nothing yet, or it was of another scope. */
export function unpackSnapshot(packed: PackedSnapshot | undefined, scope: string): Snapshot | undefined {
	if (packed?.scope !== scope) return undefined;
	const { ids, texts, textOf } = packed;
	return new Map(unpackIds(ids).map((id, row) => [id, texts[textOf[row] ?? 0]]));
}

/** Two thirds of the length, where ids are what the contract says: 24 hexadecimal characters. */
function packIds(ids: string[]): string | string[] {
	return ids.every((id) => hexId.test(id)) ? Buffer.from(ids.join(''), 'hex').toString('base64') : ids;
}

function unpackIds(packed: string | string[]): string[] {
	if (typeof packed !== 'string') return packed;
	return Buffer.from(packed, 'base64').toString('hex').match(/.{24}/g) ?? [];
}
