import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties } from '../shared/operation/properties';
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
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create, find, update and delete the contacts of Kiamo',
		defaults: { name: 'Kiamo Contact Manager' },
		usableAsTool: true,
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
