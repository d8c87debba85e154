import type { RequestListener } from 'node:http';
import { CrmApp, type Asked, type Routes } from '../app';
import { PipedriveRecords, listQuery, type PipedriveRecord } from './records';
import { PipedriveDoorman, invalid } from './refusals';
import { readList, readNumber, readText, type Labelled } from './values';

export interface PipedrivePerson extends PipedriveRecord {
	name: string;
	emails: Labelled[];
	phones: Labelled[];
	custom_fields: Record<string, string | null>;
}

export interface PipedriveActivity extends PipedriveRecord {
	subject: string;
	type: string;
	done: boolean;
	due_date: string | null;
	due_time: string | null;
	duration: string | null;
	note: string | null;
	participants: Array<{ person_id: number; primary: boolean }>;
}

interface Options {
	/** Milliseconds after which a list shows what was written. */
	lag?: number;
	token?: string;
	/** The plan Lite has 30,000 for each seat. */
	tokensADay?: number;
	/** The keys of the custom fields of persons, all of them texts. */
	customFields?: readonly string[];
	now?: () => number;
}

type By = 'api' | 'person';
type Given = Record<string, unknown>;

const personKeys = [
	'name',
	'emails',
	'phones',
	'custom_fields',
	'owner_id',
	'org_id',
	'visible_to',
	'label_ids',
];
const activityTexts = ['due_date', 'due_time', 'duration', 'note', 'public_description'] as const;
const activityKeys = ['subject', 'type', 'done', 'participants', 'owner_id', 'busy', ...activityTexts];

/** An emulated Pipedrive, as far as persons and activities go. Each call names the page it was written from. */
export class Pipedrive {
	readonly persons: PipedriveRecords<PipedrivePerson>;
	readonly activities: PipedriveRecords<PipedriveActivity>;
	readonly app: CrmApp;
	readonly doorman: PipedriveDoorman;
	private readonly customFields: readonly string[];

	constructor(options: Options = {}) {
		const {
			lag = 0,
			token = 'pipedrive-token',
			tokensADay = 30_000,
			customFields = [],
			now = Date.now,
		} = options;
		this.persons = new PipedriveRecords<PipedrivePerson>(lag, now);
		this.activities = new PipedriveRecords<PipedriveActivity>(lag, now);
		this.customFields = customFields;
		this.doorman = new PipedriveDoorman(token, tokensADay);
		this.app = new CrmApp(this.routes(), this.doorman);
	}

	get listener(): RequestListener {
		return this.app.listener;
	}

	createPerson(given: Given, by: By): PipedrivePerson {
		const values = { emails: [], phones: [], custom_fields: {}, ...this.readPerson(given) };
		return this.persons.create({ ...values, name: readText('name', given.name) }, by);
	}

	updatePerson(id: string, given: Given, by: By): PipedrivePerson {
		const { custom_fields, ...values } = this.readPerson(given);
		const customFields = { ...this.persons.get(id).custom_fields, ...custom_fields };
		return this.persons.update(id, { ...values, custom_fields: customFields }, by);
	}

	private routes(): Routes {
		const persons = 'developers.pipedrive.com/docs/api/v1/Persons';
		const activities = 'developers.pipedrive.com/docs/api/v1/Activities';
		const api = '/api/v2';
		return {
			[`GET ${api}/persons`]: {
				page: `${persons}#getPersons`,
				query: [...listQuery, 'owner_id', 'org_id', 'include_fields', 'custom_fields'],
				handle: ({ query }) => pageOf(this.persons.list(query), (row) => this.showPerson(row)),
			},
			[`POST ${api}/persons`]: {
				page: `${persons}#addPerson`,
				body: personKeys,
				handle: ({ body }) => data(this.showPerson(this.createPerson(body as Given, 'api'))),
			},
			[`GET ${api}/persons/{id}`]: {
				page: `${persons}#getPerson`,
				query: ['include_fields', 'custom_fields'],
				handle: ({ params }) => data(this.showPerson(this.persons.get(params[0]))),
			},
			[`PATCH ${api}/persons/{id}`]: {
				page: `${persons}#updatePerson`,
				body: personKeys,
				handle: ({ params, body }) =>
					data(this.showPerson(this.updatePerson(params[0], body as Given, 'api'))),
			},
			[`GET ${api}/activities`]: {
				page: `${activities}#getActivities`,
				query: [...listQuery, 'owner_id', 'person_id', 'done', 'include_fields'],
				handle: ({ query }) => this.listActivities(query),
			},
			[`POST ${api}/activities`]: {
				page: `${activities}#addActivity`,
				body: activityKeys,
				handle: ({ body }) => data(showActivity(this.createActivity(body as Given))),
			},
		};
	}

	/** First and last name are made from the name: that they split at the first blank is assumed. */
	private showPerson(row: PipedrivePerson) {
		const [first, ...rest] = row.name.trim().split(/\s+/);
		const filled = Object.entries(row.custom_fields);
		const custom = Object.fromEntries([...this.customFields.map((key) => [key, null] as const), ...filled]);
		return {
			...row,
			id: Number(row.id),
			first_name: first,
			last_name: rest.join(' ') || null,
			custom_fields: custom,
			owner_id: 1,
			org_id: null,
		};
	}

	private readPerson(given: Given): Partial<PipedrivePerson> {
		const { name, emails, phones, custom_fields: custom } = given;
		return {
			...(name !== undefined && { name: readText('name', name) }),
			...(emails !== undefined && { emails: readList('emails', emails) }),
			...(phones !== undefined && { phones: readList('phones', phones) }),
			...(custom !== undefined && { custom_fields: this.readCustom(custom) }),
		};
	}

	private readCustom(given: unknown): Record<string, string | null> {
		if (typeof given !== 'object' || given === null) throw invalid("'custom_fields' must be an object");
		return Object.fromEntries(
			Object.entries(given).map(([key, value]: [string, unknown]) => {
				if (!this.customFields.includes(key)) throw invalid(`There is no custom field '${key}'`);
				return [key, value === null ? null : readText(key, value)];
			}),
		);
	}

	private listActivities({ done, person_id, ...query }: Asked['query']) {
		if (done !== undefined && done !== 'true' && done !== 'false') throw invalid("'done' is true or false");
		const { rows, next } = this.activities.list(query);
		const found = rows.filter(
			(row) =>
				(done === undefined || row.done === (done === 'true')) &&
				(person_id === undefined || row.participants.some((one) => `${one.person_id}` === person_id)),
		);
		return pageOf({ rows: found, next }, showActivity);
	}

	private createActivity(given: Given): PipedriveActivity {
		const { subject, type, done = false, participants = [] } = given;
		if (typeof done !== 'boolean') throw invalid("'done' must be true or false");
		if (!Array.isArray(participants)) throw invalid("'participants' must be an array");
		const texts = activityTexts.map((name) => [
			name,
			given[name] === undefined ? null : readText(name, given[name]),
		]);
		const values = Object.fromEntries(texts) as Record<(typeof activityTexts)[number], string | null>;
		if (values.due_date && !/^\d{4}-\d\d-\d\d$/.test(values.due_date))
			throw invalid("'due_date' must be a date");
		for (const name of ['due_time', 'duration'] as const)
			if (values[name] && !/^\d\d:\d\d(:\d\d)?$/.test(values[name]))
				throw invalid(`'${name}' must be HH:MM:SS`);
		const known = {
			subject: readText('subject', subject),
			type: readText('type', type),
			done,
			participants: participants.map((one: Given) => this.readParticipant(one)),
		};
		return this.activities.create({ ...values, ...known }, 'api');
	}

	private readParticipant({ person_id, primary }: Given) {
		const id = readNumber('participants.person_id', person_id);
		if (this.persons.rows.get(`${id}`)?.is_deleted !== false) throw invalid(`There is no person ${id}`);
		return { person_id: id, primary: primary === true };
	}
}

const data = (value: unknown) => ({ json: { success: true, data: value } });

const showActivity = (row: PipedriveActivity) => ({
	...row,
	id: Number(row.id),
	person_id: row.participants.find(({ primary }) => primary)?.person_id ?? null,
});

function pageOf<Row>({ rows, next }: { rows: Row[]; next: string | null }, show: (row: Row) => unknown) {
	return { json: { success: true, data: rows.map(show), additional_data: { next_cursor: next } } };
}
