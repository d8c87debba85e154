import { join } from 'node:path';
import { execa } from 'execa';
import faults from './faults.json';

const root = join(__dirname, '../..');

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
