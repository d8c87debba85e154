import { join } from 'node:path';
import { n8n } from '../../package.json';
import { start } from '../sandbox/process';
import { median, type Figure } from './record';

/** How long Node takes to load the built nodes and the credential, with n8n-workflow loaded already: 5 new processes. */
export async function benchLoad(): Promise<Figure[]> {
	const script = `
		require('n8n-workflow');
		const startedAt = performance.now();
		for (const entry of ${JSON.stringify([...n8n.nodes, ...n8n.credentials])}) {
			for (const Class of Object.values(require('./' + entry))) new Class();
		}
		console.log(performance.now() - startedAt);`;
	const times: number[] = [];
	for (let round = 0; round < 5; round++) {
		const { stdout } = await start(process.execPath, ['-e', script], { cwd: join(__dirname, '../..') });
		times.push(Number(stdout));
	}
	return [{ name: 'load_milliseconds', value: median(times), goal: 'at most 100' }];
}
