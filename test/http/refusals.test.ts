import {
	causeOf,
	failed,
	isCertificateProblem,
	isMissing,
	isTlsProblem,
	type Cause,
	type KiamoRequest,
} from '../../nodes/shared/transport/failure';
import { explainRefusal, explainWebPage, quote, shorten } from '../../nodes/shared/transport/refusals';

type Refusal = Extract<Cause, { kind: 'refused' }>;

const request: KiamoRequest = { api: 'contactManager', method: 'PUT', path: '/bases/7/contacts/9', ids: {} };
const explained = (refusal: Partial<Refusal>, more: Partial<KiamoRequest> = {}) =>
	explainRefusal(
		{ ...request, ...more },
		{ kind: 'refused', status: 422, errors: [], html: false, ...refusal },
		'Server Address',
	);

describe('the sentence for a refusal', () => {
	it.each<[number, string, string]>([
		[
			401,
			"Kiamo didn't accept the API token for the Contact Manager API",
			'has PUT enabled for "Contact Manager"',
		],
		[
			403,
			'The API token lacks the permission PUT for the Contact Manager API',
			'enable PUT for "Contact Manager" on this token',
		],
		[
			409,
			'Kiamo refused because of a conflict',
			'The change conflicts with existing data. Get the current record',
		],
		[400, 'Kiamo refused the request', 'Correct the value, then try again.'],
		[422, 'Kiamo refused the request', 'Correct the value, then try again.'],
		[429, 'Kiamo received too many requests', 'Lower Concurrency under Request Options'],
		[418, 'Kiamo refused the request (418)', 'PUT /bases/7/contacts/9 on the Contact Manager API.'],
		[499, 'Kiamo refused the request (499)', 'PUT /bases/7/contacts/9'],
		[500, 'Kiamo returned a server error (500)', 'Try again later.'],
		[503, 'Kiamo returned a server error (503)', 'Try again later.'],
	])('%i', (status, message, description) => {
		const sentence = explained({ status });
		expect(sentence.message).toBe(message);
		expect(sentence.description).toContain(description);
		expect(sentence.description).not.toContain("Kiamo's message");
	});

	it.each([409, 422, 418, 500])('%i quotes what Kiamo says', (status) => {
		const { description } = explained({ status, message: 'Ask\nagain' });
		expect(description).toContain(` Kiamo's message: "Ask again".`);
	});

	it.each([400, 404, 405])('a web page with %i is named as one', (status) => {
		const sentence = explained({ status, html: true });
		expect(sentence.message).toBe(`The server returned a web page instead of data (${status})`);
	});

	it.each([401, 500])('a web page with %i is no more than its status', (status) => {
		expect(explained({ status, html: true })).toEqual(explained({ status }));
	});
});

describe('404', () => {
	it('names what was not found, by the last ID of the path', () => {
		const { message, description } = explained({ status: 404 }, { ids: { baseId: 7, plannedActivityId: 9 } });
		expect(message).toBe('Planned activity "9" not found in Kiamo');
		expect(description).toBe(
			'Check the ID, or choose the planned activity from the list. It may have been deleted, or belong elsewhere.',
		);
		expect(explained({ status: 404 }, { ids: { someIdleId: 'x'.repeat(100) } }).message).toBe(
			`Some idle "${'x'.repeat(80)}…" not found in Kiamo`,
		);
	});

	it('names the path without one', () => {
		const { message, description } = explained({ status: 404 });
		expect(message).toBe("The path /bases/7/contacts/9 doesn't exist on the Contact Manager API");
		expect(description).toContain('and the Server Address in the Kiamo credential');
	});
});

describe('values that were refused', () => {
	const body = [{ fields: { email: 'nobody', city: null, tags: ['a'] } }];
	const refused = (...fields: string[]) => fields.map((field) => ({ field, message: `is bad` }));
	const labels = new Map([['email', { label: 'Email' }]]);

	it('are named with the label and the value given', () => {
		const { message } = explained({ errors: refused('0.fields.email') }, { body, labels });
		expect(message).toBe('Kiamo refused the data: field "Email": is bad (given: "nobody")');
		const conflict = explained({ status: 409, errors: refused('0.fields.email') }, { body });
		expect(conflict.message).toBe(
			'Kiamo refused because of a conflict: field "email": is bad (given: "nobody")',
		);
	});

	it('are named as Kiamo names them where they have no label', () => {
		const { message } = explained({ errors: refused('0.fields.phone') }, { body, labels });
		expect(message).toBe('Kiamo refused the data: field "phone": is bad');
	});

	it.each(['0.fields.city', '0.fields.tags', '0.fields.none', '3.fields.email', '0.fields.city.name', 'x.y'])(
		'without a value at %s',
		(field) => {
			const { message } = explained({ errors: refused(field) }, { body });
			expect(message).toBe(`Kiamo refused the data: field "${field.split('.').at(-1)}": is bad`);
		},
	);

	it('are at most five, of a path of at most nine steps', () => {
		const five = explained({ errors: refused('a', 'b', 'c', 'd', 'e') }, { body }).message;
		expect(five).toMatch(/field "e": is bad$/);
		const six = explained({ errors: refused('a', 'b', 'c', 'd', 'e', 'f') }, { body }).message;
		expect(six).toBe(`${five} and 1 more`);
		expect(five).toContain('field "a": is bad; field "b": is bad');
		expect(explained({ errors: refused('1.2.3.4.5.6.7.8.9.10') }, { body }).message).toContain('field "9"');
	});
});

describe('what a server says', () => {
	it('is cut, on one line, without marks that turn it round', () => {
		expect(shorten('x'.repeat(80))).toBe('x'.repeat(80));
		expect(shorten('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
		expect(quote('x'.repeat(200))).toBe('x'.repeat(200));
		expect(quote('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
		expect(shorten(' a\r\n\u202eb\ufeff\u0000c ')).toBe('a b c');
		expect(shorten('a😀b', 2)).toBe('a…');
		expect(shorten('a😀b', 3)).toBe('a😀…');
	});

	it('as a web page may be of another port', () => {
		expect(explainWebPage('Server Address').message).toBe('The server returned a web page instead of data');
		const { description } = explainWebPage('Server Address', 400);
		expect(description).toContain(
			'Check the Server Address in the Kiamo credential, and whether it must start with https://. A proxy',
		);
		expect(explainWebPage('Server Address', 404).description).toContain('in the Kiamo credential. A proxy');
	});
});

describe('reading a response', () => {
	const get: KiamoRequest = { ...request, method: 'GET' };
	const response = (status: number, body: unknown, headers = {}, isWhole?: boolean) => ({
		status,
		headers,
		body,
		isWhole,
	});

	it.each<[string, KiamoRequest, number, unknown]>([
		['an object', get, 200, {}],
		['an array', get, 299, []],
		['nothing to a write', request, 200, ''],
		['no content', get, 204, ''],
		['no error', get, 200, { error: null }],
		['an error of nothing', get, 200, { error: {} }],
		['an empty error', request, 200, { error: '' }],
		['a record with an error', get, 200, { id: 1, error: 'The last call failed' }],
		['a list with an error', get, 200, { data: [], error: 'Page 2 is slow' }],
	])('takes %s', (_, asked, status, body) => {
		expect(causeOf(asked, response(status, body))).toBeUndefined();
	});

	it.each([200, 204])('rejects a text to a write with %i', (status) => {
		expect(causeOf(request, response(status, 'OK'))).toEqual({ kind: 'unreadable', html: false });
	});

	it.each<[string, number, unknown, object]>([
		['nothing', 200, '', { kind: 'unreadable', html: false }],
		['a text', 200, 'OK', { kind: 'unreadable', html: false }],
		['what is said to be known already', 304, '', { kind: 'unreadable', html: false }],
		['a success that says that it is none', 200, { success: false }, { kind: 'unreadable', html: false }],
		['an error', 200, { error: 'Unknown field' }, { kind: 'unreadable', html: false }],
		['errors by field', 200, { error: { email: 'is bad' } }, { kind: 'unreadable', html: false }],
		['a web page', 200, ' \n<html>', { kind: 'unreadable', html: true }],
		['a text with a tag', 200, 'a <b>', { kind: 'unreadable', html: false }],
	])('rejects %s', (_, status, body, expected) => {
		expect(causeOf(get, response(status, body))).toEqual(expected);
	});

	it.each([300, 302, 399])('takes %i for a redirect', (status) => {
		const to = (location?: unknown) => causeOf(get, response(status, '', { location }));
		expect(to('https://elsewhere.example.com/login?token=1')).toEqual({
			kind: 'redirected',
			location: 'https://elsewhere.example.com',
		});
		for (const location of [undefined, '/login', 7])
			expect(to(location)).toEqual({ kind: 'redirected', location: 'another address' });
	});

	it('takes 303 for a redirect after what was asked for', () => {
		expect(causeOf(request, response(303, ''))).toEqual({
			kind: 'redirected',
			location: 'another address',
			isDone: true,
		});
	});

	it('reads the words of a refusal', () => {
		const body = {
			message: 'No',
			errors: [{ field: 'email', message: 'is bad' }, { field: 'email' }, { message: 'is bad' }, null, 7],
		};
		expect(causeOf(get, response(422, body))).toEqual({
			kind: 'refused',
			status: 422,
			message: 'No',
			errors: [{ field: 'email', message: 'is bad' }],
			html: false,
		});
		expect(causeOf(get, response(400, { message: 7, errors: 'none' }))).toMatchObject({ errors: [] });
		expect(causeOf(get, response(400, { message: 7 }))).toMatchObject({ message: undefined });
	});

	it('says whether it came whole', () => {
		expect(causeOf(get, response(404, '{"mess', {}, false))).toMatchObject({ isCutOff: true, html: false });
		expect(causeOf(get, response(404, '<html', {}, false))).not.toHaveProperty('isCutOff');
		expect(causeOf(get, response(404, '<html'))).toMatchObject({ html: true });
		expect(causeOf(get, response(404, ['<html']))).toMatchObject({ html: false });
		expect(causeOf(get, response(404, {}))).not.toHaveProperty('isCutOff');
	});

	it('waits an hour at most, and not for a text that only begins with a number', () => {
		const asked = (after: string) => causeOf(get, response(503, {}, { 'retry-after': after }));
		expect(asked('3599')).toMatchObject({ retryAfterMs: 3_599_000 });
		expect(asked('3601')).toMatchObject({ retryAfterMs: 3_600_000 });
		for (const text of ['7 s', 'x7']) expect(asked(text)).toMatchObject({ retryAfterMs: undefined });
	});
});

it('knows what Kiamo itself says is missing', () => {
	const isMissingFor = (more: Partial<Refusal>) =>
		isMissing(failed(request, { kind: 'refused', status: 404, errors: [], html: false, ...more }).failure);
	expect(isMissingFor({})).toBe(true);
	for (const more of [{ status: 403 }, { html: true }, { isCutOff: true }])
		expect(isMissingFor(more)).toBe(false);
	expect(isMissing(failed(request, { kind: 'unreachable', code: 'ENOTFOUND' }).failure)).toBe(false);
});

it.each([
	['CERT_HAS_EXPIRED', true, true],
	['DEPTH_ZERO_SELF_SIGNED_CERT', true, true],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true, true],
	['UNABLE_TO_GET_ISSUER_CERT', true, true],
	['ERR_SSL_WRONG_VERSION_NUMBER', false, true],
	['ERR_TLS_HANDSHAKE_TIMEOUT', false, true],
	['EPROTO', false, true],
	['ECONNRESET', false, false],
	['NOT_ERR_SSL', false, false],
])('%s: of the certificate: %j, of TLS: %j', (code, ofCertificate, ofTls) => {
	const cause: Cause = { kind: 'unreachable', code };
	expect([isCertificateProblem(cause), isTlsProblem(cause)]).toEqual([ofCertificate, ofTls]);
	expect(isCertificateProblem({ kind: 'redirected', location: code })).toBe(false);
	expect(isTlsProblem({ kind: 'redirected', location: code })).toBe(false);
});

it.each(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'ECONNREFUSED'])(
	'%s: nothing was sent',
	(code) => {
		expect(failed(request, { kind: 'unreachable', code }).failure.mayHaveWritten).toBe(false);
		expect(failed(request, { kind: 'unreachable', code: `${code}2` }).failure.mayHaveWritten).toBe(true);
		expect(failed(request, { kind: 'unreachable', code: `2${code}` }).failure.mayHaveWritten).toBe(true);
	},
);

it('puts a cause and its request together', () => {
	const cause: Cause = { kind: 'tooLarge' };
	expect(failed(request, cause)).toEqual({ ok: false, failure: { request, cause, mayHaveWritten: true } });
});

it('a redirect did nothing; what could not be read, or was canceled, may have', () => {
	const mayHaveWritten = (cause: Cause) => failed(request, cause).failure.mayHaveWritten;
	expect(mayHaveWritten({ kind: 'redirected', location: '' })).toBe(false);
	expect(mayHaveWritten({ kind: 'redirected', location: '', isDone: true })).toBe(true);
	expect(mayHaveWritten({ kind: 'tooLarge' })).toBe(true);
	expect(mayHaveWritten({ kind: 'cancelled' })).toBe(true);
});
