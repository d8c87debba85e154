import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const windows = process.platform === 'win32';

/** What an error says, and what the error behind it says. */
export function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause ? `${error.message}: ${messageOf(error.cause)}` : error.message;
}

const running = new Set<ChildProcess>();
let stopping = false;

/** Starts a command that `stopAll` ends; npm is a .cmd file on Windows, which only a shell starts. */
export function start(command: string, args: string[], options: SpawnOptions): ChildProcess {
	if (stopping) throw new Error('Stopped');
	const child = spawn(command, args, { shell: windows && command === 'npm', ...options });
	running.add(child);
	child.once('close', () => running.delete(child));
	return child;
}

/** Stops everything that was started and still runs; nothing can be started any more. */
export async function stopAll(): Promise<void> {
	stopping = true;
	await Promise.all([...running].map((child) => stop(child)));
}

/** Resolves at the end of a process; rejects, with the label, when it ends with anything but 0. */
function finished(child: ChildProcess, label: string): Promise<void> {
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) =>
			code === 0 ? resolve() : reject(new Error(`${label} ended with ${signal ?? `exit code ${code}`}`)),
		);
	});
}

/** Runs a command to its end, with its output on the terminal and the time it has taken so far. */
export async function run(
	label: string,
	command: string,
	args: string[],
	options: SpawnOptions,
): Promise<void> {
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	console.log(`${label} …`);
	const ticker = setInterval(() => console.log(`  … ${seconds()}`), 15_000);
	try {
		await finished(start(command, args, { stdio: 'inherit', ...options }), label);
	} finally {
		clearInterval(ticker);
	}
	console.log(`  done in ${seconds()}`);
}

/**
 * Runs a command to its end and returns what it printed on its standard output; its errors are part of the failure.
 * Through files: a pipe loses the end of what n8n prints before it exits.
 */
export async function capture(
	label: string,
	command: string,
	args: string[],
	options: SpawnOptions,
): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
	const [output, errors] = [join(folder, 'output'), join(folder, 'errors')];
	const [outputFile, errorFile] = [openSync(output, 'w'), openSync(errors, 'w')];
	try {
		await finished(
			start(command, args, { ...options, stdio: ['ignore', outputFile, errorFile] }),
			label,
		).catch((error: unknown) => {
			throw new Error(
				`${messageOf(error)}\n${readFileSync(errors, 'utf8')}\n${readFileSync(output, 'utf8')}`.slice(
					0,
					4000,
				),
			);
		});
		return readFileSync(output, 'utf8');
	} finally {
		closeSync(outputFile);
		closeSync(errorFile);
		rmSync(folder, { recursive: true });
	}
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Whether a process with this id runs. */
export function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
		throw error;
	}
}

/** Sends a signal to a process that we started and waits for its end; one that is not gone after 10 s is killed. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	if (hasEnded(child)) return;
	const ended = new Promise((resolve) => child.once('close', resolve));
	child.kill(signal);
	const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
	await ended;
	clearTimeout(killer);
}

/** The preferred port of this machine's loopback if it is free, or else any free one. */
export async function freePort(preferred = 0): Promise<number> {
	const server = createServer();
	const listening = await new Promise<boolean>((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(preferred, '127.0.0.1', () => resolve(true));
	});
	if (!listening) return await freePort();
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (typeof address !== 'object' || !address) throw new Error('No free port on 127.0.0.1');
	return address.port;
}

/** Asks again, every `interval` milliseconds, until there is an answer; fails after `patience` milliseconds. */
export async function until<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined>,
	{ interval = 250, patience = 120_000 } = {},
): Promise<Answer> {
	const deadline = Date.now() + patience;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`${what}: nothing after ${patience / 1000} s`);
		await sleep(interval);
	}
}
