/** A server in front of a simulator that changes what passes: what no quirk of the simulator is about. */
import { request as send } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { serve, type SmallServer } from '../http/support';
import type { Simulator } from '../../simulator';

/** An answer on its way; what a test sets is what the client gets. */
export interface Passing {
	readonly method: string;
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** Starts a server in front of a simulator; its `url` is the address for the credential. */
export async function inFrontOf(
	simulator: Simulator,
	change: (passing: Passing) => void,
	heard: (text: string) => string = (text) => text,
): Promise<SmallServer> {
	return await serve((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const body = heard(Buffer.concat(chunks).toString());
			const headers = without(incoming.headers, 'accept-encoding', 'content-length', 'host');
			const { method = 'GET', url = '/' } = incoming;
			const onward = send(
				new URL(heard(url), simulator.url),
				{ method, headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) } },
				(answer) => {
					const parts: Buffer[] = [];
					answer.on('data', (part: Buffer) => parts.push(part));
					answer.on('end', () => {
						const rest = without(answer.headers, 'content-length', 'transfer-encoding');
						const { statusCode: status = 500 } = answer;
						const passing = { method, status, headers: rest, body: Buffer.concat(parts) };
						change(passing);
						const length = passing.status === 204 ? {} : { 'content-length': passing.body.length };
						response.sendDate = false;
						response.writeHead(passing.status, { ...passing.headers, ...length });
						response.end(passing.body);
					});
				},
			);
			onward.on('error', () => response.destroy());
			onward.end(body);
		});
	});
}

const without = (headers: IncomingHttpHeaders, ...names: string[]): IncomingHttpHeaders =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

/** Changes the JSON of answers. */
export const inJson = (change: (body: unknown, passing: Passing) => unknown) => (passing: Passing) => {
	if (passing.body.length === 0) return;
	const body: unknown = JSON.parse(passing.body.toString());
	passing.body = Buffer.from(JSON.stringify(change(body, passing)));
};
