import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again, every `interval` milliseconds, until there is an answer. Throws after `timeout` milliseconds. */
export async function until<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined>,
	{ interval = 250, timeout = 120_000 } = {},
): Promise<Answer> {
	const deadline = Date.now() + timeout;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`${what}: nothing after ${timeout / 1000} s`);
		await sleep(interval);
	}
}
