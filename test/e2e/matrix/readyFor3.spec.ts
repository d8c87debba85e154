import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../../../scripts/sandbox/session';
import { settings } from '../support/settings';
import { expect, test } from './support';

const folder = join(__dirname, '../../../examples');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.json'),
);

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

	for (const file of files)
		await session.saveWorkflow(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Workflow);
	const { report: found, totalWorkflows } = await report();
	expect(totalWorkflows).toBeGreaterThanOrEqual(files.length);
	expect(found.workflowResults).toEqual([]);
});
