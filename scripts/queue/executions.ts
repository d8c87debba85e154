import type { Session } from '../sandbox/session';

/** A line of n8n's list of executions. */
export interface Line {
	id: string;
	status: string;
	mode: string;
}

/** The last executions of a workflow, the latest first. */
export async function executionsOf(session: Session, workflowId: string): Promise<Line[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await session.call<{ results: Line[] }>('GET', `/executions?filter=${filter}&limit=20`);
	// n8n puts those that run before the others.
	return results.sort((a, b) => Number(b.id) - Number(a.id));
}

/**
 * Retries an execution, as the button of the list does. Resolves at its end, with what n8n says when that is a bad one: a
 * retry whose worker is to be killed is no failure.
 */
export async function retry(session: Session, executionId: string): Promise<unknown> {
	try {
		await session.call('POST', `/executions/${executionId}/retry`, { loadWorkflow: false });
		return undefined;
	} catch (error) {
		return error;
	}
}
