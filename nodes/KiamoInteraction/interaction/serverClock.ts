import type { Kiamo } from '../../shared/kiamo/client';

const asked = new WeakMap<Kiamo, Promise<unknown>>();

/** Makes sure that the server's clock is known: any answer tells it, a refusal too. Asks once per run. */
export async function learnServerClock(kiamo: Kiamo): Promise<void> {
	const answer = asked.get(kiamo) ?? kiamo.attempt('listServices', { query: { limit: 1 } });
	asked.set(kiamo, answer);
	await answer;
}
