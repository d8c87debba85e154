import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { baseLocator, searchBases } from './base/locator';
import { getFieldOptions } from './contact/fields';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions, simplify } from '../shared/operation/properties';
import { pollTrigger } from '../shared/polling/trigger';
import { contactTrigger } from './trigger';
import { filters, options } from './trigger/options';

export class KiamoContactManagerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Contact Manager Trigger',
		name: 'kiamoContactManagerTrigger',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ").replace("createdOrUpdated", "created or updated") }}',
		// n8n's node panel shows this text for the triggers and the actions together.
		description:
			'Starts the workflow when Kiamo contacts are created, updated or deleted; the actions find and change them',
		defaults: { name: 'Kiamo Contact Manager Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['createdOrUpdated'],
				options: [
					{ name: 'Contact Created', value: 'created' },
					{ name: 'Contact Created or Updated', value: 'createdOrUpdated' },
					{
						name: 'Contact Deleted',
						value: 'deleted',
						description:
							'Reads all contacts of the base at each poll: 2 requests for 1,000 contacts, and one for each that is missing. For up to 10,000 contacts.',
					},
					{ name: 'Contact Updated', value: 'updated' },
				],
			},
			baseLocator,
			simplify,
			filters,
			options,
			requestOptions,
		],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchBases },
		loadOptions: { getFieldOptions },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, contactTrigger);
	}
}
