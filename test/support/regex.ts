/**
 * n8n gives the regular expression of a locator 250 ms of wall time, which a busy test machine may not have to spare.
 * The patterns under test are ours, so they run without that limit.
 */
import { setSafeRegexEngine } from 'n8n-workflow/dist/cjs/safe-regex.js';

setSafeRegexEngine({
	exec: (pattern, input, flags) => new RegExp(pattern, flags).exec(input),
	test: (pattern, input, flags) => new RegExp(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) => input.replace(new RegExp(pattern, flags), replacement),
	matchAll: (pattern, input, flags) => [...input.matchAll(new RegExp(pattern, `${flags ?? ''}g`))],
	split: (pattern, input, flags) => input.split(new RegExp(pattern, flags)),
});
