/** When the workflows of CRMs create a contact: their conditions and what they note, as n8n evaluates them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	Workflow,
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeTypes,
	type ITaskData,
} from 'n8n-workflow';

const folder = join(__dirname, '../../examples/crm');
const crms = readdirSync(folder);

interface Example {
	nodes: INode[];
	connections: Workflow['connectionsBySourceNode'];
}
interface Rule {
	outputKey: string;
	conditions: { conditions: Array<{ leftValue: string }> };
}

const nodeTypes = {
	getByNameAndVersion: () => ({ description: { properties: [] } }),
} as unknown as INodeTypes;
const toItems = (rows: IDataObject[]) => rows.map((json, item) => ({ json, pairedItem: { item } }));
const ran = (rows: IDataObject[], previousNode?: string): ITaskData[] => [
	{
		startTime: 0,
		executionIndex: 0,
		executionTime: 0,
		source: previousNode ? [{ previousNode }] : [],
		data: { main: [toItems(rows)] },
	},
];

const read = (crm: string) =>
	structuredClone(jest.requireActual<Example>(join(folder, crm, 'contacts-both-ways.json')));

/** Evaluates a parameter of a node whose item is `json`, from "Merge in Kiamo". */
function evaluate(crm: string, node: string, text: string, given: Given): unknown {
	const { nodes, connections } = read(crm);
	const workflow = new Workflow({ nodes, connections, active: false, nodeTypes });
	const runData = {
		Settings: ran([{ retryMinutes: 4, fields: { contactLastName: 'last_name', jobTitle: 'title' } }]),
		'Not linked yet': ran(given.unlinked ?? [{}]),
		'Still matching': ran([given.matching ?? {}]),
		Taken: ran([given.taken]),
		Person: ran([{ missing: '' }], 'Taken'),
		'Merge in Kiamo': ran([given.merged ?? given.json], 'Person'),
	};
	const input = toItems([given.json]);
	const source = { main: [{ previousNode: 'Merge in Kiamo' }] };
	const { expression } = workflow;
	return expression.getParameterValue(
		text,
		createRunExecutionData({ resultData: { runData } }),
		0,
		0,
		node,
		input,
		'manual',
		{},
		{ data: { main: [input] }, node: workflow.nodes[node], source },
	);
}

interface Given {
	json: IDataObject;
	/** What "Merge in Kiamo" returned, where that is not the item. */
	merged?: IDataObject;
	taken: IDataObject;
	unlinked?: IDataObject[];
	/** What "Still matching" returned. */
	matching?: IDataObject;
}

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const contact = { id: '6b01', contactEmail: 'ada@example.fr' };
const taken = { id: 1, kiamoId: '6b01', crmId: '', attempts: 2, tryAfter: later(4) };

/** Whether the workflow creates this contact of Kiamo in the CRM. */
function isCreated(crm: string, { unlinked, ...more }: { unlinked?: IDataObject[] } & Partial<typeof taken>) {
	const { nodes } = read(crm);
	const choice = nodes.find(({ type }) => type.endsWith('.switch')) as INode;
	const { values } = choice.parameters.rules as unknown as { values: Rule[] };
	const rule = values.find(({ outputKey }) => outputKey === 'A new contact') as Rule;
	const merged = { ...contact, toSource: {} };
	const summary = nodes.find(({ name }) => name === 'Still matching') as INode;
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
	const { nodes } = read(crm);
	const node = nodes.find(({ name }) => name === 'Note the error') as INode;
	const { value } = node.parameters.columns as { value: { error: string } };
	return String(evaluate(crm, node.name, value.error, { json, taken: { ...taken, error } })).trim();
}

const several = { error: '2 contacts have the E-mail "ada@example.fr": 6b01, 6b02', message: 'Merge them.' };
const matched = { error: 'Kiamo refused the request', message: 'Correct it. Contact 6b01 has been matched.' };
const transient = { error: { message: 'Too many requests' } };

/** The fields that "Merge in Kiamo" empties where the CRM has no value. */
function emptied(crm: string): string[] {
	const merge = read(crm).nodes.find(({ name }) => name === 'Merge in Kiamo') as INode;
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
});
