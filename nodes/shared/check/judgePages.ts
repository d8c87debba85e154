import type { Paging } from '../../../contract/generated/operations';
import { rowKey, type ListId } from '../transport/pages';
import { isObject, kindOf } from './judge';

/** The rows that are asked for at a time. */
export const pageRows = 2;

/** A page as it came. */
export interface PageSeen {
	rows: unknown[];
	total: unknown;
	/** The status with which it was refused, or what else came. */
	refusal?: number | string;
	/** An answer that is no page. */
	isOther?: boolean;
}

/** What is not as assumed about the pages of a list, given two of two rows and one far behind the end. */
export function judgePages(
	{ style, size, position, total: totalName }: Paging,
	[first, second, far]: Array<PageSeen | undefined>,
	list: ListId,
): { paging: 'contradicted' | 'notProven' | 'proven'; differences: string[] } {
	if (!first || style === 'none') return { paging: 'notProven', differences: [] };
	const { total } = first;
	const isCount = Number.isSafeInteger(total) && (total as number) >= 0;
	const keyOf = rowKey(list);
	const keysOf = (rows: unknown[]) => rows.filter(isObject).map(keyOf);
	const asked = new Set(keysOf(first.rows.slice(0, pageRows)));
	const isRepeated = keysOf(second?.rows ?? []).some((key) => asked.has(key));
	const seen = new Set(keysOf([...first.rows, ...(second?.rows ?? [])])).size;
	const isMore = isCount && (total as number) > seen;
	const after = `the second page, asked for with "${position}",`;
	const contradictions = [
		first.rows.length > pageRows &&
			`asked for ${pageRows} rows with "${size}", the server returned ${first.rows.length}`,
		first.rows.length === 0 && isMore && `the list is empty, but "${totalName}" counts rows`,
		second?.refusal !== undefined && `${after} is refused (${second.refusal})`,
		second?.isOther && `${after} is not a list`,
		isRepeated && `${after} repeats the first`,
		second &&
			isPage(second) &&
			second.rows.length === 0 &&
			isMore &&
			`${after} is empty, but "${totalName}" counts more rows`,
		far && far.rows.length > 0 && !isRepeated && 'a page far behind the end of the list has rows',
		// Another status may be for the size of the number.
		far?.refusal === 404 &&
			second?.refusal === undefined &&
			'a page behind the end of the list is refused (404)',
	].filter((text) => typeof text === 'string');
	const doubts = [
		total !== undefined &&
			!isCount &&
			`"${totalName}" is ${kindOf(total)}, not a count; the nodes don't rely on it`,
		isCount &&
			(total as number) < seen &&
			`"${totalName}" is less than the rows of the list; the nodes don't rely on it`,
	].filter((text) => typeof text === 'string');
	const isProven = keysOf(second?.rows ?? []).length > 0;
	return {
		paging: contradictions.length > 0 ? 'contradicted' : isProven ? 'proven' : 'notProven',
		differences: [...contradictions, ...doubts],
	};
}

const isPage = ({ refusal, isOther }: PageSeen) => refusal === undefined && !isOther;
