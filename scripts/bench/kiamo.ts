import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { apiBases, operations } from '../../contract/generated/operations';
import { start } from '../sandbox/process';
import { customers } from './nodes/customers.cjs';

export interface KiamoServer {
	serverUrl: string;
	token: string;
	baseId: string;
	/** Address of the contacts of the first base. */
	contactsUrl: string;
	/** Address of the callbacks of `callbackService`. */
	callbacksUrl: string;
	stop(): Promise<void>;
}

/** Starts the simulator in a process of its own and waits until it listens. */
export async function startKiamo(port: number, contacts: number): Promise<KiamoServer> {
	const script = join(__dirname, '../../simulator/main.ts');
	const args = ['--import', 'tsx', script, `--port=${port}`, `--contacts=${contacts}`, '--seed=7'];
	const server = start(process.execPath, args, { stderr: 'inherit', buffer: false, reject: false });
	const said: string[] = [];
	for await (const line of createInterface({ input: server.stdout })) {
		said.push(line);
		if (line.startsWith('Base ')) break;
	}
	const find = (pattern: RegExp) => {
		const found = pattern.exec(said.join('\n'))?.[1];
		if (!found) throw new Error(`The simulator did not start: ${said.join('\n')}`);
		return found;
	};
	const api = find(/(http\S+)/);
	const baseId = find(/^Base (\S+)/m);
	return {
		serverUrl: new URL(api).origin,
		token: find(/Token\s+(\S+)/),
		baseId,
		contactsUrl: `${api}${operations.listContacts.path.replace('{baseId}', baseId)}`,
		callbacksUrl: callbacksUrl(api),
		async stop() {
			server.kill();
			await server;
		},
	};
}

/** The outbound calls of the simulated Kiamo. */
export const callbackService = 4;

/** Where callbacks are created, at the address of an API. */
export const callbacksUrl = (api: string) =>
	`${api}${operations.createInteractions.path.replace('{serviceId}', String(callbackService))}`;

/** How many scheduled callbacks there are. */
export async function countCallbacks({ serverUrl, token }: KiamoServer): Promise<number> {
	const { api, path } = operations.listInteractions;
	const query = `status=scheduled&service_id=${callbackService}&limit=1`;
	const answer = await fetch(`${serverUrl}${apiBases[api]}${path}?${query}`, {
		headers: { 'Kiamo-Api-Token': token },
	});
	return ((await answer.json()) as { total: number }).total;
}

/** Fills the base with `count` contacts, the ones of which BenchCustomers knows every second. */
export async function fill({ contactsUrl, token }: KiamoServer, count: number): Promise<void> {
	const all = customers(count).map((customer, n) => ({
		fields: {
			...customer,
			crmId: `C-${n}`,
			contactFirstName: 'Paul',
			contactLastName: `Lefèvre ${n}`,
			contactEmail: `paul.lefevre${n}@example.fr`,
			contactCity: 'Brest',
		},
	}));
	for (let from = 0; from < count; from += 100) {
		const contacts = all.slice(from, from + 100);
		const headers = { 'Kiamo-Api-Token': token, 'content-type': 'application/json' };
		const answer = await fetch(contactsUrl, { method: 'POST', headers, body: JSON.stringify(contacts) });
		if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	}
}

/** How many contacts the base holds. */
export async function countContacts({ contactsUrl, token }: KiamoServer): Promise<number> {
	const answer = await fetch(`${contactsUrl}?limit=1`, { headers: { 'Kiamo-Api-Token': token } });
	return ((await answer.json()) as { total: number }).total;
}
