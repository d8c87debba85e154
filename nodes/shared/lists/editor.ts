import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { openKiamo, type Kiamo } from '../transport/client';
import type { RequestOptions } from '../transport/connection';

/**
 * Opens Kiamo for a list that the editor shows, with the node's own request options. What is chosen from it becomes part
 * of the workflow, where n8n runs texts that begin with `=` as code: so none of its answers does.
 */
export async function openForEditor(context: ILoadOptionsFunctions): Promise<Kiamo> {
	const options = (context.getCurrentNodeParameter('requestOptions') ?? {}) as RequestOptions;
	const kiamo = await openKiamo(context, options);
	// A drop-down has no place for a hint: what can't be chosen is left out.
	kiamo.onBadRows = kiamo.onUnprovenEnd = () => undefined;
	const { attempt } = kiamo;
	kiamo.attempt = async (id, args) => {
		const answer = await attempt(id, args);
		return answer.ok ? { ok: true, data: withoutExpressions(answer.data) } : answer;
	};
	return kiamo;
}

/** The same with each text that would be an expression as the plain text after its `=`. */
function withoutExpressions<Value>(value: Value): Value {
	if (typeof value === 'string') return value.replace(/^=+/, '') as Value;
	if (Array.isArray(value)) return value.map(withoutExpressions) as Value;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, withoutExpressions(inner)]);
	return Object.fromEntries(entries) as Value;
}

/** The ID that a locator of the open node panel holds; undefined while none is chosen. */
export function chosenId(context: ILoadOptionsFunctions, name: string): string | undefined {
	const id = context.getCurrentNodeParameter(name, { extractValue: true });
	return typeof id === 'string' && id.trim() !== '' ? id.trim() : undefined;
}
