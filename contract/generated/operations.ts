// Generated from contract/kiamo-v3.openapi.yaml by `npm run contract`; do not edit.

/** The five APIs, as Kiamo's token page names them. */
export const apiNames = {
	activityPlanning: 'Activity planning',
	agent: 'Agent',
	contactManager: 'Contact Manager',
	interaction: 'Interaction',
	supervision: 'Supervision',
} as const;

/** What follows the address of the server, unless an API has an address of its own. */
export const defaultBasePath = '/api/v3';

/** The header that carries the token. */
export const tokenHeader = 'Kiamo-Api-Token';

/** The API, the verb and the path of every operation of the contract. */
export const operations = {
	listBases: { api: 'contactManager', method: 'GET', path: '/bases' },
	getBase: { api: 'contactManager', method: 'GET', path: '/bases/{baseId}' },
	listBaseFields: { api: 'contactManager', method: 'GET', path: '/bases/{baseId}/fields' },
	listContacts: { api: 'contactManager', method: 'GET', path: '/bases/{baseId}/contacts' },
	createContacts: { api: 'contactManager', method: 'POST', path: '/bases/{baseId}/contacts' },
	updateContacts: { api: 'contactManager', method: 'PUT', path: '/bases/{baseId}/contacts' },
	getContact: { api: 'contactManager', method: 'GET', path: '/bases/{baseId}/contacts/{contactId}' },
	updateContact: { api: 'contactManager', method: 'PUT', path: '/bases/{baseId}/contacts/{contactId}' },
	deleteContact: { api: 'contactManager', method: 'DELETE', path: '/bases/{baseId}/contacts/{contactId}' },
	listContactInteractions: { api: 'contactManager', method: 'GET', path: '/bases/{baseId}/contacts/{contactId}/interactions' },
	listServices: { api: 'interaction', method: 'GET', path: '/services' },
	listAgents: { api: 'agent', method: 'GET', path: '/agents' },
	listActivities: { api: 'activityPlanning', method: 'GET', path: '/activities' },
	listServiceIndicators: { api: 'supervision', method: 'GET', path: '/supervision/services' },
} as const;
