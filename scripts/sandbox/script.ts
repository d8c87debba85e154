import { messageOf, stopAll } from './process';

/**
 * Runs what a command does. When it fails, says why, and the `note` after it, and ends with exit code 1; nothing that it
 * has started outlives it.
 */
export function runScript(main: () => Promise<void>, note?: string): void {
	void main()
		.catch((error: unknown) => {
			console.error([messageOf(error), note].filter(Boolean).join('\n'));
			process.exitCode = 1;
		})
		.finally(() => stopAll());
}
