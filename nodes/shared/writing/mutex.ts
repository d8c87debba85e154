import pLimit, { type LimitFunction } from 'p-limit';

const queues = new Map<string, LimitFunction>();

/**
 * Does the works of one key one after the other, in the order in which they came: two runs that look for a contact at
 * once would both find nobody, and create it twice. It reaches as far as this process of n8n.
 */
export async function withLock<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
	const queue = queues.get(key) ?? pLimit(1);
	queues.set(key, queue);
	try {
		return await queue(work);
	} finally {
		if (queue.activeCount + queue.pendingCount === 0) queues.delete(key);
	}
}
