import type { Run } from '../shared/operation/operation';
import { toNumericId } from '../shared/locator';

/** Reads the IDs that a choice of several holds: a list, or a text with commas from an expression. Throws for others. */
export function readNumericIds(
	{ context }: Pick<Run, 'context'>,
	name: string,
	value: unknown,
	itemIndex: number,
): number[] {
	const given: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	const filled = given.filter((id) => String(id ?? '').trim() !== '');
	return [...new Set(filled.map((id) => toNumericId(context.getNode(), name, id, itemIndex)))];
}
