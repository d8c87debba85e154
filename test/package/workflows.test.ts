import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Job {
	permissions?: Record<string, string>;
	steps: Array<{ uses?: string; run?: string }>;
}

const folder = join(__dirname, '../../.github/workflows');
const workflows = readdirSync(folder).map(
	(file) => [file, parse(readFileSync(join(folder, file), 'utf8')) as { jobs: Record<string, Job> }] as const,
);

it.each(workflows)('%s uses actions by the SHA of their commit', (_, { jobs }) => {
	const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
	expect(uses.length).toBeGreaterThan(0);
	expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

it('only the job that publishes gets a token of npm, and it runs no code of the project', () => {
	const jobs = workflows.flatMap(([, workflow]) => Object.values(workflow.jobs));
	const trusted = jobs.filter(({ permissions }) => permissions?.['id-token'] === 'write');
	expect(trusted).toHaveLength(1);
	const [{ steps }] = trusted;
	expect(steps.flatMap(({ run }) => run ?? [])).toEqual([
		'npm publish ./*.tgz --ignore-scripts --provenance --access public',
	]);
	expect(steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))).toBe(false);
});
