import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { Simulator } from '..';
import { Refusal } from '../refusal';
import { addContactRoutes } from './contactRoutes';
import { html } from './html';
import { layout } from './layout';
import { requestsPage } from './requestsPage';
import { sendPage } from './sendPage';

export interface WebPage {
	readonly url: string;
	close(): Promise<void>;
}

/** Browsers say which site a form is on. The name in `Host` is checked too: any site may let its own point here. */
function isForeign({ headers: { origin, host = '' } }: FastifyRequest): boolean {
	const isOurs = origin === `http://${host}` && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
	return origin !== undefined && !isOurs;
}

/** Starts a page on the loopback interface on which a person sees and changes what a simulated Kiamo holds. */
export async function startWebPage(simulator: Simulator, { port = 0 } = {}): Promise<WebPage> {
	function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
		const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
		const { status: shown, message } =
			error instanceof Refusal ? error : new Refusal(status, error instanceof Error ? error.message : '');
		const main = html`<p>${message}</p>
			<p><a href="/">Back to the contacts</a></p>`;
		return sendPage(reply, shown, layout(simulator, request.url, `Error ${shown}`, main));
	}

	const app = Fastify({
		forceCloseConnections: true,
		frameworkErrors: (error, request, reply) => {
			sendError(error, request, reply);
		},
		routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)) },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, new URLSearchParams(String(body))),
	);
	app.addHook('onRequest', (request, _reply, done) => {
		const isRefused = request.method === 'POST' && isForeign(request);
		done(isRefused ? new Refusal(403, 'This form is on another site.') : undefined);
	});
	app.setErrorHandler(sendError);
	app.setNotFoundHandler((request, reply) => {
		sendError(new Refusal(404, 'There is no such page.'), request, reply);
	});
	app.get('/requests', (_request, reply) => sendPage(reply, 200, requestsPage(simulator)));
	addContactRoutes(app, simulator);
	await app.listen({ port, host: '127.0.0.1' });
	const { port: taken } = app.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${taken}`, close: () => app.close() };
}
