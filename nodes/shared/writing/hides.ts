import type { Answer } from '../transport/failure';

/** Chooses some rows of a list: the first, the second, the fourth and so on, as old ones may be blank. */
export const isSample = (_row: unknown, at: number) => Number.isInteger(Math.log2(at + 1));

/** Whether a list leaves out what its rows hold: each is read by itself, and `hasMore` says whether that shows more. */
export async function hides<Row>(
	rows: Row[],
	read: (row: Row) => Promise<Answer<Row>>,
	hasMore: (whole: Row, listed: Row) => boolean,
): Promise<boolean> {
	const answers = await Promise.all(rows.map(async (listed) => [listed, await read(listed)] as const));
	return answers.some(([listed, answer]) => !answer.ok || hasMore(answer.data, listed));
}
