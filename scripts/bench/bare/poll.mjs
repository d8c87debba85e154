/** The least that a poll takes: asks for what changed since a time, and puts out what it has not seen. */
import { feed, items, readAll, report } from './kiamo.mjs';

const query = `&${feed}`;
const seen = new Map();
for (let warmUp = 0; warmUp < 5; warmUp++) await readAll(query);
await report(async () => {
	let rows = 0;
	for (let poll = 0; poll < items; poll++) {
		const changed = (await readAll(query)).filter(({ id, updated_at }) => seen.get(id) !== updated_at);
		rows += changed.length;
	}
	return rows;
});
