import { startSimulator, type Contact, type Fault, type Simulator } from '../../simulator';
import type { NodeRun } from '../support/harness';
import { request, said } from './support';

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';
interface Case {
	method: Method;
	fault: string;
	/** Requests that the server saw, and writes that it did. */
	seen: number;
	written: number;
	fails?: boolean;
}

const faults: Record<string, Fault> = {
	'429': { kind: 'status', status: 429 },
	'502': { kind: 'status', status: 502 },
	'503': { kind: 'status', status: 503 },
	'503 with Retry-After': { kind: 'status', status: 503, retryAfter: 0 },
	'504': { kind: 'status', status: 504 },
	'500': { kind: 'status', status: 500 },
	'503 after the work': { kind: 'status', status: 503, afterWork: true },
	'504 after the work': { kind: 'status', status: 504, afterWork: true },
	'500 after the work': { kind: 'status', status: 500, afterWork: true },
	'a reset': { kind: 'reset' },
	'a reset after the work': { kind: 'reset', afterWork: true },
	'an answer cut off': { kind: 'truncated' },
};
const safe = (fault: string): Case[] => [
	{ method: 'GET', fault, seen: 2, written: 0 },
	{ method: 'PUT', fault, seen: 2, written: 1 },
	{ method: 'DELETE', fault, seen: 2, written: 1 },
];
const before = ['429', '502', '503', '503 with Retry-After', '504', 'a reset'];
const after = ['503 after the work', '504 after the work', 'a reset after the work'];
const cases: Case[] = [
	...[...before, ...after].flatMap(safe),
	{ method: 'GET', fault: 'an answer cut off', seen: 2, written: 0 },
	{ method: 'PUT', fault: 'an answer cut off', seen: 2, written: 1 },
	{ method: 'POST', fault: '429', seen: 2, written: 1 },
	{ method: 'POST', fault: '503 with Retry-After', seen: 2, written: 1 },
	...['500', '502', '503', '504', 'a reset'].map((fault): Case => ({
		method: 'POST',
		fault,
		seen: 1,
		written: 0,
		fails: true,
	})),
	...['500 after the work', ...after, 'an answer cut off'].map((fault): Case => ({
		method: 'POST',
		fault,
		seen: 1,
		written: 1,
		fails: true,
	})),
	{ method: 'GET', fault: '500', seen: 1, written: 0, fails: true },
	{ method: 'PUT', fault: '500 after the work', seen: 1, written: 1, fails: true },
	{ method: 'DELETE', fault: '500 after the work', seen: 1, written: 1, fails: true },
];

// All at once, since each waits in earnest; a simulator each, so that it counts for one case alone.
let outcomes: Map<Case, { run: NodeRun; simulator: Simulator }>;
beforeAll(async () => {
	const entries = cases.map(async (one) => {
		const simulator = await startSimulator({ contacts: 1 });
		simulator.faults.add(faults[one.fault]);
		return [one, { run: await send(simulator, one.method), simulator }] as const;
	});
	outcomes = new Map(await Promise.all(entries));
});
afterAll(async () => {
	await Promise.all([...outcomes.values()].map(async ({ simulator }) => simulator.close()));
});

async function send(simulator: Simulator, method: Method): Promise<NodeRun> {
	const [{ id: baseId }] = simulator.bases;
	const [contact] = simulator.contacts();
	const path = `/bases/${baseId}/contacts${method === 'POST' ? '' : `/${contact.id}`}`;
	const fields: Contact['fields'] = { contactLastName: 'Durand', contactCity: 'Brest' };
	return await request(simulator, {
		method,
		path,
		body: JSON.stringify(method === 'POST' ? [{ fields }] : { fields }),
	});
}

it.each(cases.map((one) => [one.method, one.fault, one] as const))('%s and %s', (method, fault, one) => {
	const outcome = outcomes.get(one);
	if (!outcome) throw new Error('The case was not run');
	const { run, simulator } = outcome;
	const { requests, contactsCreated, contactsUpdated, contactsDeleted } = simulator.counts;
	expect({ requests, written: contactsCreated + contactsUpdated + contactsDeleted }).toEqual({
		requests: one.seen,
		written: one.written,
	});
	expect(run.error === undefined).toBe(!one.fails);
	if (!one.fails) return;
	const unsure = 'It is unknown whether Kiamo carried out the request';
	expect(said(run).description.includes(unsure)).toBe(method !== 'GET');
	expect(simulator.contacts()).toHaveLength(1 + contactsCreated - contactsDeleted);
	expect(fault).toBeDefined();
});

it('a DELETE whose answer was lost and that then meets 404 is done', () => {
	const [one] = cases.filter(
		({ method, fault }) => method === 'DELETE' && fault === 'a reset after the work',
	);
	const outcome = outcomes.get(one);
	expect(outcome?.run.json).toEqual([{ success: true }]);
	expect(outcome?.simulator.counts.byStatus).toEqual({ reset: 1, 404: 1 });
});
