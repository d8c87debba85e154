/** Compares planted rows with a Kiamo in another process, as small as n8n's would be; prints what was found as JSON. */
import { byId } from '../../scripts/workflow';
import { nodeOf } from '../rights/nodeOf';
import { runNode } from '../support/harness';
import { sourceRows } from './drift';

interface Job {
	credentials: { serverUrl: string; apiToken: string };
	baseId: string;
	count: number;
	planted: number;
}

async function main({ credentials, baseId, count, planted }: Job): Promise<void> {
	const { json, error } = await runNode({
		node: nodeOf('KiamoContactManager'),
		credentials,
		items: sourceRows(count, planted),
		parameters: {
			resource: 'contact',
			operation: 'compare',
			base: byId(baseId),
			fields: {
				mappingMode: 'autoMapInputData',
				value: null,
				matchingColumns: ['crmId', 'contactEmail', 'contactMobilePhoneNumber'],
				schema: [],
			},
		},
	});
	process.stdout.write(JSON.stringify({ json, error: error?.message, rss: process.resourceUsage().maxRSS }));
}

void main(JSON.parse(process.argv[2]) as Job);
