import type { Workflow } from '../../../scripts/sandbox/session';
import { atPace, byId, inLine, mapped, node } from '../../../scripts/workflow';

type Credential = { id: string; name: string };

/** Where a CRM posts its list of customers. */
export const webhookPath = 'customers';

/** A list of customers comes to a webhook and is written to a base, matched by the CRM's id. */
export const upsert = (credential: Credential, baseId: string): Workflow =>
	inLine('Customers', [
		node(
			'Webhook',
			'n8n-nodes-base.webhook',
			{ httpMethod: 'POST', path: webhookPath },
			{ typeVersion: 2, webhookId: webhookPath },
		),
		node('Each customer', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.customers' }),
		node(
			'Create or Update',
			'n8n-nodes-kiamo.kiamoContactManager',
			{
				resource: 'contact',
				operation: 'upsert',
				base: byId(baseId),
				fields: mapped(['crmId', 'contactLastName', 'contactEmail', 'score'], {
					matchOn: ['crmId'],
					numbers: ['score'],
				}),
			},
			{ credentials: { kiamoApi: credential } },
		),
	]);

/** The table of what a trigger brought: one row an event. */
export const tableOf = (trigger: string) => `Events of ${trigger}`;

/** A trigger whose items are written to a table, each under its event's id, every five seconds. */
export const watch = (credential: Credential, type: string, parameters: object): Workflow =>
	atPace(
		inLine(type, [
			node('Trigger', `n8n-nodes-kiamo.${type}`, parameters, { credentials: { kiamoApi: credential } }),
			node('Table', 'n8n-nodes-base.dataTable', {
				resource: 'row',
				operation: 'upsert',
				dataTableId: { __rl: true, mode: 'name', value: tableOf(type) },
				matchType: 'allConditions',
				filters: {
					conditions: [{ keyName: 'eventId', condition: 'eq', keyValue: '={{ $json.eventId }}' }],
				},
				columns: mapped(['eventId', 'event']),
				options: {},
			}),
		]),
		5,
	);
