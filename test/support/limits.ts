import limits from '../limits.json';

export type Limit = keyof typeof limits;

/** How far above its limit a value may be, so that a small change needs no edit of test/limits.json. */
const tolerance = 1.1;

/**
 * Fails when a value is more than 10 % above its limit in test/limits.json. To add a number: put it there, and call this
 * in the test that measures it. It must be the same on every machine: bytes, requests, never times.
 */
export function expectWithinLimit(name: Limit, value: number, limit = limits[name]): void {
	if (value <= limit * tolerance) return;
	throw new Error(
		`${name} is ${value}, more than 10 % above its limit of ${limit}. Make it smaller, or raise the limit in test/limits.json and say why.`,
	);
}
