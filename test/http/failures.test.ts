import type { INode } from 'n8n-workflow';
import { toNodeError } from '../../nodes/shared/transport/errors';
import type { Cause, KiamoRequest } from '../../nodes/shared/transport/failure';

const node: INode = { id: '1', name: 'Node', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
const request: KiamoRequest = { api: 'contactManager', method: 'GET', path: '/bases', ids: {} };
const refused = (status: number, retryAfterMs?: number): Cause => ({
	kind: 'refused',
	status,
	errors: [],
	html: false,
	retryAfterMs,
});

it.each<[string, Cause, object]>([
	['a token that is not accepted', refused(401), { cause: 'credential-invalid' }],
	['a right that is missing', refused(403), { cause: 'configuration-invalid' }],
	['a base that is gone', refused(404), { cause: 'configuration-invalid' }],
	['too many requests', refused(429, 2000), { cause: 'rate-limited', retryAfterMs: 2000 }],
	['an outage', refused(503), { cause: 'temporarily-unavailable' }],
	['a broken connection', { kind: 'unreachable', code: 'ECONNRESET' }, { cause: 'temporarily-unavailable' }],
	['a certificate', { kind: 'unreachable', code: 'CERT_HAS_EXPIRED' }, { cause: 'configuration-invalid' }],
	['a redirect', { kind: 'redirected', location: 'elsewhere' }, { cause: 'configuration-invalid' }],
])('tells n8n what kind of failure %s is', (_, cause, expected) => {
	expect(toNodeError(node, { request, cause, mayHaveWritten: false }).failure).toEqual(expected);
});
