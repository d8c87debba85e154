import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import faults from './faults.json';

it('plants each fault in one place', () => {
	expect(faults.length).toBeGreaterThanOrEqual(30);
	for (const { name, file, from } of faults)
		expect([name, readFileSync(join(__dirname, '../..', file), 'utf8').split(from).length - 1]).toEqual([
			name,
			1,
		]);
});
