import type { INode } from 'n8n-workflow';

import { toNumericId } from '../shared/locator';

/** The IDs that a choice of several holds: a list, or a text with commas from an expression. Throws for what is no ID. */
export function toIds(node: INode, name: string, value: unknown, itemIndex?: number): number[] {
	const given: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	const filled = given.filter((id) => String(id ?? '').trim() !== '');
	return [...new Set(filled.map((id) => toNumericId(node, name, id, itemIndex)))];
}
