import { requestFor, type Arguments, type Kiamo, type OperationId } from '../transport/client';
import { send, timeoutMs } from '../transport/connection';
import { download } from '../transport/download';
import type { Transport } from '../transport/exchange';
import type { Failure } from '../transport/failure';
import type { Query } from '../transport/url';

/** The ids in the path of a call, by their names. */
export type Ids = Record<string, string>;

/** What came of a request; undefined where no more may be sent. */
export type Reply = { data: unknown } | Failure | undefined;

/** How often a request is sent at most, where the server has an outage. */
const tries = 4;

/** Sends requests one at a time, and no more than it may. */
export class Asker {
	constructor(
		private readonly given: Kiamo,
		private left: number,
	) {}

	/** Whether one more request, with all its tries, could be one too many. */
	get isExhausted(): boolean {
		return this.left < tries;
	}

	async get(id: OperationId, path: Ids, query?: Query): Promise<Reply> {
		if (this.isExhausted) return undefined;
		const request = requestFor(id, { path } as Arguments<OperationId>);
		const answer = await send(this.kiamo().connection, { ...request, query });
		return answer.ok ? { data: answer.data } : answer.failure;
	}

	/** Asks for a file, of which it reads no more than the beginning. */
	async file(id: OperationId, path: Ids, isWebPage: boolean): Promise<Failure | undefined> {
		const request = requestFor(id, { path } as Arguments<OperationId>);
		const answer = await download(this.kiamo(), request, {
			largest: 64 * 1024,
			isWebPage,
			async store(bytes) {
				for await (const chunk of bytes) void chunk;
			},
		});
		return answer.ok ? undefined : answer.failure;
	}

	/** Counts what is sent. What was not answered in time is not sent again: it would take minutes. */
	private kiamo(): Kiamo {
		const { transport, options } = this.given.connection;
		const counting: Transport = async (...request) => {
			this.left--;
			return await transport(...request);
		};
		const deadline = Date.now() + timeoutMs(options);
		return { ...this.given, connection: { ...this.given.connection, transport: counting, deadline } };
	}
}
