// Generated from the files of contract/ by `npm run contract`; do not edit.

import type { ApiOperation, Paging } from '../../operation';

export type { Paging };

export type Operation = ApiOperation<keyof typeof apiNames>;

/** The five APIs, as Kiamo's token page names them. */
export const apiNames = {
	activityPlanning: 'Activity planning',
	agent: 'Agent',
	contactManager: 'Contact Manager',
	interaction: 'Interaction',
	supervision: 'Supervision',
} as const;

/** What follows the address of the server, unless an API has an address of its own. */
export const apiBases = {
	activityPlanning: '/api/v3',
	agent: '/api/v3',
	contactManager: '/api/v3',
	interaction: '/api/v3',
	supervision: '/live/v1',
} as const;

/** The header that carries the token. */
export const tokenHeader = 'X-Api-Key';

/** How lists are read. */
export const paging: Record<keyof typeof apiNames, Paging> = {
	activityPlanning: {style: 'page', size: 'itemsPerPage', position: 'page', largest: 200, rows: 'items', total: 'meta.count'},
	agent: {style: 'page', size: 'itemsPerPage', position: 'page', largest: 200, rows: 'items', total: 'meta.count'},
	contactManager: {style: 'page', size: 'itemsPerPage', position: 'page', largest: 200, rows: 'items', total: 'meta.count'},
	interaction: {style: 'page', size: 'itemsPerPage', position: 'page', largest: 200, rows: 'items', total: 'meta.count'},
	supervision: {style: 'page', size: 'itemsPerPage', position: 'page', largest: 200, rows: 'items', total: 'meta.count'},
};

/** Where the body of an error says what is wrong. */
export const errorBody = {message: 'detail', errors: 'violations', field: 'property', fieldMessage: 'reason'} as const;

/** What an id looks like. */
export const idPattern = "^(?!\\.+$)[A-Za-z0-9_.:-]{1,128}$";

/** Properties that hold ids. */
export const idNames: string[] = ['activity_id', 'agent_id', 'base_id', 'contact_id', 'group_id', 'group_ids', 'id', 'interaction_id', 'pause_reason_id', 'qualification_id', 'service_id'];

/** Properties whose own names the customer makes up. */
export const freeNames: string[] = ['fields', 'userdata'];

/** By type, the names of values in rows; ids and what the customer names are none. */
export const valueTypes: Record<string, string[]> = {
	boolean: ['enabled', 'has_recording', 'has_voicemail', 'open', 'paid', 'ready', 'required'],
	date: ['answered_at', 'at', 'created_at', 'end', 'ended_at', 'qualified_at', 'scheduled_date', 'since', 'start', 'updated_at'],
	list: ['group_ids', 'skills', 'values'],
	number: ['abandoned', 'answer_rate', 'answered', 'available', 'average_handling_seconds', 'average_wait_seconds', 'busy', 'busy_seconds', 'contacts_count', 'handled', 'handling_seconds', 'in_progress', 'level', 'logged_in', 'logged_in_seconds', 'longest_wait_seconds', 'paused', 'paused_seconds', 'priority', 'received', 'service_level', 'size', 'waiting', 'waiting_seconds', 'wrap_up_seconds'],
	text: ['author', 'category', 'channel', 'color', 'comment', 'customer', 'data_type', 'destination', 'dialled', 'direction', 'email', 'extension', 'first_name', 'kind', 'label', 'last_name', 'login', 'mime_type', 'name', 'reference', 'state', 'status', 'subject', 'text', 'type'],
};

/** What nothing can be done with a row without, by the name of its schema; the first tells rows apart. */
export const needed: Record<string, string[]> = {
	Activity: ['id'],
	PlannedActivity: ['id', 'agent_id', 'activity_id', 'start', 'end'],
	Agent: ['id'],
	Skill: ['id'],
	AgentSkill: ['id', 'level'],
	AgentState: ['agent_id', 'state'],
	PauseReason: ['id'],
	Group: ['id'],
	Base: ['id'],
	Field: ['name'],
	Contact: ['id', 'fields'],
	Qualification: ['id'],
	Interaction: ['id', 'status'],
	Message: ['id'],
	Attachment: ['id'],
	Service: ['id'],
	ServiceIndicators: ['service_id'],
	AgentIndicators: ['agent_id'],
	GroupIndicators: ['group_id'],
};

/** The properties of what flat rows are made of, by the name of its schema. */
export const properties = {
	Interaction: ['id', 'reference', 'label', 'channel', 'direction', 'status', 'priority', 'service_id', 'agent_id', 'contact_id', 'base_id', 'customer', 'dialled', 'destination', 'created_at', 'scheduled_date', 'answered_at', 'ended_at', 'qualified_at', 'updated_at', 'waiting_seconds', 'handling_seconds', 'wrap_up_seconds', 'qualification', 'comment', 'userdata', 'has_recording', 'has_voicemail'],
	Qualification: ['id', 'label', 'category'],
};

/** The choices of each enum of the contract that people choose from. */
export const choices = {
	ActivityKind: [{name: 'Absence', value: 'absence'}, {name: 'Break', value: 'break'}, {name: 'Meeting', value: 'meeting'}, {name: 'Training', value: 'training'}, {name: 'Work', value: 'work'}],
	AgentStateName: [{name: 'Available', value: 'available', description: 'Waits for the next interaction'}, {name: 'Handling', value: 'handling', description: 'Works on an email, chat or message'}, {name: 'In Call', value: 'in_call'}, {name: 'Logged Out', value: 'logged_out'}, {name: 'Paused', value: 'paused'}, {name: 'Ringing', value: 'ringing'}, {name: 'Wrap-Up', value: 'wrap_up', description: 'Finishes an interaction that is over'}],
	SettableState: [{name: 'Available', value: 'available'}, {name: 'Logged Out', value: 'logged_out'}, {name: 'Paused', value: 'paused'}],
	Channel: [{name: 'Call', value: 'call'}, {name: 'Chat', value: 'chat'}, {name: 'Mail', value: 'mail'}, {name: 'Messaging', value: 'messaging'}, {name: 'Social', value: 'social'}],
	Direction: [{name: 'Inbound', value: 'inbound', description: 'The customer contacted the contact center'}, {name: 'Outbound', value: 'outbound', description: 'The contact center contacted the customer'}],
	InteractionStatus: [{name: 'Abandoned', value: 'abandoned'}, {name: 'Canceled', value: 'cancelled'}, {name: 'Ended', value: 'ended'}, {name: 'In Progress', value: 'in_progress'}, {name: 'Scheduled', value: 'scheduled'}, {name: 'Waiting', value: 'waiting'}, {name: 'Wrap-Up', value: 'wrap_up'}],
	AttachmentKind: [{name: 'File', value: 'file'}, {name: 'Recording', value: 'recording'}, {name: 'Voicemail', value: 'voicemail'}],
} satisfies Record<string, Array<{ name: string; value: string; description?: string }>>;

/** What the client has to know of each operation. */
export const operations = {
	listActivities: {api: 'activityPlanning', method: 'GET', path: '/activities', rows: 'Activity'},
	createActivities: {api: 'activityPlanning', method: 'POST', path: '/activities', arrays: false, row: 'Activity'},
	updateActivity: {api: 'activityPlanning', method: 'PUT', path: '/activities/{activityId}', replace: {read: 'listActivities', properties: ['name', 'kind', 'paid', 'color']}, row: 'Activity'},
	deleteActivity: {api: 'activityPlanning', method: 'DELETE', path: '/activities/{activityId}'},
	listPlannedActivities: {api: 'activityPlanning', method: 'GET', path: '/slots', query: {sort: 'order', agent_id: 'agentId', from: 'endsAfter', to: 'beginsBefore', updated_from: 'modifiedSince', updated_to: 'modifiedBefore'}, feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'PlannedActivity'},
	createPlannedActivities: {api: 'activityPlanning', method: 'POST', path: '/slots', arrays: false, row: 'PlannedActivity'},
	getPlannedActivity: {api: 'activityPlanning', method: 'GET', path: '/slots/{plannedActivityId}', row: 'PlannedActivity'},
	updatePlannedActivity: {api: 'activityPlanning', method: 'PUT', path: '/slots/{plannedActivityId}', replace: {read: 'getPlannedActivity', properties: ['activity_id', 'start', 'end', 'comment']}, row: 'PlannedActivity'},
	deletePlannedActivity: {api: 'activityPlanning', method: 'DELETE', path: '/slots/{plannedActivityId}'},
	listAgents: {api: 'agent', method: 'GET', path: '/agents', query: {sort: 'order', group_id: 'team', updated_from: 'modifiedSince', updated_to: 'modifiedBefore'}, feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'Agent'},
	createAgents: {api: 'agent', method: 'POST', path: '/agents', arrays: false, row: 'Agent'},
	listAgentStates: {api: 'agent', method: 'GET', path: '/presence', rows: 'AgentState'},
	getAgent: {api: 'agent', method: 'GET', path: '/agents/{agentId}', row: 'Agent'},
	updateAgent: {api: 'agent', method: 'PUT', path: '/agents/{agentId}', replace: {read: 'getAgent', properties: ['login', 'first_name', 'last_name', 'email', 'extension', 'enabled', 'group_ids']}, row: 'Agent'},
	deleteAgent: {api: 'agent', method: 'DELETE', path: '/agents/{agentId}'},
	getAgentState: {api: 'agent', method: 'GET', path: '/presence/{agentId}', row: 'AgentState'},
	setAgentState: {api: 'agent', method: 'PUT', path: '/presence/{agentId}', row: 'AgentState'},
	setAgentSkills: {api: 'agent', method: 'PUT', path: '/agents/{agentId}/skills', row: 'Agent'},
	startAgentCall: {api: 'agent', method: 'POST', path: '/agents/{agentId}/calls', row: 'StartedCall'},
	listPauseReasons: {api: 'agent', method: 'GET', path: '/pause-reasons', rows: 'PauseReason'},
	listSkills: {api: 'agent', method: 'GET', path: '/skills', rows: 'Skill'},
	listGroups: {api: 'agent', method: 'GET', path: '/teams', rows: 'Group'},
	listGroupAgents: {api: 'agent', method: 'GET', path: '/teams/{groupId}/agents', rows: 'Agent'},
	addGroupAgent: {api: 'agent', method: 'PUT', path: '/teams/{groupId}/agents/{agentId}'},
	removeGroupAgent: {api: 'agent', method: 'DELETE', path: '/teams/{groupId}/agents/{agentId}'},
	listBases: {api: 'contactManager', method: 'GET', path: '/bases', query: {q: 'search'}, rows: 'Base'},
	getBase: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}', row: 'Base'},
	listBaseFields: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}/fields', rows: 'Field'},
	listContacts: {api: 'contactManager', method: 'GET', path: '/directories/{baseId}/people', query: {sort: 'order', q: 'search', updated_from: 'modifiedSince', updated_to: 'modifiedBefore'}, feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'Contact'},
	createContacts: {api: 'contactManager', method: 'POST', path: '/directories/{baseId}/people', arrays: false, row: 'Contact'},
	updateContacts: {api: 'contactManager', method: 'PUT', path: '/directories/{baseId}/people', arrays: false, single: {operation: 'updateContact', contactId: 'id'}, row: 'Contact'},
	getContact: {api: 'contactManager', method: 'GET', path: '/directories/{baseId}/people/{contactId}', row: 'Contact'},
	updateContact: {api: 'contactManager', method: 'PUT', path: '/directories/{baseId}/people/{contactId}', replace: {read: 'getContact', properties: ['fields']}, row: 'Contact'},
	deleteContact: {api: 'contactManager', method: 'DELETE', path: '/directories/{baseId}/people/{contactId}'},
	listContactInteractions: {api: 'contactManager', method: 'GET', path: '/directories/{baseId}/people/{contactId}/interactions', rows: 'Interaction'},
	listServices: {api: 'interaction', method: 'GET', path: '/services', rows: 'Service'},
	getService: {api: 'interaction', method: 'GET', path: '/services/{serviceId}', row: 'Service'},
	createInteractions: {api: 'interaction', method: 'POST', path: '/services/{serviceId}/interactions', arrays: false, row: 'Interaction'},
	listServiceQualifications: {api: 'interaction', method: 'GET', path: '/services/{serviceId}/qualifications', rows: 'Qualification'},
	listInteractions: {api: 'interaction', method: 'GET', path: '/interactions', query: {sort: 'order', service_id: 'serviceId', contact_id: 'contactId', updated_from: 'modifiedSince', updated_to: 'modifiedBefore', ended_from: 'endedSince'}, feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'Interaction'},
	getInteraction: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}', row: 'Interaction'},
	updateInteraction: {api: 'interaction', method: 'PUT', path: '/interactions/{interactionId}', replace: {read: 'getInteraction', properties: ['scheduled_date', 'priority', 'agent_id', 'userdata']}, row: 'Interaction'},
	cancelInteraction: {api: 'interaction', method: 'DELETE', path: '/interactions/{interactionId}', keepsRow: true},
	qualifyInteraction: {api: 'interaction', method: 'PUT', path: '/interactions/{interactionId}/qualification', row: 'Interaction'},
	listInteractionMessages: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/messages', rows: 'Message'},
	listInteractionAttachments: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/attachments', rows: 'Attachment'},
	downloadAttachment: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/attachments/{attachmentId}'},
	listServiceIndicators: {api: 'supervision', method: 'GET', path: '/now/services', rows: 'ServiceIndicators'},
	getServiceIndicators: {api: 'supervision', method: 'GET', path: '/now/services/{serviceId}', row: 'ServiceIndicators'},
	setServiceOpen: {api: 'supervision', method: 'PUT', path: '/now/services/{serviceId}', row: 'ServiceIndicators'},
	listQueue: {api: 'supervision', method: 'GET', path: '/now/services/{serviceId}/queue', rows: 'Interaction'},
	listAgentIndicators: {api: 'supervision', method: 'GET', path: '/now/agents', rows: 'AgentIndicators'},
	forceAgentState: {api: 'supervision', method: 'PUT', path: '/now/agents/{agentId}/state', row: 'AgentState'},
	listGroupIndicators: {api: 'supervision', method: 'GET', path: '/now/groups', rows: 'GroupIndicators'},
} satisfies Record<string, Operation>;
