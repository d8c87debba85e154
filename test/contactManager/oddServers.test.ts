import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { serve, type SmallServer } from '../http/support';
import { runOn, startWith, upsert } from './support';

type Answer = Record<string, unknown> | unknown[];

let simulator: Simulator;
let server: SmallServer;
afterEach(async () => {
	await server.close();
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** A Kiamo whose answers to some requests are not quite those of the contract. */
async function startOdd(
	change: (method: string, path: string, body: Answer) => unknown,
): Promise<IDataObject> {
	simulator = await startWith();
	server = await serve((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			void axios
				.request<Answer>({
					method,
					url: simulator.url + url,
					headers,
					data: Buffer.concat(chunks),
					validateStatus: () => true,
				})
				.then(({ status, data }) => {
					const body = status < 300 ? change(method, url, data) : data;
					response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
				});
		});
	});
	return { serverUrl: server.url };
}

const people = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `CRM-${at}`, contactLastName: `Name ${at}` }));

it('looks for contacts whose creation was confirmed without saying which', async () => {
	const credentials = await startOdd((method, _, body) => (method === 'POST' ? {} : body));
	const run = await upsert(simulator, people(3), { credentials });
	expect(run.json.map(({ status, id }) => ({ status, id }))).toEqual(
		simulator.contacts().map(({ id }) => ({ status: 'created', id })),
	);
	expect(simulator.contacts()).toHaveLength(3);
});

it('says that it does not know when it cannot look either', async () => {
	const credentials = await startOdd((method, path, body) => {
		if (method === 'POST') return {};
		return path.includes('updated_from') ? { data: null } : body;
	});
	const run = await upsert(simulator, people(3), { credentials });
	expect(run.error).toMatchObject({
		message: "Couldn't read Kiamo's response",
		description: expect.stringMatching(
			/unknown whether.+You can safely retry.+Not known: items 0-2/,
		) as string,
	});
});

it('works with bases that do not say how many contacts they have, and lists that are bare arrays', async () => {
	const credentials = await startOdd((method, path, body) => {
		if (method !== 'GET') return body;
		if (!Array.isArray(body) && 'contacts_count' in body) return { ...body, contacts_count: undefined };
		return path.includes('/contacts') && !Array.isArray(body) ? body.data : body;
	});
	expect((await upsert(simulator, people(30), { credentials })).json).toHaveLength(30);
	const retryAdvice = await upsert(simulator, people(30), { credentials });
	expect(retryAdvice.json.every(({ status }) => status === 'unchanged')).toBe(true);
	expect((await upsert(simulator, people(1), { credentials })).json).toMatchObject([{ status: 'unchanged' }]);
	const all = await runOn(simulator, { operation: 'getAll', credentials, parameters: { returnAll: true } });
	expect(all.items).toHaveLength(30);
});
