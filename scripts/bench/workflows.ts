import type { Workflow } from '../sandbox/session';
import { byId, inLine, mapped, node, to } from '../workflow';
import { callbackService } from './kiamo';

/** What the workflows of the benchmark need to know of the Kiamo they write to. */
export interface Target {
	/** Address of the contacts of the base. */
	contactsUrl: string;
	baseId: string;
	callbacksUrl: string;
	items: number;
}

const columns = [
	'crmId',
	'contactFirstName',
	'contactLastName',
	'contactEmail',
	'contactMobilePhoneNumber',
	'contactCity',
	'score',
];
export const kiamoCredential = { id: 'benchkiamo000001', name: 'Kiamo' };
export const headerCredential = { id: 'benchheader00001', name: 'Kiamo header' };

/** A workflow that is started by hand; `id` is what `n8n execute` gets. */
const line = (id: string, nodes: Workflow['nodes']): Workflow => ({
	id,
	...inLine(id, [node('Start', 'n8n-nodes-base.manualTrigger', {}), ...nodes]),
});

const source = ({ items }: Target, more: object = {}) =>
	node('Customers', 'CUSTOM.benchCustomers', { count: items, more: JSON.stringify(more) });
const fields = mapped(columns, { matchOn: ['crmId'], numbers: ['score'] });

const kiamo = (name: string, { baseId }: Target, parameters: object) =>
	node(
		name,
		'n8n-nodes-kiamo.kiamoContactManager',
		{ resource: 'contact', base: byId(baseId), ...parameters },
		{ credentials: { kiamoApi: kiamoCredential } },
	);

/** Create or Update of every item, each field mapped by an expression. */
export const upsertMapped = (target: Target) =>
	line('benchmapped00001', [
		source(target),
		kiamo('Upsert', target, { operation: 'upsert', fields, options: {} }),
	]);

/** Create or Update of every item, fields taken from the item by their names. */
export const upsertAutoMapped = (target: Target, id = 'benchautomap0001') =>
	line(id, [
		source(target),
		kiamo('Upsert', target, {
			operation: 'upsert',
			fields: { ...fields, mappingMode: 'autoMapInputData', value: null },
			options: {},
		}),
	]);

/** Reads the mapped fields of every item and does nothing with them. */
export const parametersOnly = (target: Target) =>
	line('benchparams00001', [source(target), node('Read', 'CUSTOM.benchReadFields', { fields })]);

/** Get Many of the whole base. */
export const getMany = (target: Target, id = 'benchgetmany0001') =>
	line(id, [kiamo('Get many', target, { operation: 'getAll', returnAll: true })]);

/** The customers, passed on by a node that does nothing. */
export const noOperation = (target: Target, id: string, more: object = {}) =>
	line(id, [source(target, more), node('Pass on', 'n8n-nodes-base.noOp', {})]);

/** Polls the contact trigger so many times; before each, some contacts may be changed. */
export function polls(target: Target, id: string, count: number, changes: object): Workflow {
	const workflow = line(id, [
		node('Polls', 'CUSTOM.benchPolls', { polls: count, changes: JSON.stringify(changes) }),
	]);
	const trigger = node(
		'Trigger',
		'n8n-nodes-kiamo.kiamoContactManagerTrigger',
		{ base: byId(target.baseId), events: ['createdOrUpdated'] },
		{ credentials: { kiamoApi: kiamoCredential } },
	);
	return { ...workflow, nodes: [...workflow.nodes, trigger] };
}

/** The work of the last node of a workflow, between the two that take a CPU profile; a trigger to poll stays beside them. */
export function profiled(workflow: Workflow, file: string): Workflow {
	const aside = workflow.nodes.filter(({ name }) => name === 'Trigger');
	const inOrder = workflow.nodes.filter((each) => !aside.includes(each));
	const profile = (name: string) => node(name, 'CUSTOM.benchProfile', { file });
	const nodes = [...inOrder.slice(0, -1), profile('Begin'), ...inOrder.slice(-1), profile('End')];
	const line = inLine(workflow.name, nodes);
	return { ...line, id: `${workflow.id}p`, nodes: [...line.nodes, ...aside] };
}

const callbackFields = {
	destination: '={{ $json.contactMobilePhoneNumber }}',
	date: '={{ $json.callbackAt }}',
	options: { reference: '={{ $json.crmId }}' },
};

export const callbackAt = { callbackAt: '2031-01-07T10:30:00' };

/** A callback for every item, with a reference. */
export const callbacks = (target: Target) =>
	line('benchcallback001', [
		source(target, callbackAt),
		node(
			'Callbacks',
			'n8n-nodes-kiamo.kiamoInteraction',
			{
				resource: 'interaction',
				operation: 'create',
				service: byId(callbackService),
				when: 'later',
				...callbackFields,
			},
			{ credentials: { kiamoApi: kiamoCredential }, onError: 'continueRegularOutput' },
		),
	]);

/** The same with an HTTP Request node: a POST per item, with a Header Auth credential. */
export const callbacksByHttp = (target: Target) =>
	line('benchcallhttp001', [
		source(target, callbackAt),
		httpRequest('Callbacks', {
			method: 'POST',
			url: target.callbacksUrl,
			sendBody: true,
			specifyBody: 'json',
			jsonBody:
				'={{ JSON.stringify([{ destination: $json.contactMobilePhoneNumber, scheduled_date: $json.callbackAt + "Z", reference: $json.crmId }]) }}',
		}),
	]);

/** Requests that the HTTP Request nodes start per pause. */
const batching = { batchSize: 100, batchInterval: 1 };

/** An HTTP Request node with a Header Auth credential. */
const httpRequest = (name: string, parameters: object) =>
	node(
		name,
		'n8n-nodes-base.httpRequest',
		{
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			options: { batching: { batch: batching } },
			...parameters,
		},
		{ typeVersion: 4.2, credentials: { httpHeaderAuth: headerCredential } },
	);

/**
 * The same upsert as an n8n expert builds it: per item a look-up by filter, an If, and a POST or a PUT, with a Header
 * Auth credential.
 */
export function httpRequests(target: Target): Workflow {
	const send = (method: string, url: string, jsonBody: string) => ({
		method,
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
	});
	const lookUp = httpRequest('Look up', {
		url: target.contactsUrl,
		sendQuery: true,
		queryParameters: {
			parameters: [
				{ name: 'filter[crmId]', value: '={{ $json.crmId }}' },
				{ name: 'limit', value: '1' },
			],
		},
	});
	const condition = {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: 'known',
					leftValue: '={{ $json.data.length }}',
					rightValue: 0,
					operator: { type: 'number', operation: 'gt' },
				},
			],
			combinator: 'and',
		},
		options: {},
	};
	const known = node('Known', 'n8n-nodes-base.if', condition, { typeVersion: 2.2 });
	const fields = "$('Customers').item.json";
	const update = httpRequest(
		'Update',
		send(
			'PUT',
			`=${target.contactsUrl}/{{ $json.data[0].id }}`,
			`={{ JSON.stringify({ fields: ${fields} }) }}`,
		),
	);
	const create = httpRequest(
		'Create',
		send('POST', target.contactsUrl, `={{ JSON.stringify([{ fields: ${fields} }]) }}`),
	);
	const workflow = line('benchhttp0000001', [source(target), lookUp, known]);
	return {
		...workflow,
		nodes: [...workflow.nodes, update, create],
		connections: { ...workflow.connections, Known: { main: [[to('Update')], [to('Create')]] } },
	};
}
