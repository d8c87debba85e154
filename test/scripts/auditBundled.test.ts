import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

const root = join(__dirname, '../..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
	packages: Record<string, { version: string }>;
};
const versionOf = (name: string) => packages[`node_modules/${name}`].version;
const weak = 'p-limit';
const advisory = {
	id: 4711,
	url: 'https://example.com/advisories/4711',
	title: 'Limits can be passed by',
	severity: 'high',
	vulnerable_versions: '<=99.0.0',
	cwe: [],
	cvss: { score: 7.5, vectorString: null },
};

/** A registry on this machine, and what it was asked to audit. */
let registry: Server;
let answer: { status: number; body: object };
let asked: Array<Record<string, string[]>>;
let cache: string;

beforeEach(async () => {
	asked = [];
	cache = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-npm-'));
	registry = createServer((request, response) => {
		void buffer(request).then((body) => {
			const isAudit = request.url === '/-/npm/v1/security/advisories/bulk';
			if (isAudit) asked.push(JSON.parse(String(gunzipSync(body))) as Record<string, string[]>);
			const known = { name: weak, version: versionOf(weak), dist: {} };
			const manifest = { name: weak, 'dist-tags': {}, versions: { [known.version]: known } };
			response.writeHead(isAudit ? answer.status : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(isAudit ? answer.body : manifest));
		});
	}).listen(0, '127.0.0.1');
	await once(registry, 'listening');
});
afterEach(() => {
	registry.close();
	rmSync(cache, { recursive: true });
});

async function audit() {
	const { port } = registry.address() as AddressInfo;
	const env = {
		...process.env,
		npm_config_registry: `http://127.0.0.1:${port}`,
		npm_config_cache: cache,
		npm_config_fetch_retries: '0',
		npm_config_update_notifier: 'false',
	};
	const run = spawn('npm', ['run', 'audit:bundled'], { cwd: root, env });
	const [output, errors, [code]] = await Promise.all([
		text(run.stdout),
		text(run.stderr),
		once(run, 'close') as Promise<[number]>,
	]);
	return { code, said: output + errors };
}

it('asks of what is bundled, at the versions of the lock, and ends well when nothing is known', async () => {
	answer = { status: 200, body: {} };
	const { code, said } = await audit();
	expect(code).toBe(0);
	expect(said).toContain('found 0 vulnerabilities');
	const [bulk] = asked;
	expect(Object.keys(bulk)).toEqual(expect.arrayContaining([weak, 'libphonenumber-js']));
	for (const [name, versions] of Object.entries(bulk)) {
		expect(versions).toEqual([versionOf(name)]);
		expect(said).toContain(`${name} ${versionOf(name)}`);
	}
}, 60_000);

it('fails for a weakness of a bundled package, and names it', async () => {
	answer = { status: 200, body: { [weak]: [advisory] } };
	const { code, said } = await audit();
	expect(code).toBe(1);
	expect(said).toContain(advisory.title);
	expect(said).toContain('1 high severity vulnerability');
}, 60_000);

it('fails when the registry does not answer, and says so', async () => {
	answer = { status: 405, body: { error: 'Method Not Allowed' } };
	const { code, said } = await audit();
	expect(code).not.toBe(0);
	expect(said).toContain('audit endpoint returned an error');
	expect(said).not.toContain('found 0');
}, 60_000);
