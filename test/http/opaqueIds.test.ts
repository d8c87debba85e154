/** IDs of any form come and go as they are: nothing rounds, trims or shortens one. */
import { requestFor } from '../../nodes/shared/transport/client';
import { startSimulator, type Simulator } from '../../simulator';
import { run } from '../agent/support';
import { locate } from '../contactManager/support';
import type * as Table from '../../contract/generated/operations';
import { serve, type SmallServer } from './support';

// What an ID looks like is for the contract to say.
jest.mock('../../contract/generated/operations', () => ({
	...jest.requireActual<typeof Table>('../../contract/generated/operations'),
	idPattern: '^[^]{1,64}$',
}));

let simulator: Simulator;
let server: SmallServer;
let ids: string[];
let paths: string[];
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	server = await serve((request, response) => {
		const path = request.url?.split('?')[0] ?? '';
		paths.push(`${request.method} ${path}`);
		const agents = ids.map(
			(id, at) =>
				`{"id": ${id}, "login": "user${at}", "first_name": "9007199254740993, \\"", "last_name": "B", "enabled": true}`,
		);
		const one = agents.find((_, at) => path.endsWith(encodeURIComponent(ids[at].replaceAll('"', ''))));
		response
			.writeHead(200, { 'content-type': 'application/json' })
			.end(one ?? `{"data":[${agents.join()}],"total":${ids.length}}`);
	});
});
beforeEach(() => {
	paths = [];
});
afterAll(async () => {
	await server.close();
	await simulator.close();
});

const credentials = () => ({ credentials: { serverUrl: server.url } });

it.each([
	['numbers that JavaScript can not hold', ['9007199254740993', '9007199254740992', '12345678901234567890']],
	['UUIDs', ['"6f1c0a52-7f0e-4a7e-9a53-0d3c6f7d9a10"', '"6F1C0A52-7F0E-4A7E-9A53-0D3C6F7D9A11"']],
	['text with marks that a path has for itself', ['"a/b"', '"a b"', '"é%2F?#"', '"ÅÅ"', '"日本"']],
	['digits with zeros in front', ['"007"', '"07"', '7']],
])('%s', async (_, given) => {
	ids = given;
	const texts = given.map((id) => id.replaceAll('"', ''));
	const all = await run(simulator, 'agent.getAll', { returnAll: true }, credentials());
	expect(all.json.map(({ id }) => id)).toEqual(texts);
	expect(all.json[0].first_name).toBe('9007199254740993, "');
	for (const id of texts) {
		paths = [];
		const { json } = await run(simulator, 'agent.get', { agent: locate(id) }, credentials());
		expect([json[0].id, paths]).toEqual([id, [`GET /api/v3/agents/${encodeURIComponent(id)}`]]);
	}
	paths = [];
	const fields = { matchOn: 'login', login: 'user1', lastName: 'C' };
	const { error } = await run(simulator, 'agent.upsert', fields, credentials());
	expect(error).toBeUndefined();
	expect(paths).toContain(`PUT /api/v3/agents/${encodeURIComponent(texts[1])}`);
});

it.each(['007', '0', '1e3', '-5', '9007199254740993'])('sends the ID %s in a body as it is', (agent_id) => {
	const body = { agent_id };
	const sent = agent_id === '0' ? 0 : agent_id;
	expect(requestFor('updateInteraction', { path: { interactionId: '1' }, body }).body).toEqual({
		agent_id: sent,
	});
});
