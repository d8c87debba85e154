import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { runOn, type ContactRun } from '../contactManager/support';
import type { NodeRun } from '../support/harness';

/** An id that no base and no contact has. */
export const unknownId = 'ffffffffffffffffffffffff';

export interface SmallServer {
	url: string;
	/** How many requests came in. */
	requests(): number;
	close(): Promise<void>;
}

/** A small HTTP server on the loopback interface that is no Kiamo. */
export async function serve(listener: RequestListener): Promise<SmallServer> {
	let requests = 0;
	const server = createServer((request, response) => {
		requests++;
		listener(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests: () => requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers every request with this JSON. */
export const answering =
	(body: unknown, status = 200): RequestListener =>
	(_request, response) => {
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	};

/** A port of this machine without a listening server. */
export async function closedPort(): Promise<string> {
	const server = await serve(() => {});
	await server.close();
	return server.url;
}

/** Sends a request of the resource API Request. */
export async function request(
	simulator: Simulator,
	parameters: INodeParameters,
	run: ContactRun = {},
): Promise<NodeRun> {
	return await runOn(simulator, { ...run, resource: 'apiRequest', operation: 'send', parameters });
}

/** Reads the bases: the shortest way to Kiamo and back. */
export async function readBases(
	simulator: Simulator,
	{ credentials, requestOptions = {} }: { credentials?: IDataObject; requestOptions?: INodeParameters } = {},
): Promise<NodeRun> {
	return await runOn(simulator, {
		resource: 'base',
		operation: 'getAll',
		credentials,
		parameters: { requestOptions },
	});
}

/** What a run that failed tells its user. */
export function said({ error, status }: NodeRun) {
	if (!error) throw new Error(`The run did not fail: ${status}`);
	return {
		message: error.message,
		description: String('description' in error ? error.description : ''),
		item: error.context.itemIndex as unknown,
	};
}
