import { apiNames, operations, type Operation } from '../../../contract/generated/operations';
import { uses } from '../../../contract/generated/uses';
import type { OperationId } from '../transport/client';
import type { ApiName } from '../transport/credential';
import type { Finding, Verdict } from './calls';

type Standing = 'failing' | 'open' | 'reliable' | 'suspect' | 'unwritten';

/** How sure operations or triggers are, the worst first: of one, and of several. */
const sentences: Record<Standing, [one: string, several: string]> = {
	failing: ["doesn't work with this server and this token", "don't work with this server and this token"],
	suspect: [
		'reads something that differs; look at the differences first',
		'read something that differs; look at the differences first',
	],
	open: ["couldn't be checked", "couldn't be checked"],
	unwritten: [
		'writes, so only its reads were checked: try it on test data',
		'write, so only their reads were checked: try them on test data',
	],
	reliable: ['can be relied on', 'can be relied on'],
};

/** The sentence about these names. */
const say = (names: string[], [one, several]: [string, string]): string =>
	`${inGroups(names)} ${names.length === 1 ? one : several}.`;

/** Which operations and triggers of an API can be relied on, in a sentence, and the worst of the verdicts. */
export function summarize(
	api: ApiName,
	findings: ReadonlyMap<OperationId, Finding>,
): { verdict: Verdict; whatToDo: string } {
	const standings = uses[api].map(([name, calls]) => ({
		name,
		standing: standingOf(calls.split(' '), findings),
	}));
	const order: Standing[] = ['reliable', 'unwritten', 'open', 'suspect', 'failing'];
	const said = order.flatMap((standing) => {
		const names = standings.filter((each) => each.standing === standing).map(({ name }) => name);
		return names.length > 0 ? [say(names, sentences[standing])] : [];
	});
	const needy = uses[api].flatMap(([name, , others]) =>
		others ? [{ name, others: others.split(' ') }] : [],
	);
	const others = [...new Set(needy.flatMap((each) => each.others))].map((other) => {
		const names = needy.filter((each) => each.others.includes(other)).map(({ name }) => name);
		const rest = `the ${apiNames[other as ApiName]} API: run the check in its node too`;
		return say(names, [`also needs ${rest}`, `also need ${rest}`]);
	});
	const verdicts = new Set([...findings.values()].map(({ verdict }) => verdict));
	const worst: Verdict[] = ['differs', 'missing', 'notAllowed', 'notTried'];
	return {
		verdict: worst.find((verdict) => verdicts.has(verdict)) ?? 'asAssumed',
		whatToDo: `${apiNames[api]} API: ${[...said, ...others].join(' ')}`,
	};
}

function standingOf(calls: string[], findings: ReadonlyMap<OperationId, Finding>): Standing {
	const reads = calls.filter((call) => operationOf(call).method === 'GET') as OperationId[];
	const verdicts = reads.map((call) => findings.get(call)?.verdict ?? 'notTried');
	if (verdicts.some((verdict) => verdict === 'missing' || verdict === 'notAllowed')) return 'failing';
	if (verdicts.includes('differs')) return 'suspect';
	if (verdicts.includes('notTried')) return 'open';
	// Where nothing else is as assumed, a write by itself is not more so.
	const isStrange = [...findings.values()].every(({ verdict }) => verdict !== 'asAssumed');
	if (reads.length === 0 && isStrange) return 'open';
	return reads.length < calls.length ? 'unwritten' : 'reliable';
}

const operationOf = (call: string) => (operations as Record<string, Operation>)[call];

/** `Contact: Get, Get Many; Base: Get`. */
function inGroups(names: string[]): string {
	const groups = new Map<string, string[]>();
	for (const name of names) {
		const [group, operation] = name.split(': ');
		groups.set(group, [...(groups.get(group) ?? []), operation]);
	}
	return [...groups].map(([group, all]) => `${group}: ${all.join(', ')}`).join('; ');
}
