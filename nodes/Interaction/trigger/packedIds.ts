/**
 * Interactions by what is known of them, short, as n8n saves it with each poll: ids in their order, each by its distance
 * from the one before, in base 36.
 */
export type PackedIds = Record<string, string>;

/** Puts ids and what is known of each into the short form. */
export function packIds(known: ReadonlyMap<number, string>): PackedIds {
	const groups = new Map<string, number[]>();
	for (const [id, what] of [...known].sort(([a], [b]) => a - b)) {
		const ids = groups.get(what);
		if (ids) ids.push(id);
		else groups.set(what, [id]);
	}
	const pack = (ids: number[]) => ids.map((id, at) => (id - (ids[at - 1] ?? 0)).toString(36)).join(' ');
	return Object.fromEntries([...groups].map(([what, ids]) => [what, pack(ids)]));
}

/** Gives back what packIds was given. */
export function unpackIds(packed: PackedIds): Map<number, string> {
	const known = new Map<number, string>();
	for (const [what, distances] of Object.entries(packed)) {
		let id = 0;
		for (const distance of distances.split(' ')) {
			id += parseInt(distance, 36);
			known.set(id, what);
		}
	}
	return known;
}
