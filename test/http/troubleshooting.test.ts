import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cause, Failure } from '../../nodes/shared/transport/failure';
import { sentenceOf } from '../../nodes/shared/transport/sentences';

const page = readFileSync(join(__dirname, '../../docs/troubleshooting.md'), 'utf8');
const rows = [...page.matchAll(/^\| (.+?) \| /gm)].map(([, sentence]) => sentence);

const failure = (cause: Cause, ids = {}): Failure => ({
	request: { api: 'agent', method: 'PUT', path: '/agents/5', ids, body: { login: 'jean' } },
	cause,
	mayHaveWritten: false,
});
const refused = (status: number, more: Partial<Extract<Cause, { kind: 'refused' }>> = {}): Cause => ({
	kind: 'refused',
	status,
	errors: [],
	html: false,
	...more,
});
const errors = [{ field: 'login', message: 'is taken' }];
const codes = ['ENOTFOUND', 'ECONNREFUSED', 'ECONNABORTED', 'ECONNRESET', 'CERT_HAS_EXPIRED', 'EPROTO'];
const causes: Cause[] = [
	{ kind: 'cancelled' },
	{ kind: 'redirected', location: 'https://elsewhere.example.com' },
	{ kind: 'unreadable', html: true },
	{ kind: 'unreadable', html: false },
	{ kind: 'tooLarge' },
	...codes.map((code): Cause => ({ kind: 'unreachable', code })),
	refused(404, { html: true }),
	refused(422, { errors }),
	refused(409, { errors }),
	...[400, 401, 403, 404, 409, 418, 422, 429, 500, 503].map((status) => refused(status)),
];

/** Whether a row of the page shows a sentence; `…` stands for what changes. */
const shows = (row: string, sentence: string) =>
	new RegExp(
		`^${row
			.split('…')
			.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
	).test(sentence);

it.each([
	...causes.map((cause) => sentenceOf(failure(cause)).message),
	sentenceOf(failure(refused(404), { agentId: 5 })).message,
])('docs/troubleshooting.md has a row for: %s', (sentence) => {
	expect(rows.filter((row) => shows(row, sentence))).not.toEqual([]);
});
