import type { FastifyReply } from 'fastify';
import type { Markup } from './html';

/** Sends a page that holds no script and that no other page may frame. */
export function sendPage(reply: FastifyReply, status: number, page: Markup): FastifyReply {
	return reply
		.code(status)
		.headers({
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			'cache-control': 'no-store',
		})
		.send(page.text);
}
