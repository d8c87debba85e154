import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Operation } from 'openapi-backend';
import { tokenHeader } from '../../contract/generated/operations';
import { Bytes, type Contract, type RawRequest } from '../contract';
import type { Kiamo } from '../kiamo';
import { alterBody, echo } from './alterations';
import type { Heard } from './dialect';
import type { Fault, StatusFault } from './faults';
import { Refusal } from './refusal';

const json = 'application/json; charset=utf-8';
const htmlPage = (status: number) =>
	status < 400
		? '<!DOCTYPE html><html lang="fr"><head><title>Connexion</title></head><body><form method="post">Identifiant <input name="login"></form></body></html>'
		: `<html><head><title>${status} Bad Gateway</title></head><body><center><h1>${status} Bad Gateway</h1></center><hr><center>nginx</center></body></html>`;

/** What is sent: a body that is undefined is none, a text is HTML, anything else is JSON or bytes. */
interface Outgoing {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
}

/** Sets the Date header to the time of the server, or to what its quirks make of it. */
export function setDate(reply: FastifyReply, { env, quirks: { dateHeaderOff } }: Kiamo): void {
	reply.raw.sendDate = false;
	if (dateHeaderOff === 'missing') return void reply.removeHeader('date');
	const date = dateHeaderOff === '1970' ? 0 : env.now().getTime() + dateHeaderOff;
	reply.header('date', new Date(date).toUTCString());
}

function resetConnection(reply: FastifyReply): 'reset' {
	const { socket } = reply.raw;
	reply.hijack();
	// A TLS socket knows no reset: there the connection ends without a word.
	if (socket && 'encrypted' in socket) socket.destroy();
	else socket?.resetAndDestroy();
	return 'reset';
}

function statusAnswer({ env }: Kiamo, fault: StatusFault): Outgoing {
	const { status, retryAfter, retryAfterAs = 'seconds', message = `Status ${status}`, errors } = fault;
	const { body } = new Refusal(status, message, errors);
	if (retryAfter === undefined) return { status, body };
	const date = new Date(env.now().getTime() + retryAfter * 1000).toUTCString();
	return { status, body, headers: { 'retry-after': retryAfterAs === 'date' ? date : String(retryAfter) } };
}

/** What the first fault that ends the request here answers, or 'reset'; undefined when none does. */
function endingOf(
	kiamo: Kiamo,
	faults: readonly Fault[],
	isWorkDone: boolean,
): Outgoing | 'reset' | undefined {
	for (const fault of faults) {
		if (fault.kind === 'html' && !isWorkDone) return { status: fault.status, body: htmlPage(fault.status) };
		if (fault.kind !== 'reset' && fault.kind !== 'status') continue;
		if (Boolean(fault.afterWork) !== isWorkDone) continue;
		if (fault.kind === 'status') return statusAnswer(kiamo, fault);
		if (!fault.midway) return 'reset';
	}
	return undefined;
}

const firstHalf = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2));

function encode(body: unknown): { bytes: Buffer; type: string } {
	if (body instanceof Bytes) return { bytes: body.content, type: body.mimeType };
	if (typeof body === 'string') return { bytes: Buffer.from(body), type: 'text/html; charset=utf-8' };
	return { bytes: Buffer.from(JSON.stringify(body)), type: json };
}

/** Sends a body past the framework: half of it, or a byte at a time without an end. */
async function sendRaw(reply: FastifyReply, { status }: Outgoing, headers: Record<string, string | number>) {
	reply.hijack();
	const date = reply.getHeader('date');
	reply.raw.writeHead(status, { ...headers, ...(date ? { date: String(date) } : {}) });
	return (bytes: Buffer) => new Promise<unknown>((resolve) => reply.raw.write(bytes, resolve));
}

async function drip(reply: FastifyReply, answer: Outgoing, milliseconds: number, closing: AbortSignal) {
	const { bytes, type } = encode(answer.body);
	const write = await sendRaw(reply, answer, { 'content-type': type });
	for (let at = 0; !reply.raw.destroyed && !closing.aborted; at++) {
		await write(at < bytes.length ? bytes.subarray(at, at + 1) : Buffer.from(' '));
		await sleep(milliseconds, undefined, { signal: closing });
	}
	return answer.status;
}

function* padded(bytes: Buffer, blanks: number) {
	const block = Buffer.alloc(Math.min(blanks, 1024 * 1024), ' ');
	for (let left = blanks; left > 0; left -= block.length) yield block.subarray(0, left);
	yield bytes;
}

async function send(
	reply: FastifyReply,
	{ quirks }: Kiamo,
	answer: Outgoing,
	faults: readonly Fault[],
	closing: AbortSignal,
): Promise<number | 'reset'> {
	const { status, body, headers = {} } = answer;
	const dripping = faults.find((fault) => fault.kind === 'drip')?.milliseconds ?? quirks.drip;
	if (dripping && body !== undefined) return await drip(reply, answer, dripping, closing);
	reply.code(status).headers(headers);
	if (body === undefined) {
		await reply.send();
		return status;
	}
	const { bytes, type } = encode(body);
	if (faults.some((fault) => fault.kind === 'reset' && fault.midway)) {
		const write = await sendRaw(reply, answer, { 'content-type': type, 'content-length': bytes.length });
		await write(firstHalf(bytes));
		reply.raw.socket?.destroy();
		return 'reset';
	}
	const isTruncated = faults.some(({ kind }) => kind === 'truncated');
	const sent = isTruncated ? firstHalf(bytes) : bytes;
	const isPadded = quirks.hugeAnswer > 0 && type === json;
	await reply.type(type).send(isPadded ? Readable.from(padded(sent, quirks.hugeAnswer)) : sent);
	return status;
}

/** The answer as the quirks of the server have it. */
function disguise(
	{ quirks, counts }: Kiamo,
	{ status, body, headers }: Outgoing,
	request: RawRequest,
	operationId?: string,
): Outgoing {
	const { echoesToken, emptyPut, htmlErrors } = quirks;
	const token = String(request.headers[tokenHeader.toLowerCase()] ?? '');
	if (typeof body === 'string' || body instanceof Bytes) return { status, body, headers };
	if (status >= 400) {
		if (htmlErrors) return { status, body: htmlPage(status), headers };
		if (echoesToken?.in !== 'refusal') return { status, body, headers };
		return { status, body: { ...(body as object), message: `Not for ${echo(token, echoesToken)}` }, headers };
	}
	if (emptyPut && request.method === 'PUT' && status === 200) return { status: 204, body: undefined };
	if (body === undefined) return { status, body, headers };
	const isOdd = counts.requests % 2 === 1;
	return { status, body: alterBody(body, quirks, { method: request.method, operationId, token, isOdd }) };
}

/** What the simulated Kiamo does with one request, faults and quirks included. Returns the status sent, or 'reset'. */
export async function exchange(
	contract: Contract,
	kiamo: Kiamo,
	request: RawRequest,
	reply: FastifyReply,
	operation: Operation | undefined,
	closing: AbortSignal,
	say: Heard['say'] = (_status, body) => body,
): Promise<number | 'reset'> {
	const operationId = operation?.operationId;
	const faults = kiamo.faults.meet({ ...request, operationId });
	const end = async (ending: Outgoing | 'reset') => {
		if (ending === 'reset') return resetConnection(reply);
		setDate(reply, kiamo);
		const answer = disguise(kiamo, ending, request, operationId);
		const body = answer.body instanceof Bytes ? answer.body : say(answer.status, answer.body);
		return await send(reply, kiamo, { ...answer, body }, faults, closing);
	};
	for (const fault of faults) {
		if (fault.kind === 'mutate') fault.run();
		if (fault.kind === 'latency') await sleep(fault.milliseconds, undefined, { signal: closing });
		if (fault.kind === 'hold') await fault.until;
	}
	const lateBy = Math.max(0, ...faults.map((fault) => (fault.kind === 'late' ? fault.milliseconds : 0)));
	const work = () => contract.answer(kiamo, { ...request, lateBy }, operation);
	const delayed = faults.find((fault) => fault.kind === 'reset' && fault.workAfter !== undefined);
	if (delayed?.kind === 'reset') {
		resetConnection(reply);
		await delayed.workAfter;
		await work();
		return 'reset';
	}
	const before = endingOf(kiamo, faults, false);
	if (before) return await end(before);
	const { echoesToken } = kiamo.quirks;
	if (echoesToken?.in === 'location') {
		const token = echo(String(request.headers[tokenHeader.toLowerCase()]), echoesToken);
		return await end({ status: 302, body: undefined, headers: { location: `/login?token=${token}` } });
	}
	const { status, body } = await work();
	return await end(endingOf(kiamo, faults, true) ?? { status, body: body ?? undefined });
}
