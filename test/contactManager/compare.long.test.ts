import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { nameDrift, plantDrifts } from './drift';
import { credentialsOf, startWith } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('finds 100 drifts of six kinds in 100,000 contacts, and nothing else, in 1 GB of memory', async () => {
	simulator = await startWith();
	const [count, planted] = [100_000, 100];
	const expected = plantDrifts(simulator, count, planted);
	const job = { credentials: credentialsOf(simulator), baseId: simulator.bases[0].id, count, planted };
	const script = join(__dirname, 'compareInProcess.ts');
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--max-old-space-size=1024', '--import', 'tsx', script, JSON.stringify(job)],
		{ maxBuffer: 100_000_000 },
	);
	const { json, error, rss } = JSON.parse(stdout) as { json: IDataObject[]; error?: string; rss: number };
	expect(error).toBeUndefined();
	expect(json.map(nameDrift).sort()).toEqual(expected);
	expect(expected).toHaveLength(planted);
	expect(rss).toBeLessThan(1_300_000);
}, 600_000);
