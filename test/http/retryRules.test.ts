import {
	causeOf,
	failed,
	type Cause,
	type KiamoRequest,
	type Method,
} from '../../nodes/shared/transport/failure';
import { isGone, isPassing, waitBeforeRetry } from '../../nodes/shared/transport/retry';

const request = (method: Method): KiamoRequest => ({
	api: 'contactManager',
	method,
	path: '/bases',
	ids: {},
});
const refused = (status: number, retryAfterMs?: number): Cause => ({
	kind: 'refused',
	status,
	errors: [],
	html: false,
	retryAfterMs,
});
const broken = (code: string): Cause => ({ kind: 'unreachable', code });
const unreadable = (html: boolean): Cause => ({ kind: 'unreadable', html });
const isRetried = (method: Method, cause: Cause) =>
	waitBeforeRetry(failed(request(method), cause).failure, 1) !== undefined;

const passing: Array<[string, Cause, boolean]> = [
	// what happened, and whether a POST surely did nothing then
	['408', refused(408), false],
	['429', refused(429), true],
	['429 with Retry-After', refused(429, 5), true],
	['502', refused(502), false],
	['502 with Retry-After', refused(502, 5), false],
	['503', refused(503), false],
	['503 with Retry-After', refused(503, 5), true],
	['504', refused(504), false],
	['a refused connection', broken('ECONNREFUSED'), true],
	['an unknown name', broken('ENOTFOUND'), true],
	['a reset', broken('ECONNRESET'), false],
	['a timeout', broken('ECONNABORTED'), false],
	['JSON cut off', unreadable(false), false],
];
const lasting: Array<[string, Cause]> = [
	['400', refused(400)],
	['401', refused(401)],
	['403', refused(403)],
	['404', refused(404)],
	['409', refused(409)],
	['422', refused(422)],
	['500', refused(500)],
	['501', refused(501)],
	['a web page', unreadable(true)],
	['an untrusted certificate', broken('DEPTH_ZERO_SELF_SIGNED_CERT')],
	['no TLS', broken('EPROTO')],
	['a redirect', { kind: 'redirected', location: 'http://elsewhere' }],
	['a canceled run', { kind: 'cancelled' }],
];

it.each(passing)(
	'after %s GET, PUT and DELETE are sent again, a POST if it surely did nothing',
	(_, cause, post) => {
		for (const method of ['GET', 'PUT', 'DELETE'] as const) expect(isRetried(method, cause)).toBe(true);
		expect(isRetried('POST', cause)).toBe(post);
		expect(failed(request('POST'), cause).failure.mayHaveWritten).toBe(!post);
		expect(failed(request('GET'), cause).failure.mayHaveWritten).toBe(false);
	},
);

it.each(lasting)('after %s nothing is sent again', (_, cause) => {
	for (const method of ['GET', 'PUT', 'DELETE', 'POST'] as const)
		expect(isRetried(method, cause)).toBe(false);
	expect(isPassing(failed(request('GET'), cause).failure)).toBe(false);
});

it.each([
	[499, false],
	[500, true],
])('after %i a write may have been carried out: %s', (status, expected) => {
	expect(failed(request('POST'), refused(status)).failure.mayHaveWritten).toBe(expected);
});

it('waits longer each time, with some chance in it, and gives up after four tries', () => {
	const { failure } = failed(request('GET'), refused(503));
	const waits = (random: number) => [1, 2, 3, 4].map((attempt) => waitBeforeRetry(failure, attempt, random));
	expect(waits(0)).toEqual([300, 600, 1200, undefined]);
	expect(waits(0.5)).toEqual([375, 750, 1500, undefined]);
	const drawn = waitBeforeRetry(failure, 1) ?? 0;
	expect(drawn).toBeGreaterThanOrEqual(300);
	expect(drawn).toBeLessThan(450);
});

it('waits as long as the server asks, but no more than a minute', () => {
	const wait = (retryAfterMs: number) =>
		waitBeforeRetry(failed(request('POST'), refused(429, retryAfterMs)).failure, 1, 0);
	expect([0, 7_000, 60_000, 60_001, 86_400_000].map(wait)).toEqual([0, 7_000, 60_000, 60_000, 60_000]);
});

describe('Retry-After', () => {
	const asked = (retryAfter?: string, date?: string) => {
		const headers = { 'retry-after': retryAfter, date };
		return causeOf(request('GET'), { status: 503, headers, body: '' });
	};

	it('is read as seconds', () => {
		expect(asked('120')).toMatchObject({ retryAfterMs: 120_000 });
		expect(asked('0')).toMatchObject({ retryAfterMs: 0 });
		expect(asked(' 5 ')).toMatchObject({ retryAfterMs: 5_000 });
	});

	it('is read as a date against the clock of the server, however wrong that is', () => {
		const now = 'Mon, 01 Mar 1999 08:00:00 GMT';
		expect(asked('Mon, 01 Mar 1999 08:00:20 GMT', now)).toMatchObject({ retryAfterMs: 20_000 });
		expect(asked('Mon, 01 Mar 1999 07:00:00 GMT', now)).toMatchObject({ retryAfterMs: 0 });
		for (const date of ['1999-03-01T08:00:20Z', 'Mon, 01 Mar 1999 08:00:20 +0000'])
			expect(asked(date, now)).toMatchObject({ retryAfterMs: 20_000 });
	});

	it('is read as a date against our own clock where the server tells no time', () => {
		const inTenMinutes = new Date(Date.now() + 600_000).toUTCString();
		const cause = asked(inTenMinutes);
		const ms = cause?.kind === 'refused' ? (cause.retryAfterMs ?? 0) : 0;
		expect(ms).toBeGreaterThan(590_000);
		expect(ms).toBeLessThanOrEqual(600_000);
		expect(asked('Mon, 01 Mar 1999 07:00:00 GMT')).toMatchObject({ retryAfterMs: 0 });
	});

	it.each([undefined, '', 'soon'])('that says nothing (%j) is left aside', (text) => {
		expect(asked(text)).toMatchObject({ retryAfterMs: undefined });
	});
});

describe('isGone', () => {
	const after = (path: string, more: Partial<KiamoRequest> = {}, cause: Cause = refused(404)) =>
		isGone(failed({ ...request('DELETE'), path, ...more }, cause).failure);

	it('is true of a 404 to a DELETE that the contract has', () => {
		expect(after('/bases/b/contacts/c')).toBe(true);
		expect(after('/groups/12/agents/7', { api: 'agent' })).toBe(true);
	});

	it.each<[string, string, Partial<KiamoRequest>, Cause?]>([
		['another verb', '/bases/b/contacts/c', { method: 'PUT' }],
		['another status', '/bases/b/contacts/c', {}, refused(410)],
		['a web page', '/bases/b/contacts/c', {}, { ...refused(404), html: true } as Cause],
		['an operation that keeps the row', '/interactions/1', { api: 'interaction' }],
		['another API', '/bases/b/contacts/c', { api: 'agent' }],
		['a path that only begins so', '/bases/b/contacts/c/notes', {}],
		['a path that only ends so', '/v2/bases/b/contacts/c', {}],
		['a path that has no DELETE', '/bases/b', {}],
	])('is false of %s', (...[, path, more, cause]) => {
		expect(after(path, more, cause)).toBe(false);
	});
});
