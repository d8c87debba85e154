import contacts from '../../../examples/crm/postgres/contacts-both-ways.json';
import calls from '../../../examples/crm/postgres/interaction-ended-to-activity.json';
import list from '../../../examples/crm/postgres/list-to-callbacks.json';
import { readSql } from '../../../simulator/crm/postgres';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import {
	postgresDatabase,
	postgresUser,
	query,
	runSql,
	startPostgres,
	type Server,
} from '../../../scripts/sandbox/servers';
import { proveBothWays } from './bothWays';
import { proveCallbacks } from './callbacks';
import { callers, proveCalls } from './calls';
import { fields, type Values } from './people';
import { atNextRequest } from './faults';
import { startRelay, type Relay } from './relay';
import { World } from './world';

const { people, rounds, seed } = settings();
const toColumn: Record<keyof Values, string> = {
	contactFirstName: 'first_name',
	contactLastName: 'last_name',
	contactEmail: 'email',
	contactPhoneNumber: 'phone',
	contactMobilePhoneNumber: 'mobile',
	companyName: 'company',
	contactZipCode: 'zip',
	contactCity: 'city',
};
let world: World;
let server: Server;
let relay: Relay;

test.beforeAll(async () => {
	server = await startPostgres();
	await runSql(server, readSql());
	// Who writes: the test as "people", n8n as itself. Each write of n8n is counted.
	await runSql(
		server,
		`CREATE TABLE writes (id bigint GENERATED ALWAYS AS IDENTITY, what text);
		CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN IF current_setting('application_name') <> 'psql' THEN INSERT INTO writes (what) VALUES (TG_OP); END IF; RETURN NULL; END $$;
		CREATE TRIGGER count_write AFTER INSERT OR UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION count_write();`,
	);
	relay = await startRelay(server.port, seed);
	const credential = {
		host: '127.0.0.1',
		port: relay.port,
		database: postgresDatabase,
		user: postgresUser,
		password: 'any',
		ssl: 'disable',
	};
	world = await World.open({ name: 'postgres', hosts: {}, credentials: { postgres: credential } });
});
test.afterAll(async () => {
	await world.close();
	await relay.close();
	await server.close();
	expect(world.kiamo.contractViolations).toEqual([]);
});

const literal = (value: string | boolean | undefined) =>
	value === undefined || value === '' ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;
const fail = () => relay.fail();
const requests = () => relay.queries();

async function insert(row: Record<string, string | boolean>): Promise<string> {
	const values = Object.values(row).map(literal).join(', ');
	return (
		await runSql(
			server,
			`INSERT INTO contacts (${Object.keys(row).join(', ')}) VALUES (${values}) RETURNING id`,
		)
	).trim();
}

test('interaction ended → row in PostgreSQL: one each, of the right person', async () => {
	const persons: Array<{ id: string; phone: string }> = [];
	for (const { lastName, phone, isMobile, e164 } of callers)
		persons.push({
			id: await insert({ last_name: lastName, [isMobile ? 'mobile' : 'phone']: phone }),
			phone: e164,
		});
	await proveCalls(
		world,
		calls,
		{
			persons,
			activities: async () => {
				const rows = await query<{
					reference: string;
					contact_id: number | null;
					direction: string;
					seconds: number;
				}>(server, 'SELECT * FROM calls');
				return rows.map(({ reference, contact_id, direction, seconds }) => ({
					interaction: reference,
					person: contact_id === null ? undefined : String(contact_id),
					direction,
					seconds,
				}));
			},
			fail,
			loseAnswer: () => relay.loseAnswer('INSERT INTO calls'),
			requests,
		},
		{ rounds, seed },
	);
	await runSql(server, 'DELETE FROM calls; DELETE FROM contacts');
});

test('view → callbacks: everybody who may be called, once', async () => {
	let count = 0;
	await proveCallbacks(
		world,
		list,
		{
			async add(members) {
				const rows = members.map(
					({ phone, optedOut = false }) => `('Member ${count++}', ${literal(phone)}, ${optedOut})`,
				);
				if (rows.length > 0)
					await runSql(
						server,
						`INSERT INTO contacts (last_name, mobile, do_not_call) VALUES ${rows.join(', ')}`,
					);
			},
			async optOut(phone) {
				await runSql(server, `UPDATE contacts SET do_not_call = true WHERE mobile = ${literal(phone)}`);
			},
			atNextRead: (what, run) =>
				atNextRequest(relay, what === 'list' ? /FROM to_call/ : /WHERE do_not_call/, run),
			fail,
			requests,
		},
		{ people: 240, rounds, seed },
	);
	await runSql(server, 'DELETE FROM contacts');
});

test('contacts both ways: nobody lost, nobody duplicated, no echo', async () => {
	await runSql(server, 'ALTER TABLE contacts ALTER updated_at DROP NOT NULL');
	let count = 0;
	await proveBothWays(
		world,
		contacts,
		{
			table: 'Kiamo recipe: PostgreSQL contacts',
			all: async () => {
				const rows = await query<Record<string, string | number | null>>(
					server,
					'SELECT * FROM contacts ORDER BY id',
				);
				return rows.map((row) => ({
					id: String(row.id),
					values: Object.fromEntries(
						fields.map((field) => [field, String(row[toColumn[field]] ?? '')]),
					) as Values,
				}));
			},
			create: async (values) => {
				const row = Object.fromEntries(fields.map((field) => [toColumn[field], values[field]]));
				// Rows that are older than the column have no time.
				return await insert({ ...row, ...(count++ < 20 && { updated_at: '' }) });
			},
			async change(id, values) {
				const set = Object.entries(values).map(
					([field, value]) => `${toColumn[field as keyof Values]} = ${literal(value)}`,
				);
				await runSql(server, `UPDATE contacts SET ${set.join(', ')} WHERE id = ${id}`);
			},
			remove: async (id) => {
				await runSql(server, `DELETE FROM contacts WHERE id = ${id}`);
			},
			writes: async () => (await query(server, 'SELECT id FROM writes')).length,
			requests,
			fail,
		},
		{ people, rounds, seed },
	);
});
