import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { installN8n, sandbox, type N8nInstall, type N8nVersion } from './install';
import { capture, freePort, hasEnded, isRunning, start, stop, until } from './process';

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

/** Nothing of this n8n calls home, and nothing of it is open to other machines. */
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

/** A real n8n with a user folder of its own: installs packages, runs its commands, starts and stops its server. */
export class N8n {
	private server?: ChildProcess;
	private port = 0;

	private constructor(
		private readonly install: N8nInstall,
		readonly folder: string,
		private readonly options: N8nOptions,
	) {}

	/** Installs n8n if it is not there yet, and prepares the user folder; starts nothing. */
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

	/** The process of the server, while it runs. */
	get pid() {
		return this.server?.pid;
	}

	/** Where the server writes what it has to say. */
	get log() {
		return join(this.folder, 'n8n.log');
	}

	/** Installs a packed community package as n8n's settings page does, but from a file; the next start loads it. */
	async installPackage(tarball: string): Promise<void> {
		const cwd = join(this.folder, '.n8n/nodes');
		rmSync(cwd, { recursive: true, force: true }); // npm keeps what it knows when the version is the same
		mkdirSync(cwd, { recursive: true });
		writeFileSync(join(cwd, 'package.json'), '{ "name": "installed-nodes", "private": true }');
		const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
		const args = [
			'install',
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--omit=peer',
			...quiet,
			resolve(tarball),
		];
		await capture('Installing the package into n8n', 'npm', args, { cwd });
	}

	/** Runs one of n8n's commands to its end and returns what it printed. Not while the server runs. */
	async command(...args: string[]): Promise<string> {
		const { node, script } = this.install;
		return await capture(`n8n ${args[0]}`, node, [script, ...args], { env: await this.environment() });
	}

	/** Starts the server and waits until it answers. */
	async start(): Promise<void> {
		this.port = await freePort(this.options.port);
		const port = `${this.port}`;
		// A worker has no editor, but answers whether it is ready.
		const worker = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: port };
		const env = { ...(await this.environment()), N8N_PORT: port, ...worker };
		const log = openSync(this.log, 'w');
		const server = start(this.install.node, [this.install.script, this.options.command ?? 'start'], {
			env,
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		writeFileSync(join(this.folder, 'n8n.pid'), `${server.pid}`);
		this.server = server;
		await until(`n8n (see ${this.log})`, async () => {
			if (hasEnded(server)) throw new Error(`n8n ended while starting; see ${this.log}`);
			const answer = await fetch(`${this.url}/healthz/readiness`).catch(notYet);
			return answer?.ok || undefined;
		});
	}

	/** Resolves when the server ends. */
	async ended(): Promise<void> {
		const { server } = this;
		if (server && !hasEnded(server)) await new Promise((resolve) => server.once('close', resolve));
	}

	/** Lets the server end its work and stops it. */
	async stop(): Promise<void> {
		if (this.server) await stop(this.server);
	}

	/** Ends the server as a power cut would. */
	async kill(): Promise<void> {
		if (this.server) await stop(this.server, 'SIGKILL');
	}

	private async environment() {
		const inherited = Object.entries(process.env).filter(([name]) => !/^(N8N_|DB_|QUEUE_|npm_)/.test(name));
		return {
			...Object.fromEntries(inherited),
			...closed,
			N8N_USER_FOLDER: this.folder,
			N8N_RUNNERS_BROKER_PORT: `${await freePort()}`,
			N8N_LOG_LEVEL: 'info',
			PATH: `${dirname(this.install.node)}:${process.env.PATH}`,
			...this.install.environment,
			...this.options.environment,
		};
	}
}

/** Nobody listens yet: the only failure of a request that means "ask again". */
function notYet(error: unknown): undefined {
	if (error instanceof TypeError && error.message === 'fetch failed') return undefined;
	throw error;
}
