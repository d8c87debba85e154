import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import hubSpotContacts from '../../examples/crm/hubspot/contacts-both-ways.json';
import hubSpotCalls from '../../examples/crm/hubspot/interaction-ended-to-activity.json';
import hubSpotList from '../../examples/crm/hubspot/list-to-callbacks.json';
import odooContacts from '../../examples/crm/odoo/contacts-both-ways.json';
import odooCalls from '../../examples/crm/odoo/interaction-ended-to-activity.json';
import odooList from '../../examples/crm/odoo/list-to-callbacks.json';
import pipedriveContacts from '../../examples/crm/pipedrive/contacts-both-ways.json';
import pipedriveCalls from '../../examples/crm/pipedrive/interaction-ended-to-activity.json';
import pipedriveList from '../../examples/crm/pipedrive/list-to-callbacks.json';
import postgresContacts from '../../examples/crm/postgres/contacts-both-ways.json';
import postgresCalls from '../../examples/crm/postgres/interaction-ended-to-activity.json';
import postgresList from '../../examples/crm/postgres/list-to-callbacks.json';
import salesforceContacts from '../../examples/crm/salesforce/contacts-both-ways.json';
import salesforceCalls from '../../examples/crm/salesforce/interaction-ended-to-activity.json';
import salesforceList from '../../examples/crm/salesforce/list-to-callbacks.json';
import { HubSpot } from '../../simulator/crm/hubspot';
import { Odoo } from '../../simulator/crm/odoo';
import { Pipedrive } from '../../simulator/crm/pipedrive';
import { readSql } from '../../simulator/crm/postgres';
import { Salesforce } from '../../simulator/crm/salesforce';
import { postgresDatabase, postgresUser, query, runSql, startPostgres } from '../sandbox/servers';
import type { Workflow } from '../sandbox/session';
import { fillSettings } from './crm';
import { customers, type Customer } from './customers';

/** An emulated CRM with customers, and its workflows, set up for it. */
export interface ShownCrm {
	/** Its name, and how to reach it where that is possible. */
	name: string;
	/** Hosts that are fixed in n8n's nodes, and who answers for them. */
	hosts: Record<string, RequestListener>;
	/** The values of its credential, by type. */
	credentials: Record<string, object>;
	workflows: Workflow[];
	/** What n8n wrote since the last call, as lines. */
	newWrites: () => Promise<string[]>;
	close: () => Promise<void>;
}

/** The customers that the CRM has: the first five are to be called, the last of them must not be. */
const people = () => customers().slice(340, 380);
const isToCall = (_: Customer, at: number) => at < 5;
const mustNotBeCalled = (_: Customer, at: number) => at === 4;

interface Log<Row> {
	writes: Array<{ by: 'api' | 'person'; kind: string; id: string }>;
	get: (id: string) => Row;
}

/** What the API wrote to an emulated CRM, each write as the record is now. */
function linesOf<Row>({ writes, get }: Log<Row>, what: string, show: (row: Row) => unknown): string[] {
	return writes
		.splice(0)
		.filter(({ by }) => by === 'api')
		.map(({ kind, id }) => `${what} ${kind}: ${JSON.stringify(show(get(id)))}`);
}

/** Serves an emulated CRM on this machine. Returns its address, and what ends it. */
async function serve(listener: RequestListener) {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

const nothing = () => Promise.resolve();

function showHubSpot(): Promise<ShownCrm> {
	const { contacts, calls, lists, listener } = new HubSpot({ lag: 3000 });
	const ids = people().map(({ firstName, lastName, email, phone, mobile, company, zipCode, city }) => {
		const properties = { firstname: firstName, lastname: lastName, email, phone, mobilephone: mobile };
		return contacts.create({ ...properties, company, zip: zipCode, city }, 'person').id;
	});
	lists.set('7', ids.slice(0, 5)).set('8', ids.slice(4, 5));
	return Promise.resolve({
		name: 'HubSpot',
		hosts: { 'api.hubapi.com': listener },
		credentials: { hubspotAppToken: { appToken: 'hubspot-token' } },
		workflows: [hubSpotContacts, hubSpotCalls, fillSettings(hubSpotList, { list: '7', doNotCallList: '8' })],
		newWrites: () =>
			Promise.resolve([
				...linesOf(asLog(contacts), 'contact', ({ properties }) => properties),
				...linesOf(asLog(calls), 'call', ({ properties }) => properties.hs_call_title),
			]),
		close: nothing,
	});
}

/** The records of an emulated CRM with their methods kept. */
const asLog = <Row>(records: Log<Row>): Log<Row> => ({
	writes: records.writes,
	get: (id) => records.get(id),
});

async function showSalesforce(): Promise<ShownCrm> {
	const { contacts, tasks, app } = new Salesforce({ lag: 1000 });
	for (const [at, row] of people().entries()) {
		const { firstName, lastName, email, phone, mobile, zipCode, city } = row;
		const names = { FirstName: firstName, LastName: lastName, Email: email, Phone: phone };
		const more = { MobilePhone: mobile, MailingPostalCode: zipCode, MailingCity: city };
		const Department = isToCall(row, at) ? 'To call' : '';
		contacts.create({ ...names, ...more, Department, DoNotCall: mustNotBeCalled(row, at) }, 'person');
	}
	const { url, close } = await serve(app.listener);
	const api = `${url}/services/data/v59.0`;
	const oauthTokenData = { access_token: 'salesforce-token', token_type: 'Bearer', instance_url: url };
	const salesforceOAuth2Api = { environment: 'production', clientId: 'x', clientSecret: 'x', oauthTokenData };
	return {
		name: 'Salesforce',
		hosts: {},
		credentials: { salesforceOAuth2Api },
		workflows: [
			fillSettings(salesforceContacts, { api }),
			fillSettings(salesforceCalls, { api }),
			salesforceList,
		],
		newWrites: () =>
			Promise.resolve([
				...linesOf(asLog(contacts), 'contact', (row) => row),
				...linesOf(asLog(tasks), 'task', ({ Subject }) => Subject),
			]),
		close,
	};
}

function showPipedrive(): Promise<ShownCrm> {
	const pipedrive = new Pipedrive({ lag: 1000 });
	const { persons, activities, listener } = pipedrive;
	const ids = people().map(({ firstName, lastName, email, phone, mobile }) => {
		const labelled = [
			{ value: phone, label: 'work' },
			{ value: mobile, label: 'mobile' },
		].filter(({ value }) => value.trim() !== '');
		const emails = email.trim() ? [{ value: email, label: 'work', primary: true }] : [];
		return pipedrive.createPerson({ name: `${firstName} ${lastName}`, emails, phones: labelled }, 'person')
			.id;
	});
	persons.filters
		.set('7', ({ id }) => ids.slice(0, 5).includes(id))
		.set('8', ({ id }) => ids.slice(4, 5).includes(id));
	return Promise.resolve({
		name: 'Pipedrive',
		hosts: { 'api.pipedrive.com': listener },
		credentials: { pipedriveApi: { apiToken: 'pipedrive-token' } },
		workflows: [
			pipedriveContacts,
			pipedriveCalls,
			fillSettings(pipedriveList, { filter: '7', doNotCallFilter: '8' }),
		],
		newWrites: () =>
			Promise.resolve([
				...linesOf(asLog(persons), 'person', ({ id, name, emails, phones }) => ({
					id,
					name,
					emails,
					phones,
				})),
				...linesOf(asLog(activities), 'activity', ({ subject }) => subject),
			]),
		close: nothing,
	});
}

async function showOdoo(): Promise<ShownCrm> {
	const { partners, tags, messages, listener } = new Odoo({ lag: 1000 });
	const [toCall, doNotCall] = ['To call', 'Do not call'].map((name) =>
		Number(tags.create({ name }, 'person').id),
	);
	for (const [at, row] of people().entries()) {
		const { firstName, lastName, email, phone, mobile, zipCode, city } = row;
		const category_id = [
			...(isToCall(row, at) ? [toCall] : []),
			...(mustNotBeCalled(row, at) ? [doNotCall] : []),
		];
		const name = `${firstName} ${lastName}`;
		partners.create({ name, email, phone: mobile || phone, zip: zipCode, city, category_id }, 'person');
	}
	const { url, close } = await serve(listener);
	return {
		name: 'Odoo',
		hosts: {},
		credentials: { odooApiKeyApi: { url, db: 'odoo', apiKey: 'odoo-key' } },
		workflows: [odooContacts, odooCalls, odooList],
		newWrites: () =>
			Promise.resolve([
				...linesOf(asLog(partners), 'contact', ({ id, name, email, phone, zip, city }) => ({
					...{ id, name, email, phone, zip, city },
				})),
				...linesOf(asLog(messages), 'note', ({ subject }) => subject),
			]),
		close,
	};
}

/** A real one: Debian's package. */
async function showPostgres(): Promise<ShownCrm> {
	const server = await startPostgres();
	await runSql(server, readSql());
	const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
	const rows = people().map((row, at) => {
		const { firstName, lastName, email, phone, mobile, company, zipCode, city } = row;
		const texts = [firstName, lastName, email, phone, mobile, company, zipCode, city].map(literal);
		return `(${texts.join(', ')}, ${mustNotBeCalled(row, at)})`;
	});
	const columns = 'first_name, last_name, email, phone, mobile, company, zip, city, do_not_call';
	await runSql(
		server,
		`INSERT INTO contacts (${columns}) VALUES ${rows.join(', ')};
		CREATE OR REPLACE VIEW to_call AS SELECT id, first_name, last_name, phone, mobile FROM contacts WHERE id <= 5 AND NOT do_not_call;
		CREATE TABLE newWrites (id bigint GENERATED ALWAYS AS IDENTITY, line text);
		CREATE FUNCTION note_news() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN INSERT INTO newWrites (line) VALUES (TG_TABLE_NAME || ' ' || lower(TG_OP) || ': ' || to_json(NEW)); RETURN NULL; END $$;
		CREATE TRIGGER note_news AFTER INSERT OR UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION note_news();
		CREATE TRIGGER note_news AFTER INSERT ON calls FOR EACH ROW EXECUTE FUNCTION note_news();`,
	);
	const { port } = server;
	let seen = 0;
	return {
		name: `PostgreSQL (psql -h 127.0.0.1 -p ${port} -U ${postgresUser} ${postgresDatabase})`,
		hosts: {},
		credentials: {
			postgres: {
				...{ host: '127.0.0.1', port, database: postgresDatabase, user: postgresUser },
				...{ password: 'any', ssl: 'disable' },
			},
		},
		workflows: [postgresContacts, postgresCalls, postgresList],
		async newWrites() {
			const found = await query<{ id: number; line: string }>(
				server,
				`SELECT * FROM newWrites WHERE id > ${seen} ORDER BY id`,
			);
			seen = found.at(-1)?.id ?? seen;
			return found.map(({ line }) => line);
		},
		close: () => server.close(),
	};
}

/** The CRMs whose workflows can be tried, by the name of their folder. */
export const shownCrms: Partial<Record<string, () => Promise<ShownCrm>>> = {
	hubspot: showHubSpot,
	odoo: showOdoo,
	pipedrive: showPipedrive,
	postgres: showPostgres,
	salesforce: showSalesforce,
};
