import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:https';
import { join } from 'node:path';
import axios from 'axios';
import { startSimulator } from '../../simulator';

const root = join(__dirname, '../..');

function run(...options: string[]) {
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...options], { cwd: root });
	const seen = { output: '' };
	child.stdout.on('data', (chunk: Buffer) => (seen.output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (seen.output += chunk.toString()));
	return { child, seen };
}

test('the command prints address, token and bases, serves them, and ends cleanly on SIGTERM', async () => {
	const { child, seen } = run(
		'--port',
		'0',
		'--contacts',
		'30',
		'--seed',
		'7',
		'--token',
		'abc',
		'--base-path',
		'/k/api/v3',
		'--page-port',
		'0',
	);
	while (!seen.output.includes('Fournisseurs')) await once(child.stdout, 'data');
	const [address] = /http:\/\/127\.0\.0\.1:\d+\/k\/api\/v3/.exec(seen.output) ?? [];
	const { data } = await axios.get<{ data: unknown[] }>(`${address}/bases`, {
		headers: { 'Kiamo-Api-Token': 'abc' },
		proxy: false,
	});
	expect(data.data[0]).toMatchObject({ name: 'Clients', contacts_count: 30 });
	expect(seen.output).toContain('Clients, 30 contacts');
	const [, page] = /Web page +(http:\/\/127\.0\.0\.1:\d+)/.exec(seen.output) ?? [];
	expect(await (await fetch(page)).text()).toContain('Clients (30)');
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a wrong option is named and nothing starts', async () => {
	const { child, seen } = run('--contacts', 'many');
	expect(await once(child, 'close')).toEqual([1, null]);
	expect(seen.output).toContain('--contacts takes a number');
});

test('with tls it answers over a certificate of its own, which a client can be set to trust', async () => {
	const simulator = await startSimulator({ contacts: 1, tls: true });
	const url = `${simulator.apiUrl}/bases`;
	const headers = { 'Kiamo-Api-Token': simulator.token };
	await expect(axios.get(url, { headers, proxy: false })).rejects.toMatchObject({
		code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
	});
	const httpsAgent = new Agent({ ca: simulator.certificate });
	expect((await axios.get(url, { headers, httpsAgent, proxy: false })).status).toBe(200);
	simulator.faults.add({ kind: 'reset' });
	await expect(axios.get(url, { headers, httpsAgent, proxy: false })).rejects.toMatchObject({
		code: 'ECONNRESET',
	});
	await simulator.close();
});
