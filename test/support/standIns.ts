/**
 * The nodes of n8n that our examples use, as far as they use them: the package with the real ones is too large to test
 * with. Expressions and conditions are n8n's own. On a real n8n the examples run in test/e2e/examples.
 */
import {
	ApplicationError,
	validateFieldType,
	type FieldType,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const conditions: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
	typeOptions: { filter: { caseSensitive: true, typeValidation: 'strict', version: 2 } },
};

const standIn = (
	name: string,
	execute: Execute,
	{
		properties = [],
		inputs = 1,
		outputs = 1,
	}: { properties?: INodeProperties[]; inputs?: number; outputs?: number } = {},
): [string, INodeType] => [
	`n8n-nodes-base.${name}`,
	{
		description: {
			displayName: name,
			name,
			description: '',
			group: [],
			version: [1, 1.1, 2, 2.2, 2.3, 3, 3.2, 3.4],
			defaults: {},
			inputs: Array.from({ length: inputs }, () => 'main' as const),
			outputs: Array.from({ length: outputs }, () => 'main' as const),
			properties,
		},
		execute,
	},
];

const passOn: Execute = async function () {
	return [this.getInputData()];
};

const property = (name: string, type: INodeProperties['type'], more: object = {}): INodeProperties => ({
	displayName: name,
	name,
	type,
	default: type === 'boolean' ? false : type === 'string' ? '' : {},
	...more,
});

const isKept = (node: IExecuteFunctions, item: number, name = 'conditions') =>
	node.getNodeParameter(name, item, false, { extractValue: true }) as boolean;

const set: Execute = async function () {
	const items = this.getInputData().map(({ json }, item): INodeExecutionData => {
		const { assignments = [] } = this.getNodeParameter('assignments', item) as {
			assignments?: Array<{ name: string; value: unknown; type: FieldType }>;
		};
		const isAdded = this.getNodeParameter('includeOtherFields', item);
		const added = assignments.map(({ name, value, type }) => [name, converted(name, value, type)]);
		return {
			json: { ...(isAdded ? json : {}), ...Object.fromEntries(added) } as IDataObject,
			pairedItem: { item },
		};
	});
	return [items];
};

function converted(name: string, value: unknown, type: FieldType): unknown {
	if (value === null || value === undefined) return value;
	if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
	const result = validateFieldType(name, value, type, { strict: false });
	if (result.valid) return result.newValue;
	throw new ApplicationError(result.errorMessage);
}

const filter: Execute = async function () {
	const kept = this.getInputData().map((_, item) => isKept(this, item));
	const items = this.getInputData().map((item, at) => ({ ...item, pairedItem: { item: at } }));
	return [items.filter((_, item) => kept[item]), items.filter((_, item) => !kept[item])];
};

const choose: Execute = async function () {
	const outputs: INodeExecutionData[][] = [[], [], [], [], [], []];
	for (const [item, data] of this.getInputData().entries()) {
		const rules = this.getNodeParameter('rules.values', item, []) as object[];
		const passed = rules.findIndex((_, rule) => isKept(this, item, `rules.values[${rule}].conditions`));
		outputs[passed < 0 ? rules.length : passed].push({ ...data, pairedItem: { item } });
	}
	return outputs;
};

const stop: Execute = async function () {
	throw new ApplicationError(this.getNodeParameter('errorMessage', 0) as string);
};

/** The items of a list, each with the other fields. */
const splitOut: Execute = async function () {
	const field = this.getNodeParameter('fieldToSplitOut', 0) as string;
	const items = this.getInputData().flatMap(({ json }, item) =>
		(json[field] as IDataObject[]).map((value) => ({
			json: { ...json, [field]: value },
			pairedItem: { item },
		})),
	);
	return [items];
};

const rules = property('rules', 'fixedCollection', {
	typeOptions: { multipleValues: true },
	options: [{ displayName: 'Rules', name: 'values', values: [conditions, property('outputKey', 'string')] }],
});

/** By the type of the node. Those without work of their own hand on what comes in. */
export const standIns: Record<string, INodeType> = Object.fromEntries([
	standIn('set', set, {
		properties: [property('assignments', 'assignmentCollection'), property('includeOtherFields', 'boolean')],
	}),
	standIn('filter', filter, { properties: [conditions] }),
	standIn('if', filter, { properties: [conditions], outputs: 2 }),
	standIn('switch', choose, { properties: [rules], outputs: 6 }),
	standIn('stopAndError', stop, { properties: [property('errorMessage', 'string')] }),
	standIn('splitOut', splitOut, { properties: [property('fieldToSplitOut', 'string')] }),
	standIn('merge', passOn, { inputs: 2 }),
	...['wait', 'dataTable', 'form', 'formTrigger', 'manualTrigger', 'summarize'].map((name) =>
		standIn(name, passOn),
	),
]);
