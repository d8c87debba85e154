import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Operation } from 'openapi-backend';
import { Bytes, type Answer, type Contract, type RawRequest } from '../contract';
import type { Fault, StatusFault } from './faults';
import type { Kiamo } from '../kiamo';
import { Refusal } from './refusal';

const htmlPage = (status: number) =>
	status < 400
		? '<!DOCTYPE html><html lang="fr"><head><title>Connexion</title></head><body><form method="post">Identifiant <input name="login"></form></body></html>'
		: `<html><head><title>${status} Bad Gateway</title></head><body><center><h1>${status} Bad Gateway</h1></center><hr><center>nginx</center></body></html>`;

function resetConnection(reply: FastifyReply): 'reset' {
	const { socket } = reply.raw;
	reply.hijack();
	// A TLS socket knows no reset: there the connection ends without a word.
	if (socket && 'encrypted' in socket) socket.destroy();
	else socket?.resetAndDestroy();
	return 'reset';
}

/** The ways of the server that show in what an answer holds. */
interface Style {
	wholeSeconds: boolean;
	textIds: boolean;
}

function serialize(body: unknown, { wholeSeconds, textIds }: Style): string {
	const isDate = /^(?:at|since|start|end)$|_at$|_date$/;
	const isId = /^id$|_id$/;
	const restyle = (key: string, value: unknown): unknown => {
		if (wholeSeconds && typeof value === 'string' && isDate.test(key)) return value.replace(/\.\d{3}Z$/, 'Z');
		return textIds && typeof value === 'number' && isId.test(key) ? String(value) : value;
	};
	return JSON.stringify(body, wholeSeconds || textIds ? restyle : undefined);
}

const json = 'application/json; charset=utf-8';
const firstHalf = (bytes: Buffer) => bytes.subarray(0, Math.ceil(bytes.length / 2));

async function sendStatus(reply: FastifyReply, clock: Kiamo['clock'], fault: StatusFault): Promise<number> {
	const { status, retryAfter, retryAfterAs = 'seconds', message = `Status ${status}`, errors } = fault;
	if (retryAfter !== undefined) {
		const date = new Date(clock.now().getTime() + retryAfter * 1000).toUTCString();
		reply.header('retry-after', retryAfterAs === 'date' ? date : String(retryAfter));
	}
	await reply
		.code(status)
		.header('content-type', json)
		.send(JSON.stringify(new Refusal(status, message, errors).body));
	return status;
}

/** Ends a request the way a fault has it: the status sent, 'reset', or undefined when this fault ends nothing here. */
async function end(reply: FastifyReply, { clock }: Kiamo, fault: Fault, isWorkDone: boolean) {
	const { kind } = fault;
	if (kind === 'reset' && !fault.midway && Boolean(fault.afterWork) === isWorkDone)
		return resetConnection(reply);
	if (kind === 'status' && Boolean(fault.afterWork) === isWorkDone)
		return await sendStatus(reply, clock, fault);
	if (kind === 'html' && !isWorkDone) {
		await reply
			.code(fault.status)
			.header('content-type', 'text/html; charset=utf-8')
			.send(htmlPage(fault.status));
		return fault.status;
	}
	return undefined;
}

async function endByFirst(reply: FastifyReply, kiamo: Kiamo, faults: Fault[], isWorkDone: boolean) {
	for (const fault of faults) {
		const ended = await end(reply, kiamo, fault, isWorkDone);
		if (ended !== undefined) return ended;
	}
	return undefined;
}

/** The bytes of a body, and their type. */
function encode(body: unknown, style: Style): { bytes: Buffer; type: string } {
	if (body instanceof Bytes) return { bytes: body.content, type: body.mimeType };
	return { bytes: Buffer.from(serialize(body, style)), type: json };
}

/** Sends half of the body under the length of the whole, then cuts the connection. */
async function cutMidway(reply: FastifyReply, status: number, bytes: Buffer, type: string): Promise<'reset'> {
	reply.hijack();
	const date = String(reply.getHeader('date'));
	reply.raw.writeHead(status, { 'content-type': type, 'content-length': bytes.length, date });
	await new Promise<unknown>((resolve) => reply.raw.write(firstHalf(bytes), resolve));
	reply.raw.socket?.destroy();
	return 'reset';
}

async function send(
	reply: FastifyReply,
	{ status, body }: Answer,
	style: Style,
	faults: Fault[],
): Promise<number | 'reset'> {
	if (body === null) {
		await reply.code(status).send();
		return status;
	}
	const { bytes, type } = encode(body, style);
	if (faults.some((fault) => fault.kind === 'reset' && fault.midway)) {
		return await cutMidway(reply, status, bytes, type);
	}
	const isTruncated = faults.some(({ kind }) => kind === 'truncated');
	await reply
		.code(status)
		.header('content-type', type)
		.send(isTruncated ? firstHalf(bytes) : bytes);
	return status;
}

/** What the simulated Kiamo does with one request, faults included. Returns the status sent, or 'reset'. */
export async function exchange(
	contract: Contract,
	kiamo: Kiamo,
	request: RawRequest,
	reply: FastifyReply,
	operation: Operation | undefined,
	closing: AbortSignal,
): Promise<number | 'reset'> {
	const faults = kiamo.faults.meet({ ...request, operationId: operation?.operationId });
	for (const fault of faults) {
		if (fault.kind === 'mutate') fault.run();
		if (fault.kind === 'latency') await sleep(fault.milliseconds, undefined, { signal: closing });
		if (fault.kind === 'hold') await fault.until;
	}
	const endedBefore = await endByFirst(reply, kiamo, faults, false);
	if (endedBefore !== undefined) return endedBefore;
	const lateBy = Math.max(0, ...faults.map((fault) => (fault.kind === 'late' ? fault.milliseconds : 0)));
	const answer = await contract.answer(kiamo, { ...request, lateBy }, operation);
	const endedAfter = await endByFirst(reply, kiamo, faults, true);
	if (endedAfter !== undefined) return endedAfter;
	const isEmpty = kiamo.quirks.emptyPut && request.method === 'PUT' && answer.status === 200;
	const given = isEmpty ? { status: 204, body: null } : answer;
	reply.header('date', kiamo.clock.now().toUTCString());
	const { wholeSeconds, textIds } = kiamo.quirks;
	const hasTextIds = textIds.some((id) => id === operation?.operationId);
	return await send(reply, given, { wholeSeconds, textIds: hasTextIds }, faults);
}
