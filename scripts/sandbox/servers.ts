import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import getPort from 'get-port';
import waitPort from 'wait-port';
import { start } from './process';

/** A running Redis or PostgreSQL, open to this machine only. */
export interface Server {
	port: number;
	close(): Promise<void>;
}

/** Where Debian puts the programs of PostgreSQL, by version, out of the PATH. */
const debian = '/usr/lib/postgresql';

function find(program: string): string {
	const versions = existsSync(debian)
		? readdirSync(debian).map((version) => join(debian, version, 'bin'))
		: [];
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions];
	const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(`${program} is missing. On Debian: apt-get install -y redis-server postgresql`);
}

/** PostgreSQL refuses to run as root: Debian's package makes a user for it. */
function unprivileged(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Starts a program that listens on a port, and waits until it does. `folder` is removed when it is closed. */
async function serve(
	program: string,
	args: string[],
	{ port, folder, ...user }: { port: number; folder: string; uid?: number; gid?: number },
): Promise<Server> {
	const stdio = ['ignore', 'ignore', 'inherit'] as const;
	const server = start(find(program), args, { ...user, cwd: folder, stdio, reject: false });
	const { open } = await waitPort({ host: '127.0.0.1', port, output: 'silent', timeout: 60_000 });
	if (!open) throw new Error(`${program} does not answer`);
	return {
		port,
		async close() {
			server.kill('SIGINT');
			await server;
			rmSync(folder, { recursive: true });
		},
	};
}

/** Starts a Redis that keeps nothing on the disk. */
export async function startRedis(): Promise<Server> {
	const port = await getPort();
	const folder = mkdtempSync(join(tmpdir(), 'redis-'));
	const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--loglevel', 'warning'];
	return await serve('redis-server', args, { port, folder });
}

/** The user and the database that `startPostgres` makes. */
export const postgresUser = 'n8n';
export const postgresDatabase = 'postgres';

/** Starts an empty PostgreSQL. It asks for no password, and gives up safety against a power cut for speed. */
export async function startPostgres(): Promise<Server> {
	const port = await getPort();
	const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
	const user = unprivileged();
	if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const init = ['-D', data, '-U', postgresUser, '--auth=trust', '--encoding=UTF8', '--no-sync'];
	await start(find('initdb'), init, { ...user, cwd: folder });
	const settings = {
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		fsync: 'off',
		log_min_messages: 'fatal',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return await serve('postgres', ['-D', data, '-p', `${port}`, ...flags], { port, folder, ...user });
}

/** Runs statements in a PostgreSQL and returns what they print. */
export async function runSql({ port }: Server, sql: string): Promise<string> {
	const where = ['-h', '127.0.0.1', '-p', `${port}`, '-U', postgresUser, '-d', postgresDatabase];
	const quiet = ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1'];
	const { stdout } = await start(find('psql'), [...where, ...quiet, '-c', sql], {});
	return stdout;
}

/** The rows of a query. */
export async function query<Row>(server: Server, sql: string): Promise<Row[]> {
	return JSON.parse(
		await runSql(server, `SELECT coalesce(json_agg(rows), '[]') FROM (${sql}) AS rows`),
	) as Row[];
}
