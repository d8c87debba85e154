import { until } from '../../../scripts/sandbox/until';

/** Calls a webhook of n8n as soon as its workflow, just published, answers. */
export async function callWebhook(url: string, request: RequestInit = {}): Promise<Response> {
	return await until(url, async () => {
		const answer = await fetch(url, request);
		if (answer.status !== 404) return answer;
		// n8n says so of a webhook that it does not know yet; a workflow may answer 404, too.
		return (await answer.clone().text()).includes('not registered') ? undefined : answer;
	});
}
