import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import getPort from 'get-port';
import { currentN8n, installN8n, sandbox, type N8nInstall, type N8nVersion } from './install';
import { start } from './process';
import { until } from './until';

export interface N8nOptions {
	/** Name of its user folder under `.sandbox/users/`: what n8n keeps between two starts. */
	user: string;
	version?: N8nVersion;
	/** Whether to begin with an empty user folder. */
	fresh?: boolean;
	/** Port of the editor, if it is free. */
	port?: number;
	/** More environment variables, `N8N_CUSTOM_EXTENSIONS` for instance. */
	environment?: Record<string, string>;
	/** What `start` starts: the server with the editor unless given, or a worker of queue mode. */
	command?: 'start' | 'worker';
}

/** No n8n of the sandbox calls home, and none is open to other machines. */
const closed = {
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
};

/** A real n8n with a user folder of its own: installs packages, runs commands, starts and stops the server. */
export class N8n {
	readonly version: N8nVersion;
	private server?: ReturnType<typeof startServer>;
	private port = 0;

	private constructor(
		readonly install: N8nInstall,
		readonly folder: string,
		private readonly options: N8nOptions,
	) {
		this.version = options.version ?? currentN8n;
	}

	/** Installs n8n if the cache lacks it, and prepares the user folder. Starts nothing. */
	static async prepare(options: N8nOptions): Promise<N8n> {
		const install = await installN8n(options.version);
		const folder = join(sandbox, 'users', options.user);
		const pidFile = join(folder, 'n8n.pid');
		const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0;
		if (pid && isRunning(pid))
			throw new Error(`An n8n uses ${folder} already: stop process ${pid}, or delete ${pidFile}`);
		if (options.fresh) rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		return new N8n(install, folder, options);
	}

	get url() {
		return `http://127.0.0.1:${this.port}`;
	}

	/** The file that the server logs to. */
	get log() {
		return join(this.folder, 'n8n.log');
	}

	/** Installs a packed community package as n8n's settings page does, but from a file. The next start loads it. */
	async installPackage(tarball: string): Promise<void> {
		const cwd = join(this.folder, '.n8n/nodes');
		rmSync(cwd, { recursive: true, force: true }); // npm keeps what it knows when the version is the same
		mkdirSync(cwd, { recursive: true });
		writeFileSync(join(cwd, 'package.json'), '{ "name": "installed-nodes", "private": true }');
		const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
		const only = ['--ignore-scripts', '--legacy-peer-deps', '--omit=peer'];
		await start('npm', ['install', ...only, ...quiet, resolve(tarball)], { cwd });
	}

	/** Runs one of n8n's commands to its end and returns what it printed. Not while the server runs. */
	async command(...args: string[]): Promise<string> {
		// n8n exits before a pipe has all of its output, but not before a file has.
		const file = join(this.folder, 'command.log');
		const output = openSync(file, 'w');
		const { node, script } = this.install;
		const env = await this.environment();
		try {
			// Execa takes any file descriptor, but its types name only some.
			const stdout = output as 3;
			const options = { env, extendEnv: false, stdin: 'ignore', stdout, reject: false } as const;
			const ended = await start(node, [script, ...args], options);
			// Some runs crash in native code after all the work is done: what they printed shows whether it is.
			if (ended instanceof Error && ended.signal !== 'SIGSEGV') throw ended;
		} finally {
			closeSync(output);
		}
		return readFileSync(file, 'utf8');
	}

	/** Starts the server and waits until it answers. */
	async start(): Promise<void> {
		this.port = await getPort({ port: this.options.port });
		const port = `${this.port}`;
		// A worker has no editor, but answers whether it is ready.
		const worker = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: port };
		const env = { ...(await this.environment()), N8N_PORT: port, ...worker };
		const { node, script } = this.install;
		const server = startServer(node, [script, this.options.command ?? 'start'], env, this.log);
		writeFileSync(join(this.folder, 'n8n.pid'), `${server.pid}`);
		this.server = server;
		const isReady = async () => {
			if (server.exitCode !== null || server.signalCode !== null)
				throw new Error(`n8n ended while starting; see ${this.log}`);
			const answer = await fetch(`${this.url}/healthz/readiness`).catch(notYet);
			return answer?.ok || undefined;
		};
		await until(`n8n (see ${this.log})`, isReady, { timeout: 300_000 });
	}

	/** Resolves when the server has ended. */
	async ended(): Promise<void> {
		await this.server;
	}

	/** Lets the server end its work and stops it. */
	async stop(): Promise<void> {
		this.server?.kill('SIGTERM');
		await this.server;
	}

	/** Ends the server as a power cut would. */
	async kill(): Promise<void> {
		this.server?.kill('SIGKILL');
		await this.server;
	}

	private async environment() {
		const inherited = Object.entries(process.env).filter(([name]) => !/^(N8N_|DB_|QUEUE_|npm_)/.test(name));
		return {
			...Object.fromEntries(inherited),
			...closed,
			N8N_USER_FOLDER: this.folder,
			N8N_RUNNERS_BROKER_PORT: `${await getPort()}`,
			N8N_LOG_LEVEL: 'info',
			PATH: `${dirname(this.install.node)}:${process.env.PATH}`,
			...this.install.environment,
			...this.options.environment,
		};
	}
}

function startServer(node: string, args: string[], env: NodeJS.ProcessEnv, logFile: string) {
	const log = openSync(logFile, 'w') as 3;
	const stdio = { stdin: 'ignore', stdout: log, stderr: log } as const;
	const server = start(node, args, { ...stdio, env, extendEnv: false, reject: false });
	closeSync(log);
	return server;
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
		throw error;
	}
}

/** Nobody listens yet: the only failure of a request that means "ask again". */
function notYet(error: unknown): undefined {
	if (error instanceof TypeError && error.message === 'fetch failed') return undefined;
	throw error;
}
