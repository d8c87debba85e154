import { until } from '../sandbox/process';

/** Asks a webhook of n8n as soon as its workflow, just published, answers. */
export async function ask(url: string, request: RequestInit = {}): Promise<Response> {
	return await until(url, async () => {
		const answer = await fetch(url, request);
		if (answer.status !== 404) return answer;
		// n8n says so of a webhook that it does not know yet; a workflow may answer 404, too.
		return (await answer.clone().text()).includes('not registered') ? undefined : answer;
	});
}

/** Throws when a value is not the expected one. */
export function expectSame(what: string, value: unknown, expected: unknown): void {
	const [is, shouldBe] = [value, expected].map((one) => JSON.stringify(one));
	if (is !== shouldBe) throw new Error(`${what}: ${is} instead of ${shouldBe}`);
}
