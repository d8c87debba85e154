import type { RequestListener } from 'node:http';
import { CrmApp, type Asked, type Routes } from '../app';
import { Window } from '../window';
import { HubSpotObjects } from './objects';
import { HubSpotDoorman, invalid, rateLimited, refuse } from './refusals';
import { search } from './search';

export type { HubSpotObject, HubSpotWrite } from './objects';

const contactProperties = [
	'email',
	'firstname',
	'lastname',
	'phone',
	'mobilephone',
	'company',
	'zip',
	'city',
	'address',
	'country',
	'jobtitle',
];
const callProperties = [
	'hs_timestamp',
	'hs_call_title',
	'hs_call_body',
	'hs_call_direction',
	'hs_call_duration',
	'hs_call_status',
	'hs_call_disposition',
	'hs_call_from_number',
	'hs_call_to_number',
	'hs_call_recording_url',
	'hubspot_owner_id',
];
const defaults = ['firstname', 'lastname', 'email'];

/** All scopes that the workflows need. */
const hubSpotScopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.lists.read'];

interface Options {
	/** Milliseconds after which a search shows what was written. */
	lag?: number;
	token?: string;
	scopes?: readonly string[];
}

/** An emulated HubSpot, as far as contacts, calls and lists go. Each call names the page it was written from. */
export class HubSpot {
	readonly contacts: HubSpotObjects;
	readonly calls: HubSpotObjects;
	/** The contact of each call, by the call's ID. */
	readonly contactOfCall = new Map<string, string>();
	/** The IDs of the members of each list. */
	readonly lists = new Map<string, string[]>();
	readonly app: CrmApp;
	// "five requests per second" per account. Page: developers.hubspot.com/docs/api-reference/search/guide, "Rate limits"
	private readonly searches = new Window(5, 1000);

	constructor({ lag = 0, token = 'hubspot-token', scopes = hubSpotScopes }: Options = {}) {
		this.contacts = new HubSpotObjects(contactProperties, 'lastmodifieddate', { firstId: 101, lag });
		this.calls = new HubSpotObjects(callProperties, 'hs_lastmodifieddate', { firstId: 9001, lag });
		this.app = new CrmApp(this.routes(), new HubSpotDoorman(new Map([[token, scopes]])));
	}

	get listener(): RequestListener {
		return this.app.listener;
	}

	private routes(): Routes {
		const read = 'crm.objects.contacts.read';
		const write = 'crm.objects.contacts.write';
		const searchKeys = ['filterGroups', 'sorts', 'properties', 'limit', 'after', 'query'];
		const contactsGuide = 'developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide';
		const searchGuide = 'developers.hubspot.com/docs/api-reference/search/guide';
		const callsGuide = 'developers.hubspot.com/docs/api-reference/crm-calls-v3/guide';
		const listsGuide = 'developers.hubspot.com/docs/api-reference/crm-lists-v3/guide';
		return {
			// What n8n asks to test a credential.
			'GET /account-info/v3/details': {
				page: 'developers.hubspot.com/docs/api-reference/account-account-info-v3/guide',
				handle: () => ({ json: { portalId: 1, accountType: 'STANDARD', timeZone: 'Europe/Paris' } }),
			},
			'POST /crm/v3/objects/contacts/search': {
				page: searchGuide,
				scope: read,
				body: searchKeys,
				handle: ({ body }) => ({ json: this.search(this.contacts, body, defaults) }),
			},
			'GET /crm/v3/objects/contacts': {
				page: contactsGuide,
				scope: read,
				query: ['limit', 'after', 'properties', 'archived'],
				handle: ({ query }) => ({ json: this.listContacts(query) }),
			},
			'POST /crm/v3/objects/contacts': {
				page: contactsGuide,
				scope: write,
				body: ['properties', 'associations'],
				handle: ({ body }) => ({ status: 201, json: this.contacts.create(part(body, 'properties')) }),
			},
			'GET /crm/v3/objects/contacts/{id}': {
				page: contactsGuide,
				scope: read,
				query: ['properties'],
				handle: ({ params, query }) => ({
					json: this.contacts.show(this.contacts.get(params[0]), names(query)),
				}),
			},
			'PATCH /crm/v3/objects/contacts/{id}': {
				page: contactsGuide,
				scope: write,
				body: ['properties'],
				handle: ({ params, body }) => ({ json: this.contacts.update(params[0], part(body, 'properties')) }),
			},
			'POST /crm/v3/objects/contacts/batch/read': {
				page: contactsGuide,
				scope: read,
				body: ['inputs', 'properties', 'propertiesWithHistory', 'idProperty'],
				handle: ({ body }) => this.readMany(body as Batch),
			},
			'POST /crm/v3/objects/calls': {
				page: callsGuide,
				scope: write,
				body: ['properties', 'associations'],
				handle: ({ body }) => ({ status: 201, json: this.createCall(body as NewCall) }),
			},
			'POST /crm/v3/objects/calls/search': {
				page: searchGuide,
				scope: read,
				body: searchKeys,
				handle: ({ body }) => ({ json: this.search(this.calls, body, ['hs_call_title']) }),
			},
			'GET /crm/v3/lists/{id}/memberships': {
				page: listsGuide,
				scope: 'crm.lists.read',
				query: ['limit', 'after', 'before'],
				handle: (asked) => ({ json: this.members(asked) }),
			},
		};
	}

	private search(objects: HubSpotObjects, body: unknown, shown: readonly string[]) {
		if (!this.searches.take()) throw rateLimited('SECONDLY');
		return search(objects, body, shown);
	}

	private listContacts(query: Asked['query']) {
		const limit = Number(query.limit ?? 10);
		if (!(limit >= 1 && limit <= 100)) throw invalid('limit is at most 100');
		const rows = this.contacts.rows.all();
		const from =
			query.after === undefined ? 0 : rows.findIndex(({ id }) => Number(id) >= Number(query.after));
		const page = from < 0 ? [] : rows.slice(from, from + limit);
		const next = from < 0 ? undefined : rows.at(from + limit);
		const results = page.map((row) => this.contacts.show(row, names(query)));
		return { results, ...(from >= 0 && next && { paging: { next: { after: next.id } } }) };
	}

	/** What is not found is left out, and the answer is 207. */
	private readMany({ inputs, properties = defaults }: Batch) {
		if (!Array.isArray(inputs) || inputs.length < 1 || inputs.length > 100) throw invalid('1 to 100 inputs');
		const rows = inputs.map(({ id }) => this.contacts.rows.get(String(id)));
		const results = rows.flatMap((row) => (row ? [this.contacts.show(row, properties)] : []));
		return { status: results.length < rows.length ? 207 : 200, json: { status: 'COMPLETE', results } };
	}

	private createCall({ properties, associations = [] }: NewCall) {
		if (!properties.hs_timestamp) throw invalid('hs_timestamp is required');
		const contacts = associations.map(({ to, types }) => {
			// 194: call to contact. Page: developers.hubspot.com/docs/api-reference/crm-associations-v4/guide
			const isCallToContact = types.every(
				(type) => type.associationTypeId === 194 && type.associationCategory === 'HUBSPOT_DEFINED',
			);
			if (!isCallToContact) throw invalid('This association type does not exist');
			if (!this.contacts.rows.get(String(to.id))) throw invalid(`Object ${String(to.id)} does not exist`);
			return String(to.id);
		});
		const { hs_call_direction: direction } = properties;
		if (direction !== undefined && direction !== 'INBOUND' && direction !== 'OUTBOUND')
			throw invalid('hs_call_direction is INBOUND or OUTBOUND');
		const call = this.calls.create(properties);
		for (const contact of contacts) this.contactOfCall.set(call.id, contact);
		return call;
	}

	private members({ params: [list], query }: Asked) {
		const members = this.lists.get(list);
		if (!members) throw refuse(404, 'OBJECT_NOT_FOUND', `List ${list} does not exist`);
		const limit = Number(query.limit ?? 100);
		if (!(limit >= 1 && limit <= 250)) throw invalid('limit is at most 250');
		const sorted = [...members].sort((a, b) => Number(a) - Number(b));
		const from = query.after === undefined ? 0 : sorted.findIndex((id) => id === query.after) + 1;
		const page = sorted.slice(from, from + limit);
		const hasMore = from + limit < sorted.length;
		const results = page.map((recordId) => ({ recordId, membershipTimestamp: new Date().toISOString() }));
		if (!hasMore) return { results, total: sorted.length };
		const after = page.at(-1);
		const link = `https://api.hubapi.com/crm/v3/lists/${list}/memberships?limit=${limit}&after=${after}`;
		return { results, total: sorted.length, paging: { next: { after, link } } };
	}
}

interface Batch {
	inputs?: Array<{ id: string | number }>;
	properties?: string[];
}

interface NewCall {
	properties: Record<string, unknown>;
	associations?: Array<{
		to: { id: string | number };
		types: Array<{ associationCategory: string; associationTypeId: number }>;
	}>;
}

const part = (body: unknown, key: string): unknown => (body as Record<string, unknown> | undefined)?.[key];
const names = ({ properties }: Asked['query']): readonly string[] => properties?.split(',') ?? defaults;
