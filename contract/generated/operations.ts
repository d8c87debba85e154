// Generated from the files of contract/ by `npm run contract`; do not edit.

import type { ApiOperation, Paging } from '../operation';

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
	supervision: '/api/v3',
} as const;

/** The header that carries the token. */
export const tokenHeader = 'Kiamo-Api-Token';

/** How lists are read. */
export const paging: Record<keyof typeof apiNames, Paging> = {
	activityPlanning: {style: 'offset', size: 'limit', position: 'offset', largest: 500, rows: 'data', total: 'total'},
	agent: {style: 'offset', size: 'limit', position: 'offset', largest: 500, rows: 'data', total: 'total'},
	contactManager: {style: 'offset', size: 'limit', position: 'offset', largest: 500, rows: 'data', total: 'total'},
	interaction: {style: 'offset', size: 'limit', position: 'offset', largest: 500, rows: 'data', total: 'total'},
	supervision: {style: 'offset', size: 'limit', position: 'offset', largest: 500, rows: 'data', total: 'total'},
};

/** Where the body of an error says what is wrong. */
export const errorBody = {message: 'message', errors: 'errors', field: 'field', fieldMessage: 'message'} as const;

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
	createActivities: {api: 'activityPlanning', method: 'POST', path: '/activities', arrays: 100, row: 'Activity'},
	updateActivity: {api: 'activityPlanning', method: 'PUT', path: '/activities/{activityId}', row: 'Activity'},
	deleteActivity: {api: 'activityPlanning', method: 'DELETE', path: '/activities/{activityId}'},
	listPlannedActivities: {api: 'activityPlanning', method: 'GET', path: '/planned-activities', feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'PlannedActivity'},
	createPlannedActivities: {api: 'activityPlanning', method: 'POST', path: '/planned-activities', arrays: 100, row: 'PlannedActivity', integers: ['agent_id', 'activity_id']},
	getPlannedActivity: {api: 'activityPlanning', method: 'GET', path: '/planned-activities/{plannedActivityId}', row: 'PlannedActivity'},
	updatePlannedActivity: {api: 'activityPlanning', method: 'PUT', path: '/planned-activities/{plannedActivityId}', row: 'PlannedActivity', integers: ['activity_id']},
	deletePlannedActivity: {api: 'activityPlanning', method: 'DELETE', path: '/planned-activities/{plannedActivityId}'},
	listAgents: {api: 'agent', method: 'GET', path: '/agents', feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'Agent'},
	createAgents: {api: 'agent', method: 'POST', path: '/agents', arrays: 100, row: 'Agent', integers: ['group_ids']},
	listAgentStates: {api: 'agent', method: 'GET', path: '/agents/states', rows: 'AgentState'},
	getAgent: {api: 'agent', method: 'GET', path: '/agents/{agentId}', row: 'Agent'},
	updateAgent: {api: 'agent', method: 'PUT', path: '/agents/{agentId}', row: 'Agent', integers: ['group_ids']},
	deleteAgent: {api: 'agent', method: 'DELETE', path: '/agents/{agentId}'},
	getAgentState: {api: 'agent', method: 'GET', path: '/agents/{agentId}/state', row: 'AgentState'},
	setAgentState: {api: 'agent', method: 'PUT', path: '/agents/{agentId}/state', row: 'AgentState', integers: ['pause_reason_id']},
	setAgentSkills: {api: 'agent', method: 'PUT', path: '/agents/{agentId}/skills', row: 'Agent', integers: ['id']},
	startAgentCall: {api: 'agent', method: 'POST', path: '/agents/{agentId}/calls', row: 'StartedCall'},
	listPauseReasons: {api: 'agent', method: 'GET', path: '/pause-reasons', rows: 'PauseReason'},
	listSkills: {api: 'agent', method: 'GET', path: '/skills', rows: 'Skill'},
	listGroups: {api: 'agent', method: 'GET', path: '/groups', rows: 'Group'},
	listGroupAgents: {api: 'agent', method: 'GET', path: '/groups/{groupId}/agents', rows: 'Agent'},
	addGroupAgent: {api: 'agent', method: 'PUT', path: '/groups/{groupId}/agents/{agentId}'},
	removeGroupAgent: {api: 'agent', method: 'DELETE', path: '/groups/{groupId}/agents/{agentId}'},
	listBases: {api: 'contactManager', method: 'GET', path: '/bases', rows: 'Base'},
	getBase: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}', row: 'Base'},
	listBaseFields: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}/fields', rows: 'Field'},
	listContacts: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}/contacts', feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'Contact'},
	createContacts: {api: 'contactManager', method: 'POST', path: '/bases/{baseId}/contacts', arrays: 100, row: 'Contact'},
	updateContacts: {api: 'contactManager', method: 'PUT', path: '/bases/{baseId}/contacts', arrays: 100, single: {operation: 'updateContact', contactId: 'id'}, row: 'Contact'},
	getContact: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}/contacts/{contactId}', row: 'Contact'},
	updateContact: {api: 'contactManager', method: 'PUT', path: '/bases/{baseId}/contacts/{contactId}', row: 'Contact'},
	deleteContact: {api: 'contactManager', method: 'DELETE', path: '/bases/{baseId}/contacts/{contactId}'},
	listContactInteractions: {api: 'contactManager', method: 'GET', path: '/bases/{baseId}/contacts/{contactId}/interactions', rows: 'Interaction'},
	listServices: {api: 'interaction', method: 'GET', path: '/services', rows: 'Service'},
	getService: {api: 'interaction', method: 'GET', path: '/services/{serviceId}', row: 'Service'},
	createInteractions: {api: 'interaction', method: 'POST', path: '/services/{serviceId}/interactions', arrays: 100, row: 'Interaction', integers: ['agent_id']},
	listServiceQualifications: {api: 'interaction', method: 'GET', path: '/services/{serviceId}/qualifications', rows: 'Qualification'},
	listInteractions: {api: 'interaction', method: 'GET', path: '/interactions', feed: {from: 'updated_from', sort: {sort: 'updated_at'}, changed: 'updated_at', overlapMinutes: 2}, rows: 'Interaction'},
	getInteraction: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}', row: 'Interaction'},
	updateInteraction: {api: 'interaction', method: 'PUT', path: '/interactions/{interactionId}', row: 'Interaction', integers: ['agent_id']},
	cancelInteraction: {api: 'interaction', method: 'DELETE', path: '/interactions/{interactionId}', keepsRow: true},
	qualifyInteraction: {api: 'interaction', method: 'PUT', path: '/interactions/{interactionId}/qualification', row: 'Interaction', integers: ['qualification_id']},
	listInteractionMessages: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/messages', rows: 'Message'},
	listInteractionAttachments: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/attachments', rows: 'Attachment'},
	downloadAttachment: {api: 'interaction', method: 'GET', path: '/interactions/{interactionId}/attachments/{attachmentId}'},
	listServiceIndicators: {api: 'supervision', method: 'GET', path: '/supervision/services', rows: 'ServiceIndicators'},
	getServiceIndicators: {api: 'supervision', method: 'GET', path: '/supervision/services/{serviceId}', row: 'ServiceIndicators'},
	setServiceOpen: {api: 'supervision', method: 'PUT', path: '/supervision/services/{serviceId}', row: 'ServiceIndicators'},
	listQueue: {api: 'supervision', method: 'GET', path: '/supervision/services/{serviceId}/queue', rows: 'Interaction'},
	listAgentIndicators: {api: 'supervision', method: 'GET', path: '/supervision/agents', rows: 'AgentIndicators'},
	forceAgentState: {api: 'supervision', method: 'PUT', path: '/supervision/agents/{agentId}/state', row: 'AgentState', integers: ['pause_reason_id']},
	listGroupIndicators: {api: 'supervision', method: 'GET', path: '/supervision/groups', rows: 'GroupIndicators'},
} satisfies Record<string, Operation>;
