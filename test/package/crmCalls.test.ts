/** When the workflows of CRMs log a call, and with which person; and which number they call. As n8n evaluates them. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { node } from '../contactManager/support';
import { runNode } from '../support/harness';
import { crms, evaluate, nodeOf, readExample, type Name } from './crmExpressions';

/** A Kiamo that answers nothing: the port is closed. */
const unreachable = { serverUrl: 'http://127.0.0.1:9', apiToken: 'x'.repeat(40) };

interface Conditions {
	conditions: Array<{ leftValue: string }>;
}

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const kiamoNodes = (crm: string, name: Name) =>
	readExample(crm, name).nodes.filter(({ type }) => type.startsWith('n8n-nodes-kiamo.'));

interface Call {
	/** What "Contact in Kiamo" returned. */
	contact: IDataObject;
	attempts: number;
}

const calls = (crm: string) => readExample(crm, 'interaction-ended-to-activity');

/** Whether all conditions of a node hold for a call. */
function passes(crm: string, node: string, { contact, attempts }: Call): boolean {
	const settings = { crmIdField: 'crmId', retryMinutes: 5 };
	const phone = { e164: '+33612000001', national: '06 12 00 00 01' };
	const ran = {
		Settings: { rows: [settings] },
		'Next try': { rows: [{ attempts, tryAfter: later(5) }] },
		'Contact in Kiamo': { rows: [contact], from: 'Next try' },
		Number: { rows: [{ ...contact, phone }], from: 'Contact in Kiamo' },
	};
	const example = calls(crm);
	const json = { ...contact, phone };
	const from = 'Number' in example.connections ? 'Number' : 'Contact in Kiamo';
	const person = example.nodes.find(({ name }) => name === 'Person of the call');
	const { assignments = [] } = (person?.parameters.assignments ?? {}) as {
		assignments?: Array<{ name: string; value: string }>;
	};
	const set = assignments.map(({ name, value }) => [
		name,
		evaluate(example, 'Person of the call', value, { json, from, ran }),
	]);
	const more = person && { [person.name]: { rows: [Object.fromEntries(set) as IDataObject], from } };
	const { conditions } = nodeOf(example, node).parameters.conditions as unknown as Conditions;
	return conditions.every(
		({ leftValue }) =>
			evaluate(example, node, leftValue, {
				json,
				from: person?.name ?? from,
				ran: { ...ran, ...more },
			}) === true,
	);
}

// PostgreSQL corrects its row when the call is read again.
describe.each(crms.filter((crm) => crm !== 'postgres'))('a call, for %s', (crm) => {
	const gate = crm === 'odoo' ? 'Nobody to wait for' : 'Still in time';
	const linked = { status: 'unchanged', id: '6b01', crmId: null };

	it('waits, up to three tries, while its contact is not in the CRM yet', () => {
		expect(passes(crm, gate, { contact: linked, attempts: 1 })).toBe(false);
		expect(passes(crm, gate, { contact: linked, attempts: 2 })).toBe(false);
		expect(passes(crm, gate, { contact: linked, attempts: 3 })).toBe(true);
	});

	it('does not wait for a stranger, nor where the base has no field for the ID', () => {
		const strangers = [
			{ status: 'skipped', id: null },
			{ status: 'created', id: null, crmId: null },
		];
		for (const contact of [...strangers, { status: 'unchanged', id: '6b01' }])
			expect(passes(crm, gate, { contact, attempts: 1 })).toBe(true);
	});

	it('goes on from the latest call that is not in the future', () => {
		const { filters } = nodeOf(calls(crm), 'Last call read').parameters as unknown as {
			filters: { conditions: Array<{ keyName: string; condition: string; keyValue?: string }> };
		};
		const limit = filters.conditions.find(({ condition }) => condition === 'lte');
		expect(limit?.keyName).toBe('changedAt');
		const until = evaluate(calls(crm), 'Last call read', limit?.keyValue ?? '', {
			json: {},
			from: 'Turn',
			ran: {},
		});
		expect(Math.abs(Date.parse(String(until)) - Date.now())).toBeLessThan(60_000);
	});
});

it('takes only an ID of Odoo for one', () => {
	for (const crmId of ['7', 7])
		expect(passes('odoo', 'In Odoo?', { contact: { crmId }, attempts: 1 })).toBe(true);
	for (const crmId of [null, '', 'C-7', '0'])
		expect(passes('odoo', 'In Odoo?', { contact: { crmId }, attempts: 1 })).toBe(false);
});

describe.each(crms)('the contact of a call, for %s', (crm) => {
	const look = () => kiamoNodes(crm, 'interaction-ended-to-activity').filter(isLookUp);
	const isLookUp = ({ parameters }: INode) => parameters.resource === 'contact';

	it('is never taken for a stranger because Kiamo did not answer', () => {
		expect(look()).toHaveLength(1);
		for (const { name, onError } of look()) {
			expect(onError).not.toBe('continueRegularOutput');
			const { main } = calls(crm).connections[name];
			if (onError === 'continueErrorOutput') expect(main[1]?.[0].node).toBe('Note the error');
		}
	});

	it('may be gone in Kiamo: the call is logged without it', () => {
		for (const { parameters } of look())
			expect(parameters).toMatchObject({
				operation: 'upsert',
				options: { dryRun: true, unknownId: 'create' },
			});
	});
});

/** The number that "Number to call" finds for somebody with these numbers. */
async function numberToCall(crm: string, mobile: string, phone: string): Promise<unknown> {
	const example = readExample(crm, 'list-to-callbacks');
	const { text } = nodeOf(example, 'Number to call').parameters as { text: string };
	const phones = [
		{ label: 'work', value: phone },
		{ label: 'mobile', value: mobile },
	].filter(({ value }) => value !== '');
	const json: Record<string, IDataObject> = {
		hubspot: { properties: { mobilephone: mobile, phone } },
		odoo: { mobile: mobile || false, phone: phone || false },
		pipedrive: { phones },
		postgres: { mobile: mobile || null, phone: phone || null },
		salesforce: { MobilePhone: mobile || null, Phone: phone || null },
	};
	const ran = { Settings: { rows: [{ phoneFields: ['mobile', 'phone'] }] } };
	const given = evaluate(example, 'Number to call', text, { json: json[crm], from: 'To call', ran });
	const parameters = { resource: 'phoneNumber', operation: 'format', text: given } as INodeParameters;
	const { json: read } = await runNode({ node, credentials: unreachable, items: [{}], parameters });
	return read[0].e164;
}

it.each(crms)('%s: calls the mobile, or else the phone, whichever holds a number', async (crm) => {
	const [mobile, phone] = ['+33612345678', '+33142112233'];
	expect(await numberToCall(crm, mobile, phone)).toBe(mobile);
	for (const none of ['', '?', '0000000000', '06 12 34', 'à rappeler'])
		expect(await numberToCall(crm, none, phone)).toBe(phone);
	expect(await numberToCall(crm, '?', '')).toBe(null);
});
