import type { Workflow } from '../sandbox/session';
import { callbackService } from './kiamo';

/** What the workflows of the benchmark need to know of the Kiamo they write to. */
export interface Target {
	/** Address of the contacts of the base. */
	contactsUrl: string;
	baseId: string;
	callbacksUrl: string;
	items: number;
}

type Node = Workflow['nodes'][number];
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

const node = (name: string, type: string, typeVersion: number, parameters: object, more = {}): Node => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});

/** A workflow whose nodes follow each other; `id` is what `n8n execute` is told. */
function line(id: string, nodes: Node[]): Workflow {
	const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	const chain = [start, ...nodes];
	const connections = Object.fromEntries(
		nodes.map(({ name }, index) => [chain[index].name, { main: [[to(name)]] }]),
	);
	return { id, name: id, nodes: chain, connections, settings: { executionOrder: 'v1' } };
}
const to = (name: string) => ({ node: name, type: 'main', index: 0 });

const source = ({ items }: Target) => node('Customers', 'CUSTOM.benchCustomers', 1, { count: items });
const mapped = {
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map((name) => [name, `={{ $json.${name} }}`])),
	matchingColumns: ['crmId'],
	schema: columns.map((id) => ({
		id,
		displayName: id,
		required: id === 'contactLastName',
		defaultMatch: id === 'crmId',
		canBeUsedToMatch: true,
		display: true,
		type: id === 'score' ? 'number' : 'string',
	})),
};

const kiamo = (name: string, { baseId }: Target, parameters: object) =>
	node(
		name,
		'n8n-nodes-kiamo.kiamoContactManager',
		1,
		{ resource: 'contact', base: { __rl: true, mode: 'id', value: baseId }, ...parameters },
		{ credentials: { kiamoApi: kiamoCredential } },
	);

/** Create or Update of every item, each field mapped by an expression. */
export const upsertMapped = (target: Target) =>
	line('benchmapped00001', [
		source(target),
		kiamo('Upsert', target, { operation: 'upsert', fields: mapped, options: {} }),
	]);

/** Create or Update of every item, fields taken from the item by their names. */
export const upsertAutoMapped = (target: Target) =>
	line('benchautomap0001', [
		source(target),
		kiamo('Upsert', target, {
			operation: 'upsert',
			fields: { ...mapped, mappingMode: 'autoMapInputData', value: null },
			options: {},
		}),
	]);

/** Reads the mapped fields of every item and does nothing with them. */
export const parametersOnly = (target: Target) =>
	line('benchparams00001', [source(target), node('Read', 'CUSTOM.benchReadFields', 1, { fields: mapped })]);

/** Get Many of the whole base. */
export const getMany = (target: Target) =>
	line('benchgetmany0001', [kiamo('Get many', target, { operation: 'getAll', returnAll: true })]);

const callbackFields = {
	destination: '={{ $json.contactMobilePhoneNumber }}',
	date: '={{ $json.callbackAt }}',
	options: { reference: '={{ $json.crmId }}' },
};

/** A callback for every item, with a reference. */
export const callbacks = (target: Target) =>
	line('benchcallback001', [
		source(target),
		node(
			'Callbacks',
			'n8n-nodes-kiamo.kiamoInteraction',
			1,
			{
				resource: 'interaction',
				operation: 'create',
				service: { __rl: true, mode: 'id', value: String(callbackService) },
				when: 'later',
				...callbackFields,
			},
			{ credentials: { kiamoApi: kiamoCredential }, onError: 'continueRegularOutput' },
		),
	]);

/** The same with an HTTP Request node: a POST per item, with a Header Auth credential. */
export const callbacksByHttp = (target: Target) =>
	line('benchcallhttp001', [
		source(target),
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
export const batching = { batchSize: 100, batchInterval: 1 };

/** An HTTP Request node with a Header Auth credential. */
const httpRequest = (name: string, parameters: object) =>
	node(
		name,
		'n8n-nodes-base.httpRequest',
		4.2,
		{
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			options: { batching: { batch: batching } },
			...parameters,
		},
		{ credentials: { httpHeaderAuth: headerCredential } },
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
	const known = node('Known', 'n8n-nodes-base.if', 2.2, {
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
	});
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
