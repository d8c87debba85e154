import { settings } from '../support/settings';
import { exampleFiles, expect, readExample, test } from './support';

/** What n8n finds for its next version, for each rule that a workflow breaks. */
interface Report {
	report: { workflowResults: Array<{ ruleId: string; nbAffectedWorkflows: number }> };
	totalWorkflows: number;
}

test("n8n's own report for n8n 3.0 has no finding about an example", async ({ session }) => {
	test.skip(settings().n8n?.version.startsWith('1.') ?? false, 'n8n 1.x has no report for n8n 3.0');
	const report = () => session.call<Report>('POST', '/breaking-changes/report/refresh?version=v3');

	// A workflow that breaks a rule, so that an empty report means something.
	const old = await session.saveWorkflow({
		name: 'Uses what n8n 3.0 removes',
		nodes: [
			{
				id: 'old',
				name: 'AI Transform',
				type: 'n8n-nodes-base.aiTransform',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
		],
		connections: {},
		settings: {},
	});
	const broken = await report();
	expect(broken.report.workflowResults.map(({ ruleId }) => ruleId)).toContain('ai-transform-deprecated');
	await session.call('POST', `/workflows/${old}/archive`, {});
	await session.call('DELETE', `/workflows/${old}`);

	// One whose name is the same in both languages replaces the other.
	const names = new Set<string>();
	for (const path of exampleFiles) {
		const example = readExample(path);
		names.add(example.name);
		await session.saveWorkflow(example);
	}
	const { report: found, totalWorkflows } = await report();
	expect(totalWorkflows).toBeGreaterThanOrEqual(names.size);
	expect(found.workflowResults).toEqual([]);
});
