import { sleep } from 'n8n-workflow';

import type { Kiamo } from './client';
import { send, timeoutMs } from './connection';
import { causeOfError, type ByteStream } from './exchange';
import { failed, type Answer, type KiamoRequest } from './failure';

/** A file to fetch. */
export interface Download<Stored> {
	/** Bytes that must come; null or undefined where Kiamo does not tell. */
	size?: number | null;
	/** Bytes at most. */
	largest: number;
	/** Whether the file may be a web page: otherwise one is taken for that of a proxy or a login. */
	isWebPage: boolean;
	/** Keeps the bytes as they come. */
	store(bytes: ByteStream): Promise<Stored>;
}

/**
 * Fetches bytes, again when that is safe, and tells how it ended: with what `store` made of them, or `tooLarge`. The whole
 * file is never in memory here; one that came in part is a failure. Throws what `store` throws of its own.
 */
export async function download<Stored>(
	{ connection }: Kiamo,
	request: KiamoRequest,
	{ size, largest, isWebPage, store }: Download<Stored>,
): Promise<Answer<Stored | 'tooLarge'>> {
	const answer = await send(connection, request, async (bytes, { 'content-type': type }) => {
		if (!isWebPage && String(type).startsWith('text/html')) {
			bytes.destroy();
			return failed(request, { kind: 'unreadable', html: true });
		}
		let count = 0;
		let broken: unknown;
		bytes.on('error', (error) => (broken ??= error));
		const counted = bytes.map((chunk: Uint8Array) => {
			count += chunk.length;
			if (count > largest) throw new RangeError('More bytes than are wanted');
			return chunk;
		});
		const over = new AbortController();
		const storing = store(counted)
			.then(
				(data) => ({ data }),
				(error: unknown) => ({ error }),
			)
			.finally(() => over.abort());
		const watching = untilSlow(() => count, timeoutMs(connection.options), over.signal).then((isSlow) => {
			if (!isSlow) return;
			const error = Object.assign(new Error('No more bytes came in time'), { code: 'ECONNABORTED' });
			// Who reads must know at once: the connection may take its time to close.
			bytes.emit('error', error);
			bytes.destroy();
		});
		const [stored] = await Promise.all([storing, watching]);
		if (count > largest) return { ok: true, data: 'tooLarge' };
		if (broken) return failed(request, causeOfError(connection, broken));
		if ('error' in stored) throw stored.error;
		const isWhole = size === null || size === undefined || size === count;
		return isWhole ? { ok: true, ...stored } : failed(request, { kind: 'unreadable', html: false });
	});
	return answer as Answer<Stored | 'tooLarge'>;
}

/** Bytes a second that a download must bring. */
const slowest = 1_000;

/** Waits until a count grew too slowly over so many milliseconds, then true; false when the signal came before. */
async function untilSlow(count: () => number, milliseconds: number, signal: AbortSignal): Promise<boolean> {
	for (let before = -Infinity; count() - before >= (slowest * milliseconds) / 1000;) {
		before = count();
		const isOver = await sleep(milliseconds, signal).then(
			() => false,
			() => true,
		);
		if (isOver) return false;
	}
	return true;
}
