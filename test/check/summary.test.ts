import { operations } from '../../contract/generated/operations';
import type { Finding, Verdict } from '../../nodes/shared/check/calls';
import { summarize } from '../../nodes/shared/check/summary';
import type { OperationId } from '../../nodes/shared/transport/client';

/** All reads of a server, with these verdicts and, for the others, `rest`. */
const findings = (rest: Verdict, verdicts: Partial<Record<OperationId, Verdict>>) =>
	new Map(
		(Object.keys(operations) as OperationId[])
			.filter((id) => operations[id].method === 'GET')
			.map((id): [OperationId, Finding] => [id, { verdict: verdicts[id] ?? rest, differences: [] }]),
	);

it.each<[Verdict, Partial<Record<OperationId, Verdict>>, string]>([
	['asAssumed', { listGroups: 'missing' }, "Group: Get Many doesn't work with this server and this token."],
	[
		'asAssumed',
		{ listGroups: 'differs' },
		'Group: Get Many reads something that differs; look at the differences first.',
	],
	['asAssumed', { listGroups: 'notTried' }, "Group: Get Many couldn't be checked."],
	['notTried', { listGroups: 'asAssumed' }, 'Group: Get Many can be relied on.'],
])('speaks of one operation in the singular: %s, %j', (rest, verdicts, sentence) => {
	expect(summarize('agent', findings(rest, verdicts)).whatToDo).toMatch(
		new RegExp(`(?:^Agent API: |\\. )${sentence.replaceAll('.', '\\.')}`),
	);
});

it('speaks of one write in the singular', () => {
	const { whatToDo } = summarize('contactManager', findings('notTried', { getBase: 'asAssumed' }));
	expect(whatToDo).toContain('Contact: Delete writes, so only its reads were checked: try it on test data.');
});
