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
	getService: { api: 'interaction', method: 'GET', path: '/services/{serviceId}' },
	createInteractions: { api: 'interaction', method: 'POST', path: '/services/{serviceId}/interactions' },
	listServiceQualifications: { api: 'interaction', method: 'GET', path: '/services/{serviceId}/qualifications' },
	listInteractions: { api: 'interaction', method: 'GET', path: '/interactions' },
	getInteraction: { api: 'interaction', method: 'GET', path: '/interactions/{interactionId}' },
	updateInteraction: { api: 'interaction', method: 'PUT', path: '/interactions/{interactionId}' },
	cancelInteraction: { api: 'interaction', method: 'DELETE', path: '/interactions/{interactionId}' },
	qualifyInteraction: { api: 'interaction', method: 'PUT', path: '/interactions/{interactionId}/qualification' },
	listInteractionMessages: { api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/messages' },
	listInteractionAttachments: { api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/attachments' },
	downloadAttachment: { api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/attachments/{attachmentId}' },
	listAgents: { api: 'agent', method: 'GET', path: '/agents' },
	createAgents: { api: 'agent', method: 'POST', path: '/agents' },
	listAgentStates: { api: 'agent', method: 'GET', path: '/agents/states' },
	getAgent: { api: 'agent', method: 'GET', path: '/agents/{agentId}' },
	updateAgent: { api: 'agent', method: 'PUT', path: '/agents/{agentId}' },
	deleteAgent: { api: 'agent', method: 'DELETE', path: '/agents/{agentId}' },
	getAgentState: { api: 'agent', method: 'GET', path: '/agents/{agentId}/state' },
	setAgentState: { api: 'agent', method: 'PUT', path: '/agents/{agentId}/state' },
	setAgentSkills: { api: 'agent', method: 'PUT', path: '/agents/{agentId}/skills' },
	startAgentCall: { api: 'agent', method: 'POST', path: '/agents/{agentId}/calls' },
	listPauseReasons: { api: 'agent', method: 'GET', path: '/pause-reasons' },
	listSkills: { api: 'agent', method: 'GET', path: '/skills' },
	listGroups: { api: 'agent', method: 'GET', path: '/groups' },
	listGroupAgents: { api: 'agent', method: 'GET', path: '/groups/{groupId}/agents' },
	addGroupAgent: { api: 'agent', method: 'PUT', path: '/groups/{groupId}/agents/{agentId}' },
	removeGroupAgent: { api: 'agent', method: 'DELETE', path: '/groups/{groupId}/agents/{agentId}' },
	listServiceIndicators: { api: 'supervision', method: 'GET', path: '/supervision/services' },
	getServiceIndicators: { api: 'supervision', method: 'GET', path: '/supervision/services/{serviceId}' },
	setServiceOpen: { api: 'supervision', method: 'PUT', path: '/supervision/services/{serviceId}' },
	listQueue: { api: 'supervision', method: 'GET', path: '/supervision/services/{serviceId}/queue' },
	listAgentIndicators: { api: 'supervision', method: 'GET', path: '/supervision/agents' },
	forceAgentState: { api: 'supervision', method: 'PUT', path: '/supervision/agents/{agentId}/state' },
	listGroupIndicators: { api: 'supervision', method: 'GET', path: '/supervision/groups' },
	listActivities: { api: 'activityPlanning', method: 'GET', path: '/activities' },
	createActivities: { api: 'activityPlanning', method: 'POST', path: '/activities' },
	updateActivity: { api: 'activityPlanning', method: 'PUT', path: '/activities/{activityId}' },
	deleteActivity: { api: 'activityPlanning', method: 'DELETE', path: '/activities/{activityId}' },
	listPlannedActivities: { api: 'activityPlanning', method: 'GET', path: '/planned-activities' },
	createPlannedActivities: { api: 'activityPlanning', method: 'POST', path: '/planned-activities' },
	getPlannedActivity: { api: 'activityPlanning', method: 'GET', path: '/planned-activities/{plannedActivityId}' },
	updatePlannedActivity: { api: 'activityPlanning', method: 'PUT', path: '/planned-activities/{plannedActivityId}' },
	deletePlannedActivity: { api: 'activityPlanning', method: 'DELETE', path: '/planned-activities/{plannedActivityId}' },
} as const;
