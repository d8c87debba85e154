/** When the workflows of CRMs create a contact: their conditions and what they note, as n8n evaluates them. */
import type { IDataObject, INode } from 'n8n-workflow';
import { crms, evaluate as evaluateIn, nodeOf, readExample } from './crmExpressions';

interface Rule {
	outputKey: string;
	conditions: { conditions: Array<{ leftValue: string }> };
}

const read = (crm: string) => readExample(crm, 'contacts-both-ways');

/** Evaluates a parameter of a node whose item is `json`, from "Merge in Kiamo". */
function evaluate(crm: string, node: string, text: string, given: Given): unknown {
	const ran = {
		Settings: { rows: [{ retryMinutes: 4, fields: { contactLastName: 'last_name', jobTitle: 'title' } }] },
		'Not linked yet': { rows: given.unlinked ?? [{}] },
		'Still matching': { rows: [given.matching ?? {}] },
		'Changed in Kiamo': { rows: given.changed ?? [] },
		Taken: { rows: [given.taken] },
		Person: { rows: [given.person ?? { missing: '' }], from: 'Taken' },
		'Merge in Kiamo': { rows: [given.merged ?? given.json], from: 'Person' },
	};
	return evaluateIn(read(crm), node, text, { json: given.json, from: 'Merge in Kiamo', ran });
}

interface Given {
	json: IDataObject;
	/** What "Merge in Kiamo" returned, where that is not the item. */
	merged?: IDataObject;
	taken: IDataObject;
	unlinked?: IDataObject[];
	/** What "Still matching" returned. */
	matching?: IDataObject;
	/** What "Person" returned. */
	person?: IDataObject;
	/** What "Changed in Kiamo" returned. */
	changed?: IDataObject[];
}

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const contact = { id: '6b01', contactEmail: 'ada@example.fr' };
const taken = { rowId: 1, kiamoId: '6b01', crmId: '', attempts: 2, tryAfter: later(4) };

/** Whether the workflow creates this contact of Kiamo in the CRM. */
function isCreated(
	crm: string,
	{ unlinked, id = contact.id, ...more }: { unlinked?: IDataObject[]; id?: string } & Partial<typeof taken>,
) {
	const { nodes } = read(crm);
	const choice = nodes.find(({ type }) => type.endsWith('.switch')) as INode;
	const { values } = choice.parameters.rules as unknown as { values: Rule[] };
	const rule = values.find(({ outputKey }) => outputKey === 'A new contact') as Rule;
	const merged = { ...contact, id, toSource: {} };
	const summary = nodeOf(read(crm), 'Still matching');
	const { assignments } = summary.parameters.assignments as {
		assignments: Array<{ name: string; value: string }>;
	};
	const matching = Object.fromEntries(
		assignments.map(({ name, value }) => [
			name,
			evaluate(crm, summary.name, value, { json: contact, taken, unlinked }) as string,
		]),
	);
	// For Odoo, the record to write comes before the choice.
	const json = crm === 'odoo' ? { type: 'contact' } : merged;
	const given = { json, merged, taken: { ...taken, ...more }, matching };
	return rule.conditions.conditions.every(
		({ leftValue }) => evaluate(crm, choice.name, leftValue, given) === true,
	);
}

/** What the workflow writes into the column "error". */
function noted(crm: string, json: IDataObject, error = '') {
	const node = nodeOf(read(crm), 'Note the error');
	const { value } = node.parameters.columns as { value: { error: string } };
	return String(evaluate(crm, node.name, value.error, { json, taken: { ...taken, error } })).trim();
}

const several = { error: '2 contacts have the E-mail "ada@example.fr": 6b01, 6b02', message: 'Merge them.' };
const matched = { error: 'Kiamo refused the request', message: 'Correct it. Contact 6b01 has been matched.' };
const transient = { error: { message: 'Too many requests' } };

/** The fields that "Merge in Kiamo" empties where the CRM has no value. */
function emptied(crm: string): string[] {
	const merge = nodeOf(read(crm), 'Merge in Kiamo');
	const { clearFields } = merge.parameters.options as { clearFields: { field: Array<{ name: string }> } };
	const given = { json: contact, taken };
	return clearFields.field.flatMap(({ name }) => evaluate(crm, merge.name, name, given) as string | string[]);
}

describe.each(crms)('%s', (crm) => {
	it('reads the list of all that wait once in a run, not for each contact', () => {
		const choice = read(crm).nodes.find(({ type }) => type.endsWith('.switch')) as INode;
		expect(JSON.stringify(choice.parameters)).not.toContain('.all()');
	});

	it('empties each field that Settings names, but never the last name', () => {
		expect(emptied(crm)).toContain('jobTitle');
		expect(emptied(crm)).not.toContain('contactLastName');
	});

	it('creates a contact at its second try, in the first half of its time', () => {
		expect(isCreated(crm, {})).toBe(true);
		expect(isCreated(crm, { attempts: 1 })).toBe(false);
		expect(isCreated(crm, { tryAfter: later(1.9) })).toBe(false);
		expect(isCreated(crm, { crmId: '7' })).toBe(false);
	});

	it('waits while a contact of the CRM may be the person', () => {
		const after = (attempts: number, error: string | null) =>
			isCreated(crm, { unlinked: [{ id: 9, crmId: '7', attempts, error }] });
		expect(after(0, null)).toBe(false);
		expect(after(9, noted(crm, several))).toBe(false);
		expect(after(9, noted(crm, matched))).toBe(false);
		expect(after(3, noted(crm, transient))).toBe(false);
		expect(after(7, noted(crm, transient))).toBe(true);
		const others = { ...several, error: several.error.replace('6b01', '6b03') };
		expect(after(2, noted(crm, others))).toBe(false);
		expect(after(3, noted(crm, others))).toBe(true);
	});

	it('goes on waiting when the next try of that contact fails for another reason', () => {
		for (const known of [several, matched]) {
			let error = noted(crm, known);
			for (let n = 0; n < 5; n++) error = noted(crm, transient, error);
			expect(error).toContain('Too many requests');
			expect(error).toContain('6b01');
			expect(error.length).toBeLessThan(200);
			expect(noted(crm, known, error)).toBe(noted(crm, known));
			expect(isCreated(crm, { unlinked: [{ id: 9, crmId: '7', attempts: 9, error }] })).toBe(false);
		}
	});

	it('waits for no contact whose ID is only part of another one', () => {
		const unlinked = [{ id: 9, crmId: '7', attempts: 9, error: noted(crm, matched) }];
		expect(isCreated(crm, { unlinked, id: '6b01' })).toBe(false);
		for (const id of ['6b', 'b01', '1']) expect(isCreated(crm, { unlinked, id })).toBe(true);
	});

	it('goes on from the latest change in Kiamo that is not in the future', () => {
		const values = valuesOf(crm, 'Give up the turn') as { kiamoAt: string };
		const since = (times: string[], kiamoAt = '') => {
			const changed = times.map((updated_at) => ({ updated_at }));
			return evaluate(crm, 'Give up the turn', values.kiamoAt, { json: { kiamoAt }, taken, changed });
		};
		const before = [later(-9), later(-5)];
		expect(since([...before, later(60 * 24 * 365)])).toBe(before[1]);
		expect(since([later(60 * 24 * 365)], before[0])).toBe(before[0]);
		expect(since([], before[0])).toBe(before[0]);
	});

	// n8n on PostgreSQL sorts what is empty to the top, n8n on SQLite to the end.
	it('takes the contacts of the CRM first, by a column that no row leaves empty', () => {
		const { orderByColumn } = nodeOf(read(crm), 'Due').parameters as { orderByColumn: string };
		const texts = read(crm)
			.nodes.filter(({ name }) => /^Note .*version$/.test(name))
			.map(({ name }) => valuesOf(crm, name)[orderByColumn] as string);
		const [ofCrm, ofKiamo] = texts.map((text) => text.replace(/^=/, ''));
		expect(texts).toHaveLength(2);
		expect(ofCrm > ofKiamo).toBe(true);
	});
});

/** The values that a node writes into a table. */
function valuesOf(crm: string, name: string): IDataObject {
	const { value } = nodeOf(read(crm), name).parameters.columns as { value: IDataObject };
	return value;
}

/** What "Person" makes of what the CRM has. */
function personOf(crm: string, person: IDataObject): IDataObject {
	const { jsonOutput } = nodeOf(read(crm), 'Person').parameters as { jsonOutput: string };
	const given = { json: { person, synced: {}, syncedName: '' }, taken: { ...taken, crmId: '7' } };
	return JSON.parse(String(evaluate(crm, 'Person', jsonOutput, given))) as IDataObject;
}

const at = { id: 7, write_date: '2026-11-30 01:02:03', update_time: '2026-11-30T01:02:03Z' };

it.each(['odoo', 'pipedrive'])('%s: takes a contact without a name, emails and phones', (crm) => {
	const blank = { contactFirstName: '', contactLastName: '', crmId: '7', missing: '' };
	expect(personOf(crm, { ...at, name: false })).toMatchObject(blank);
});

it('pipedrive: keeps the labels of emails and phones, and which of them comes first', () => {
	const emails = [{ value: 'a@example.fr', label: 'home', primary: true }];
	const phones = [
		{ value: '0142112233', label: 'home', primary: false },
		{ value: '0612345678', label: 'mobile', primary: true },
		{ value: '0142112234', label: 'work', primary: false },
	];
	const person = personOf('pipedrive', { ...at, name: 'Ada Byron', emails, phones });
	const json = {
		contactEmail: 'b@example.fr',
		contactPhoneNumber: '0142112233',
		contactMobilePhoneNumber: '0700000000',
		toSource: { contactEmail: 'b@example.fr', contactMobilePhoneNumber: '0700000000' },
	};
	const { jsonOutput } = nodeOf(read('pipedrive'), 'For Pipedrive').parameters as { jsonOutput: string };
	const text = String(evaluate('pipedrive', 'For Pipedrive', jsonOutput, { json, taken, person }));
	expect(JSON.parse(text)).toMatchObject({
		emails: [{ ...emails[0], value: 'b@example.fr' }],
		phones: [phones[0], { ...phones[1], value: '0700000000' }, phones[2]],
	});
});
