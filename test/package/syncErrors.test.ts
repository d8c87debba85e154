/** The examples that sync both ways park a person who is refused, and stop where the fault is not the person's. */
import live from '../../examples/kiamo-crm-both-ways/live.json';
import type { Cause } from '../../nodes/shared/transport/failure';
import { sentenceOf } from '../../nodes/shared/transport/sentences';

const refused = live.nodes.find(({ name }) => name === 'Refused?')?.parameters as {
	conditions: { conditions: Array<{ leftValue: string }> };
};
const [, pattern = ''] = /!\/(.*)\/\.test/.exec(refused.conditions.conditions[0].leftValue) ?? [];
const stops = new RegExp(pattern);
const messageOf = (cause: Cause) =>
	sentenceOf({
		request: { api: 'contactManager', method: 'PUT', path: '/bases/1/contacts/2', ids: { contactId: '2' } },
		cause,
		mayHaveWritten: false,
	}).message;
const status = (code: number, html = false): Cause => ({ kind: 'refused', status: code, errors: [], html });

it.each<[string, Cause]>([
	['a wrong token', status(401)],
	['a missing permission', status(403)],
	['too many requests', status(429)],
	['a server error', status(503)],
	['a web page', status(404, true)],
	['a web page instead of JSON', { kind: 'unreadable', html: true }],
	['half a response', { kind: 'unreadable', html: false }],
	['a response that is too large', { kind: 'tooLarge' }],
	['records in another format', { kind: 'badRows', isAll: true, count: 1, missing: ['id'] }],
	['a list that is not complete', { kind: 'badRows', isAll: false, count: 1, missing: ['id'] }],
	['a redirect', { kind: 'redirected', location: 'https://elsewhere.example' }],
	['a server that replaces', { kind: 'overwritten', lost: { a: 1 }, isRestored: true }],
	['a canceled execution', { kind: 'cancelled' }],
	...['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', 'EPROTO', 'DEPTH_ZERO_SELF_SIGNED_CERT'].map(
		(code): [string, Cause] => [code, { kind: 'unreachable', code }],
	),
])('stops at %s', (_, cause) => {
	expect(messageOf(cause)).toMatch(stops);
});

it('stops at a brake', () => {
	expect('Would update 480 of 500 contacts: check the mapped fields').toMatch(stops);
});

it.each([
	messageOf(status(409)),
	messageOf(status(422)),
	messageOf(status(404)),
	'2 contacts have the E-mail "a@example.fr": 1, 2',
	'Contact 1 has the E-mail "a@example.fr", but its CRM id is "7", not "8"',
	'No contact has the Contact ID (Kiamo) "1"',
	'E-mail is empty; the item has: crmId',
	'"Last Synced Values" needs an object like {"contactCity": "Lyon"}, not "oops"',
])('parks who is refused: %s', (message) => {
	expect(message).not.toMatch(stops);
});
