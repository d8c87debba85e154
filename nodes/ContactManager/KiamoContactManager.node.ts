import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { apiRequest, apiRequestOperation } from '../shared/operation/apiRequest';
import type { Operations } from '../shared/operation/operation';
import { propertiesOf, requestOptions } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { baseOperation, baseOperations } from './base';
import { searchBases } from './base/locator';
import { contactOperation, contactOperations } from './contact';
import { getContactFields, getFieldOptions } from './contact/fields';
import { searchContacts } from './contact/locator';
import { fieldOperation, fieldOperations } from './field';

const operations: Operations = {
	apiRequest: { send: apiRequest('contactManager') },
	base: baseOperations,
	contact: contactOperations,
	field: fieldOperations,
};

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'contact',
				options: [
					{ name: 'API Request', value: 'apiRequest' },
					{ name: 'Base', value: 'base' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Field', value: 'field' },
				],
			},
			apiRequestOperation,
			baseOperation,
			contactOperation,
			fieldOperation,
			...propertiesOf(operations),
			requestOptions,
		],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchBases, searchContacts },
		loadOptions: { getFieldOptions },
		resourceMapping: { getContactFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, operations);
	}
}
