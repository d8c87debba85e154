import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties, operationSubtitle } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { base } from './base';
import { searchBases } from './base/locator';
import { contact } from './contact';
import { getContactFields, getFieldOptions } from './contact/fields';
import { searchContacts } from './contact/locator';
import { field } from './field';
import { phoneNumber } from './phoneNumber';

const resources = [apiRequest('contactManager'), base, contact, field, phoneNumber, server('contactManager')];

export class KiamoContactManager implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Contact Manager',
		name: 'kiamoContactManager',
		icon: { light: 'file:../../icons/contactManager.svg', dark: 'file:../../icons/contactManager.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Create, find, update and delete contacts',
		defaults: { name: 'Kiamo Contact Manager' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Prefer Create or Update over Create to sync contacts from a CRM, a form or a spreadsheet: it matches existing contacts and can run again without creating duplicates. Send all items to one node: it reads and writes them in batches, so no loop is needed.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoContactManagerTrigger',
					relationHint: 'Starts the workflow when contacts change in Kiamo',
				},
				{ nodeType: 'n8n-nodes-kiamo.kiamoInteraction', relationHint: 'Creates a callback for a contact' },
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: nodeProperties(resources, 'contact'),
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchBases, searchContacts },
		loadOptions: { getFieldOptions },
		resourceMapping: { getContactFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources);
	}
}
