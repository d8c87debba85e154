import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { byId, inLine, node } from '../../../scripts/workflow';
import { nameDrift, plantDrifts, sourceRow, sourceRows } from '../../contactManager/drift';
import { callWebhook } from '../support/webhook';
import { expect, test } from './support';

const [count, planted] = [100_000, 100];
const path = 'compare';

/** The code of a node that makes the rows of the source. */
function rowsAsCode(): string {
	const usual = (at: number) => JSON.stringify(sourceRow(at));
	const rows = new Map(sourceRows(count, planted).map((row) => [row.crmId, row]));
	const numbers = Array.from({ length: count }, (_, at) => at);
	const missing = numbers.filter((at) => !rows.has(`C-${at}`));
	const others = numbers.filter(
		(at) => rows.has(`C-${at}`) && JSON.stringify(rows.get(`C-${at}`)) !== usual(at),
	);
	const changed = Object.fromEntries(others.map((at) => [at, rows.get(`C-${at}`)]));
	return `
		const sourceRow = ${sourceRow.toString()};
		const missing = new Set(${JSON.stringify(missing)});
		const changed = ${JSON.stringify(changed)};
		const numbers = Array.from({ length: ${count} }, (_, at) => at);
		return numbers.filter((at) => !missing.has(at)).map((at) => ({ json: changed[at] ?? sourceRow(at) }));`;
}

test(`Compare finds ${planted} drifts in ${count} contacts, and nothing else, in an n8n of 1 GB`, async ({
	n8n,
	simulator,
}) => {
	const [base] = simulator.bases;
	simulator.clearContacts(base.id);
	const expected = plantDrifts(simulator, count, planted);
	const credential = await n8n.session.saveKiamoCredential(simulator);
	await n8n.killAndStart({ NODE_OPTIONS: '--max-old-space-size=1024' });
	const fields = {
		mappingMode: 'autoMapInputData',
		value: null,
		matchingColumns: ['crmId', 'contactEmail', 'contactMobilePhoneNumber'],
		schema: [],
	};
	const compare = { resource: 'contact', operation: 'compare', base: byId(base.id), fields };
	const workflow = inLine(
		'Compare',
		[
			node(
				'Webhook',
				'n8n-nodes-base.webhook',
				{ path, responseMode: 'lastNode', responseData: 'allEntries' },
				{ typeVersion: 2, webhookId: path },
			),
			node('Rows', 'n8n-nodes-base.code', { jsCode: rowsAsCode() }, { typeVersion: 2 }),
			node('Differences', 'n8n-nodes-kiamo.kiamoContactManager', compare, {
				credentials: { kiamoApi: credential },
			}),
		],
		{ saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	);
	await n8n.session.publish(workflow);
	const startedAt = Date.now();
	const answer = await callWebhook(`${n8n.session.url}/webhook/${path}`);
	const found = (await answer.json()) as IDataObject[];
	const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${n8n.pid}/status`, 'utf8'))?.[1];
	console.log(`Compare: ${Math.round((Date.now() - startedAt) / 1000)} s, ${Number(peak) / 1000} MB at most`);
	expect(found.map(nameDrift).sort()).toEqual(expected);
	await n8n.killAndStart({ NODE_OPTIONS: '' });
});
