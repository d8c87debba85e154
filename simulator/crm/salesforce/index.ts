import { CrmApp, CrmRefusal, type Asked, type Doorman, type Routes } from '../app';
import { SalesforceRecords, type SalesforceRecord } from './records';
import { meets, readSoql, refuse } from './soql';

const contact = {
	prefix: '003',
	texts: {
		FirstName: 40,
		LastName: 80,
		Email: 80,
		Phone: 40,
		MobilePhone: 40,
		MailingPostalCode: 20,
		MailingCity: 40,
		Title: 128,
		Department: 80,
	},
	required: ['LastName'],
	others: ['DoNotCall'],
};
const task = {
	prefix: '00T',
	texts: {
		Subject: 255,
		Status: 255,
		TaskSubtype: 20,
		WhoId: 18,
		CallType: 40,
		CallDisposition: 255,
		Description: 32_000,
		ActivityDate: 10,
		CallObject: 255,
	},
	required: ['Status'],
	others: ['CallDurationInSeconds'],
};

const root = '/services/data/v59.0';

interface Options {
	/** Milliseconds after which a query shows what was written. */
	lag?: number;
	token?: string;
	/** Requests in 24 hours. Page: Salesforce Developer Limits, "API Request Limits and Allocations" */
	requests?: number;
}

/** An emulated Salesforce, as far as contacts and tasks go. */
export class Salesforce {
	readonly contacts: SalesforceRecords;
	readonly tasks: SalesforceRecords;
	readonly app: CrmApp;
	/** The pages of queries that follow, by their locator. */
	private readonly rest = new Map<string, () => object>();
	private queries = 0;

	constructor({ lag = 0, token = 'salesforce-token', requests = 100_000 }: Options = {}) {
		this.contacts = new SalesforceRecords(contact, lag);
		this.tasks = new SalesforceRecords(task, lag);
		this.app = new CrmApp(this.routes(), new SalesforceDoorman(token, requests));
	}

	private records(name: string): SalesforceRecords {
		const found = { contact: this.contacts, task: this.tasks }[name.toLowerCase()];
		if (!found) throw refuse(404, 'NOT_FOUND', 'The requested resource does not exist');
		return found;
	}

	private routes(): Routes {
		const guide = 'developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest';
		const body = [
			...Object.keys(contact.texts),
			...contact.others,
			...Object.keys(task.texts),
			...task.others,
		];
		return {
			[`GET ${root}/query`]: {
				page: `${guide}/resources_query.htm`,
				query: ['q'],
				handle: ({ query }) => ({ json: this.query(query.q ?? '') }),
			},
			[`GET ${root}/query/{locator}`]: {
				page: `${guide}/dome_query.htm`,
				handle: ({ params: [locator] }) => ({ json: this.follow(locator) }),
			},
			[`GET ${root}/sobjects/{kind}/{id}`]: {
				page: `${guide}/dome_get_field_values.htm`,
				query: ['fields'],
				handle: ({ params: [kind, id], query }) => ({
					json: this.show(kind, this.records(kind).get(id), query.fields?.split(',')),
				}),
			},
			[`POST ${root}/sobjects/{kind}`]: {
				page: `${guide}/dome_sobject_create.htm`,
				body,
				handle: (asked) => ({ status: 201, json: { id: this.create(asked), success: true, errors: [] } }),
			},
			[`PATCH ${root}/sobjects/{kind}/{id}`]: {
				page: `${guide}/dome_update_fields.htm`,
				body,
				handle: ({ params: [kind, id], body: values }) => {
					this.records(kind).update(id, values);
					return { status: 204 };
				},
			},
		};
	}

	private create({ params: [kind], body }: Asked): string {
		const { WhoId } = body as Record<string, unknown>;
		if (typeof WhoId === 'string' && !this.contacts.rows.get(WhoId))
			throw refuse(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
		return this.records(kind).create(body).id;
	}

	private query(text: string) {
		const soql = readSoql(text);
		const kind = this.records(soql.from);
		const { fields, order, limit } = soql;
		const asked = [...fields, ...soql.any.flat().map(({ field }) => field), ...(order ? [order] : [])];
		for (const name of asked)
			if (!kind.known.includes(name))
				throw refuse(400, 'INVALID_FIELD', `No such column '${name}' on entity '${soql.from}'`);
		const found = kind.rows.indexed().filter((row) => meets(row, soql));
		if (order)
			found.sort((a, b) => String(a[order]).localeCompare(String(b[order])) || a.id.localeCompare(b.id));
		const records = found.slice(0, limit).map((row) => this.show(soql.from, row, fields));
		return this.page(records, 0);
	}

	private follow(locator: string): object {
		const page = this.rest.get(locator);
		if (!page) throw refuse(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
		return page();
	}

	/** 2,000 rows, and where the next are. Page: developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_query.htm */
	private page(records: object[], from: number) {
		const end = from + 2000;
		const page = { totalSize: records.length, records: records.slice(from, end) };
		if (end >= records.length) return { ...page, done: true };
		const locator = `01g${String(++this.queries).padStart(12, '0')}AAA-${end}`;
		this.rest.set(locator, () => this.page(records, end));
		return { ...page, done: false, nextRecordsUrl: `${root}/query/${locator}` };
	}

	private show(kind: string, row: SalesforceRecord, fields = this.records(kind).known) {
		const values = Object.fromEntries(fields.map((name) => [name, row[name] ?? null]));
		return { attributes: { type: kind, url: `/services/data/v59.0/sobjects/${kind}/${row.id}` }, ...values };
	}
}

class SalesforceDoorman implements Doorman {
	private used = 0;

	constructor(
		private readonly token: string,
		private readonly requests: number,
	) {}

	admit({ headers }: Asked): void {
		if (headers.authorization !== `Bearer ${this.token}`)
			throw refuse(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
		if (++this.used > this.requests)
			throw refuse(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
	}

	unknownPath(): CrmRefusal {
		return refuse(404, 'NOT_FOUND', 'The requested resource does not exist');
	}

	/** Salesforce passes over query parameters that it does not know. */
	unknownQuery(): undefined {
		return undefined;
	}

	unknownKey(name: string): CrmRefusal {
		return refuse(400, 'INVALID_FIELD', `No such column '${name}' on sobject`);
	}
}
