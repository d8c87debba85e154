import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import faults from './faults.json';

const root = join(__dirname, '../..');

it('plants each fault in one place', () => {
	expect(faults.length).toBeGreaterThanOrEqual(30);
	for (const { name, file, from } of faults)
		expect([name, readFileSync(join(root, file), 'utf8').split(from).length - 1]).toEqual([name, 1]);
});

it.each(faults.map((fault, at) => [fault.name, fault.test, at] as const))(
	'%s: is detected by %s',
	async (_, test, at) => {
		const { exitCode, stderr } = await execa('npx', ['jest', '--ci', '-i', '--bail', test], {
			cwd: root,
			env: { ...process.env, LONG: '', PLANTED: String(at) },
			reject: false,
		});
		expect(stderr).toContain('Tests:');
		expect(exitCode).toBe(1);
	},
	400_000,
);
