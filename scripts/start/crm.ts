import { writeFileSync } from 'node:fs';
import type { CrmProxy } from '../../simulator/crm/proxy';
import type { Workflow } from '../sandbox/session';
import { changeNode } from '../workflow';

/** What n8n's environment needs to reach emulated CRMs through a proxy, whose authority is written to a file. */
export function environmentBehind({ url, authority }: CrmProxy, file: string): Record<string, string> {
	writeFileSync(file, authority);
	return { HTTPS_PROXY: url, NO_PROXY: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: file };
}

/** Credentials of n8n, by type. */
export type CrmCredentials = Record<string, { id: string; name: string }>;

/** The type of credential that a node of n8n for a CRM takes. */
const credentialOf: Record<string, string> = {
	'n8n-nodes-base.odoo': 'odooApiKeyApi',
	'n8n-nodes-base.pipedrive': 'pipedriveApi',
	'n8n-nodes-base.postgres': 'postgres',
	'n8n-nodes-base.salesforce': 'salesforceOAuth2Api',
};

/** A workflow with the credential of the CRM chosen in each of its nodes. */
export function connectCrm(workflow: Workflow, credentials: CrmCredentials): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const { nodeCredentialType } = node.parameters as { nodeCredentialType?: string };
		const type = nodeCredentialType ?? credentialOf[node.type];
		return type && type in credentials ? { ...node, credentials: { [type]: credentials[type] } } : node;
	});
	return { ...workflow, nodes };
}

/** A workflow with values filled in in its node "Settings". */
export function fillSettings(workflow: Workflow, values: Record<string, string | number>): Workflow {
	const node = workflow.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = (node?.parameters ?? {}) as {
		assignments?: { assignments: Array<{ name: string; value: unknown }> };
	};
	const given = assignments?.assignments ?? [];
	const missing = Object.keys(values).filter((name) => !given.some((one) => one.name === name));
	if (missing.length > 0) throw new Error(`${workflow.name} has no setting ${missing.join(', ')}`);
	const filled = given.map((one) => (one.name in values ? { ...one, value: values[one.name] } : one));
	return changeNode(workflow, 'Settings', { parameters: { assignments: { assignments: filled } } });
}
