import { Clock, startSimulator, type Simulator } from '../../simulator';
import { locate, runOn } from '../contactManager/support';
import { readBases, request, said, serve, unknownId } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 1 });
});
afterEach(() => simulator.close());

it('a DELETE that meets 404 at once is an error: nothing was lost', async () => {
	const run = await runOn(simulator, { operation: 'delete', parameters: { contact: locate(unknownId) } });
	expect(said(run).message).toBe(`Contact "${unknownId}" not found in Kiamo`);
	expect(simulator.counts.requests).toBe(1);
});

it('a DELETE that was surely not carried out before it meets 404 is an error', async () => {
	simulator.faults.add({ kind: 'status', status: 429, retryAfter: 0 });
	const run = await runOn(simulator, { operation: 'delete', parameters: { contact: locate(unknownId) } });
	expect(said(run).message).toContain('not found in Kiamo');
	expect(simulator.counts.requests).toBe(2);
});

it('a Retry-After date is read against the server’s own clock, years ahead of ours', async () => {
	await simulator.close();
	simulator = await startSimulator({ contacts: 1, clock: new Clock(new Date('2040-02-29T12:00:00Z')) });
	simulator.faults.add({ kind: 'status', status: 503, retryAfter: 1, retryAfterAs: 'date' });
	// Read against our own clock it would be a minute, the longest wait there is, and jest would not wait for it.
	expect((await readBases(simulator)).json).toHaveLength(3);
	expect(simulator.counts.byStatus).toEqual({ 503: 1, 200: 1 });
});

it('a POST that may have been carried out is not sent again, even if a sure refusal came before', async () => {
	let asked = 0;
	const server = await serve((incoming, response) => {
		asked++;
		incoming.resume();
		if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end();
		else incoming.socket.destroy();
	});
	const run = await request(
		simulator,
		{ method: 'POST', path: '/bases', body: '{}' },
		{ credentials: { serverUrl: server.url } },
	);
	await server.close();
	expect(asked).toBe(2);
	expect(said(run).description).toContain('It is unknown whether Kiamo carried out the request');
});

it('a 401 is not sent twice, not even a POST', async () => {
	const run = await request(
		simulator,
		{ method: 'POST', path: `/bases/${simulator.bases[0].id}/contacts`, body: '[]' },
		{ credentials: { apiToken: 'f'.repeat(40) } },
	);
	expect(said(run).message).toBe("Kiamo didn't accept the API token for the Contact Manager API");
	expect(simulator.counts.byStatus).toEqual({ 401: 1 });
});
