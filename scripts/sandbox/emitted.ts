import { unflatten } from './flatted';
import type { Execution, Session } from './session';

/** The `eventId` of every item that a trigger has put out, by n8n's own list of executions. */
export async function emittedBy(session: Session, workflowId: string, trigger: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const emitted: string[] = [];
	let lastId = '';
	for (;;) {
		const page = await session.call<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}&limit=100${lastId && `&lastId=${lastId}`}`,
		);
		if (page.results.length === 0) return emitted;
		for (const { id } of page.results) {
			lastId = id;
			const { data } = await session.call<{ data?: string }>('GET', `/executions/${id}`);
			// One that has only begun has none yet.
			const known = data ? (unflatten(data) as Execution['data'] | undefined) : undefined;
			if (!known) continue;
			const { runData } = known.resultData;
			const [items] = (trigger in runData && runData[trigger][0].data?.main) || [null];
			emitted.push(...(items ?? []).map(({ json }) => String(json.eventId)));
		}
	}
}
