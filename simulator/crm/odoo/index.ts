import type { RequestListener } from 'node:http';
import { CrmApp, type Routes } from '../app';
import { OdooModel, type OdooFields } from './model';
import { OdooDoorman, invalid } from './refusals';

export type { OdooRecord } from './model';

const partner: OdooFields = {
	name: 'char',
	email: 'char',
	phone: 'char',
	street: 'char',
	zip: 'char',
	city: 'char',
	ref: 'char',
	function: 'char',
	type: 'char',
	is_company: 'boolean',
	partner_share: 'boolean',
	category_id: 'many2many',
};
const message: OdooFields = {
	model: 'char',
	res_id: 'integer',
	message_type: 'char',
	subject: 'char',
	body: 'char',
	date: 'datetime',
};

interface Options {
	/** Milliseconds after which a search shows what was written: Odoo shows it at the end of its transaction. */
	lag?: number;
	apiKey?: string;
	database?: string;
	now?: () => number;
}

type Given = Record<string, unknown>;

/** An emulated Odoo 19 with its External JSON-2 API, as far as contacts, their tags and their messages go. */
export class Odoo {
	readonly partners: OdooModel;
	readonly tags: OdooModel;
	readonly messages: OdooModel;
	readonly app: CrmApp;

	constructor({ lag, now, apiKey = 'odoo-key', database = 'odoo' }: Options = {}) {
		const person = { type: 'contact', is_company: false, partner_share: true, category_id: [] };
		this.partners = new OdooModel('res.partner', partner, person, { lag, now });
		this.tags = new OdooModel('res.partner.category', { name: 'char' }, {}, { now });
		this.messages = new OdooModel('mail.message', message, {}, { lag, now });
		this.app = new CrmApp(this.routes(), new OdooDoorman(apiKey, database));
	}

	get listener(): RequestListener {
		return this.app.listener;
	}

	/** Page: odoo.com/documentation/19.0/developer/reference/external_api.html, "URL", "Body" */
	private routes(): Routes {
		const page = 'odoo.com/documentation/19.0/developer/reference/external_api.html';
		const routesOf = (model: OdooModel): Routes => ({
			[`POST /json/2/${model.name}/search_read`]: {
				page,
				body: ['domain', 'fields', 'offset', 'limit', 'order', 'context'],
				handle: ({ body }) => ({ json: model.searchRead(body as Given) }),
			},
			[`POST /json/2/${model.name}/fields_get`]: {
				page: 'odoo.com/documentation/19.0/developer/reference/backend/orm.html',
				body: ['allfields', 'attributes', 'context'],
				handle: () => ({ json: fieldsOf(model) }),
			},
			[`POST /json/2/${model.name}/create`]: {
				page,
				body: ['vals_list', 'context'],
				handle: ({ body }) => ({ json: this.create(model, body as Given) }),
			},
			[`POST /json/2/${model.name}/write`]: {
				page,
				body: ['ids', 'vals', 'context'],
				handle: ({ body }) => ({ json: write(model, body as Given) }),
			},
		});
		return { ...routesOf(this.partners), ...routesOf(this.tags), ...routesOf(this.messages) };
	}

	private create(model: OdooModel, { vals_list: list }: Given): number[] {
		if (!Array.isArray(list)) throw invalid('vals_list is a list');
		return list.map((values: Given) => {
			if (model === this.partners && !values.name) throw invalid('Contacts require a name');
			if (model === this.messages) this.partners.get(String(values.res_id));
			return Number(model.create(values, 'api').id);
		});
	}
}

/** The fields of a model; `string` is the label. */
function fieldsOf({ fields }: OdooModel): Record<string, object> {
	return Object.fromEntries(
		Object.entries(fields).map(([name, type]) => [name, { string: name, type, required: false }]),
	);
}

function write(model: OdooModel, { ids, vals }: Given): true {
	if (!Array.isArray(ids)) throw invalid('ids is a list');
	for (const id of ids) model.update(String(id), vals, 'api');
	return true;
}
