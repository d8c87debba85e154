import { execa, type Options } from 'execa';

/** What an error says, and what the error behind it says. */
export function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause ? `${error.message}: ${messageOf(error.cause)}` : error.message;
}

const interruption = new AbortController();

/** Starts a process. It is stopped when this process ends or is interrupted, and killed 10 s later if it still runs. */
export function start<Given extends Options>(command: string, args: string[], options: Given) {
	const shared = { cancelSignal: interruption.signal, forceKillAfterDelay: 10_000 } as const;
	return execa(command, args, { ...shared, ...options });
}

/** Runs a command to its end, with its output on the terminal and the time it has taken so far. */
export async function run(label: string, command: string, args: string[], options: Options): Promise<void> {
	const startedAt = Date.now();
	const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
	console.log(`${label} …`);
	const ticker = setInterval(() => console.log(`  … ${seconds()}`), 15_000);
	try {
		await start(command, args, { stdio: 'inherit', ...options });
	} finally {
		clearInterval(ticker);
	}
	console.log(`  done in ${seconds()}`);
}

/**
 * Runs the main function of a script. If it fails, prints the reason and exits with 1. Ctrl-C stops what the script
 * started, lets it finish its work, and exits with 130.
 */
export function runScript(main: () => Promise<void>): void {
	const { signal } = interruption;
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => {
			if (!signal.aborted) console.log('\nStopping …');
			interruption.abort();
		});
	}
	main().then(
		() => signal.aborted && (process.exitCode = 130),
		(error: unknown) => {
			if (!signal.aborted) console.error(messageOf(error));
			process.exitCode = signal.aborted ? 130 : 1;
		},
	);
}
