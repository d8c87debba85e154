import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { generate } from 'selfsigned';
import type { Contract, RawRequest } from '../contract';
import { alterRequest } from './alterations';
import type { Dialect } from './dialect';
import { exchange, setDate } from './exchange';
import type { Kiamo } from '../kiamo';
import { Refusal, notFound } from './refusal';

export interface Certificate {
	/** PEM. */
	cert: string;
	private: string;
}

/** A certificate for this machine that nobody but itself vouches for. */
export async function selfSignedCertificate(): Promise<Certificate> {
	return await generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				],
			},
		],
	});
}

function parseBody(text: unknown): unknown {
	if (typeof text !== 'string' || text === '') return undefined;
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === 'object' && body !== null ? body : text;
	} catch (error) {
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}

/** The path below the base path, or as it is when it lies outside. */
function splitUrl(url: string, basePath: string) {
	const [path, query = ''] = url.split(/\?(.*)/s);
	const isInside = path.startsWith(`${basePath}/`);
	return { path: isInside ? path.slice(basePath.length) : path, query, isInside };
}

/** Puts a simulated Kiamo on HTTP, or on HTTPS with a certificate. */
export function createServer(
	kiamo: Kiamo,
	contract: Contract,
	basePath: string,
	certificate: Certificate | undefined,
	dialect?: Dialect,
): FastifyInstance {
	const app = Fastify({
		https: certificate ? { key: certificate.private, cert: certificate.cert } : null,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		bodyLimit: 16 * 1024 * 1024,
		frameworkErrors: (error, _request, reply) => {
			sendError(reply, error);
		},
	});
	const closing = new AbortController();
	app.addHook('preClose', (done) => {
		closing.abort();
		done();
	});
	app.server.on('connection', () => kiamo.counts.connections++);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body),
	);
	// Clients name some type even where they send nothing.
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
		body === '' ? done(null, body) : done(new Refusal(415, 'Unsupported Media Type')),
	);

	app.addHook('onRequest', (_request, reply, done) => {
		kiamo.counts.begin();
		setDate(reply, kiamo);
		reply.raw.once('close', () => kiamo.counts.end());
		done();
	});

	function sendError(reply: FastifyReply, error: unknown) {
		const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
		const refusal =
			error instanceof Refusal
				? error
				: new Refusal(status, error instanceof Error ? error.message : String(error));
		if (status >= 500 && !(error instanceof Refusal)) {
			kiamo.contractViolations.push({ operationId: 'none', status, errors: [refusal.message] });
		}
		return reply.code(refusal.status).send(dialect ? dialect.sayRefusal(refusal.body) : refusal.body);
	}

	app.setErrorHandler((error, request, reply) => {
		if (closing.signal.aborted) return reply.hijack();
		const { path, query } = splitUrl(request.url, basePath);
		const sent = sendError(reply, error);
		kiamo.counts.answered({ method: request.method, path, query, status: reply.statusCode });
		return sent;
	});

	async function serve(request: FastifyRequest, reply: FastifyReply) {
		const { method } = request;
		const { path, query, isInside } = splitUrl(request.url, basePath);
		if (!isInside) throw notFound();
		const headers = Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name, value ?? '']),
		);
		const body = parseBody(request.body);
		const written: RawRequest = { method, path, query, headers, body, lateBy: 0 };
		const heard = dialect?.hear(written, kiamo.quirks.pageSize);
		const raw = alterRequest(heard?.request ?? written, kiamo.quirks);
		const operation = contract.route(raw);
		const elements = Array.isArray(raw.body) ? raw.body.length : undefined;
		const seen = { method, path, query, operationId: operation?.operationId, elements };
		const status = await exchange(contract, kiamo, raw, reply, operation, closing.signal, heard?.say);
		kiamo.counts.answered({ ...seen, status });
		return reply;
	}
	app.all('/*', serve);
	app.setNotFoundHandler(serve);
	return app;
}
