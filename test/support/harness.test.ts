import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { runNode } from './harness';
import { loadOptions, mapFields, searchList, testCredential } from './methods';

const apiToken = '0123456789abcdef0123456789abcdef01234567';
let attempts = 0;

class Echo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Echo',
		name: 'echo',
		description: '',
		group: [],
		version: 1,
		defaults: {},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true }],
		properties: [
			{ displayName: 'What', name: 'what', type: 'string', default: 'default' },
			{ displayName: 'Url', name: 'url', type: 'string', default: '' },
		],
	};

	methods = {
		listSearch: {
			async findThings(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				const name = `${this.getCurrentNodeParameter('what') as string} ${filter ?? ''} ${paginationToken ?? ''}`;
				return { results: [{ name, value: 1 }] };
			},
		},
		loadOptions: {
			async getThings(this: ILoadOptionsFunctions) {
				const { serverUrl } = await this.getCredentials<{ serverUrl: string }>('kiamoApi');
				return [{ name: serverUrl, value: 1 }];
			},
		},
		resourceMapping: {
			getFields: async () => ({ fields: [] }),
		},
		credentialTest: {
			testThing: async () => ({ status: 'OK' as const, message: 'fine' }),
		},
	};

	async execute(this: IExecuteFunctions) {
		attempts++;
		const outputs = [];
		for (const item of this.getInputData().keys()) {
			const what = this.getNodeParameter('what', item) as string;
			const url = this.getNodeParameter('url', item) as string;
			if (what === 'fail' && this.continueOnFail()) {
				outputs.push({ json: { error: 'Failed as asked' }, pairedItem: { item } });
				continue;
			}
			if (what === 'fail')
				throw new NodeOperationError(this.getNode(), 'Failed as asked', { itemIndex: item });
			if (what === 'fail once' && attempts === 1) throw new NodeOperationError(this.getNode(), 'Once');
			const answer: unknown =
				url && (await this.helpers.httpRequestWithAuthentication.call(this, 'kiamoApi', { url }));
			outputs.push({ json: { what, answer: answer as string }, pairedItem: { item } });
		}
		this.addExecutionHints({ message: 'a hint' });
		return [outputs];
	}
}

describe('the harness around n8n’s engine', () => {
	const node = new Echo();
	let server: Server;
	let credentials: { serverUrl: string; apiToken: string };
	let received: IncomingHttpHeaders[];

	beforeEach(async () => {
		attempts = 0;
		received = [];
		server = createServer(({ headers, url }, response) => {
			received.push(headers);
			if (url !== '/never') response.end('hello');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		credentials = { serverUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, apiToken };
	});

	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	it('gives a parameter that the user left alone its default', async () => {
		const { json, hints, status } = await runNode({ node, credentials });
		expect(json).toEqual([{ what: 'default', answer: '' }]);
		expect(hints).toEqual([{ message: 'a hint' }]);
		expect(status).toBe('success');
	});

	it('reads expressions per item and keeps items paired with their input', async () => {
		const { items } = await runNode({
			node,
			credentials,
			parameters: { what: '={{ $json.name }}' },
			items: [{ name: 'a' }, { name: 'b' }],
		});
		expect(items.map(({ json, pairedItem }) => [json.what, pairedItem])).toEqual([
			['a', { item: 0 }],
			['b', { item: 1 }],
		]);
	});

	it('sends with the credential’s own authenticate', async () => {
		const { json } = await runNode({ node, credentials, parameters: { url: credentials.serverUrl } });
		expect(json).toEqual([{ what: 'default', answer: 'hello' }]);
		expect(JSON.stringify(received)).toContain(apiToken);
	});

	it('reports what a node throws as the error of the run', async () => {
		const { error, status } = await runNode({ node, credentials, parameters: { what: 'fail' } });
		expect(error?.message).toBe('Failed as asked');
		expect(status).toBe('error');
	});

	it('parts failed items from the others on the error output', async () => {
		const { json, errorItems } = await runNode({
			node,
			credentials,
			parameters: { what: '={{ $json.name }}' },
			items: [{ name: 'fine' }, { name: 'fail' }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(json).toEqual([{ what: 'fine', answer: '' }]);
		expect(errorItems.map((item) => item.json)).toEqual([{ name: 'fail', error: 'Failed as asked' }]);
	});

	it('tells a missing credential as n8n does', async () => {
		const { error } = await runNode({ node, parameters: { url: credentials.serverUrl } });
		expect(error?.message).toContain('does not have any credentials set');
	});

	it('tries again under Retry On Fail', async () => {
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { json } = await runNode({ node, credentials, settings, parameters: { what: 'fail once' } });
		expect(json).toHaveLength(1);
		expect(attempts).toBe(2);
	});

	it('cancels a run that waits for the server', async () => {
		const { status } = await runNode({
			node,
			credentials,
			parameters: { url: `${credentials.serverUrl}/never` },
			cancelWhen: () => received.length === 1,
		});
		expect(status).toBe('canceled');
	});

	it('calls the methods that the editor calls', async () => {
		const asked = { node, credentials, parameters: { what: 'thing' } };
		expect(await searchList({ ...asked, method: 'findThings', filter: 'x', paginationToken: '2' })).toEqual({
			results: [{ name: 'thing x 2', value: 1 }],
		});
		expect(await loadOptions({ ...asked, method: 'getThings' })).toEqual([
			{ name: credentials.serverUrl, value: 1 },
		]);
		expect(await mapFields({ ...asked, method: 'getFields' })).toEqual({ fields: [] });
		expect(await testCredential({ node, credentials, method: 'testThing' })).toEqual({
			status: 'OK',
			message: 'fine',
		});
	});

	it('refuses a method that the node does not have', async () => {
		await expect(loadOptions({ node, credentials, method: 'none' })).rejects.toThrow(
			'The node has no method none',
		);
	});
});
