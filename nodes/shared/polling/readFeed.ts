import { readPages, type Page } from '../transport/pages';
import type { FeedReading, FeedRow, FeedState } from './feed';
import { Seen } from './seen';

/** A page of a feed, and the server's clock when it was asked for, in milliseconds. */
export interface FeedPage<Row extends FeedRow> extends Page<Row> {
	serverNow: number;
}

/**
 * Reads a feed page by page, from its frontier on: until its end, more than `most` rows that are not known yet, or the
 * moment `until`. `fetchPage` answers the rows that changed at the frontier or later, in the order of change.
 */
export async function readFeed<Row extends FeedRow>(
	fetchPage: (offset: number) => Promise<FeedPage<Row>>,
	state: FeedState,
	{ maxItems, until }: { maxItems: number; until: number },
): Promise<FeedReading<Row>> {
	const seen = new Seen(state.seen);
	let serverNow = Infinity;
	const pages = readPages<Row>(
		async (offset) => {
			const page = await fetchPage(offset);
			serverNow = Math.min(serverNow, page.serverNow);
			return page;
		},
		{
			offset: Math.max(0, state.skip - 1),
			keyOf: ({ id, changed }) => `${id}|${changed}`,
			isKnown: ({ id, changed }) => seen.has(id, changed),
			// Beyond the frontier's moment, rows that an earlier reading never met may lie before one that it did.
			isStart: ({ id, changed }) => Date.parse(changed) === state.at && seen.has(id, changed),
		},
	);
	const rows: Row[] = [];
	for await (const page of pages) {
		rows.push(...page);
		if (rows.length > maxItems || Date.now() > until) return { rows, serverNow, isComplete: false };
	}
	return { rows, serverNow, isComplete: true };
}
