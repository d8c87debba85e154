/** What n8n's lint checks on the literals of a source file, checked on what the nodes show once they are built. */
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { Linter, type ESLint } from 'eslint';
import {
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { parser } from 'typescript-eslint';
import { operations } from '../../contract/generated/operations';
import { n8n } from '../../package.json';
import { nodeOf } from '../rights/nodeOf';

/** Comes without types. */
const nodesBase = createRequire(__filename)('eslint-plugin-n8n-nodes-base') as ESLint.Plugin & {
	configs: { nodes: { rules: object } };
};
const descriptions = n8n.nodes.map((file) => nodeOf(basename(file, '.node.js')).description);
const titled = descriptions.map((description) => [description.displayName, description] as const);

/** Not applied, each for a reason. */
const exempt = [
	// n8n's own configuration switches it off.
	'n8n-nodes-base/node-param-type-options-max-value-present',
	// The fields of one rule of the trigger are in the order in which people fill them in.
	'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items',
];
const rules = Object.fromEntries(
	Object.keys(nodesBase.configs.nodes.rules)
		.filter((rule) => rule.startsWith('n8n-nodes-base/node-param-') && !exempt.includes(rule))
		.map((rule) => [rule, 'error'] as const),
);

/** What n8n's rules on parameters say about these, written as literals. */
function lint(properties: INodeProperties[]): string[] {
	// As people write them: JSON but for the quotes of names.
	const written = JSON.stringify(properties, null, 1).replace(/^(\s*)"([A-Za-z]\w*)":/gm, '$1$2:');
	const lines = `export const properties: INodeProperties[] = ${written};`.split('\n');
	const found = new Linter({ configType: 'flat' }).verify(
		lines.join('\n'),
		[
			{
				files: ['**/*.ts'],
				plugins: { 'n8n-nodes-base': nodesBase },
				languageOptions: { parser: parser as Linter.Parser },
				rules,
			},
		],
		{ filename: 'nodes/Kiamo/properties.ts' },
	);
	return found.map(({ message, line }) => `${message} ${lines.slice(line - 1, line + 2).join('')}`);
}

/** n8n's rule on Limit, which says 50, is for people; a tool of an AI agent starts with fewer long rows. */
const isForPeople = ({ displayOptions }: INodeProperties) => displayOptions?.show?.['@tool']?.[0] !== true;

const isProperty = (one: INodeProperties | INodePropertyOptions | INodePropertyCollection) => 'type' in one;

/** A parameter and those inside it. */
function withInner(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values;
		return isProperty(option) ? [option] : [];
	});
	return [property, ...inner.flatMap(withInner)];
}

const choicesOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
const sorted = (names: string[]) => names.toSorted((a, b) => a.localeCompare(b));

/** The subtitle of a node on the canvas, as n8n's editor computes it. */
function subtitleOf({ name, subtitle = '' }: INodeTypeDescription, parameters: INodeParameters): unknown {
	const node = {
		id: '1',
		name,
		type: name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const nodeTypes = {
		getByName: never,
		getByNameAndVersion: () => undefined as never,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

const never = () => {
	throw new Error('Not used');
};

it('reports options in the wrong order', () => {
	const option = (name: string) => ({ name, value: name });
	const property: INodeProperties = {
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		default: 'E',
		options: ['E', 'D', 'C', 'B', 'A'].map(option),
	};
	expect(lint([property])).toEqual([expect.stringContaining('Alphabetize')]);
	expect(lint([{ ...property, options: ['A', 'B', 'C', 'D', 'E'].map(option) }])).toEqual([]);
});

describe.each(titled)('%s', (_, description) => {
	const all = description.properties.flatMap(withInner);

	it("follows n8n's rules on parameters", () => {
		expect(lint(description.properties.filter(isForPeople))).toEqual([]);
	});

	it('has an icon of its own API, in light and dark', () => {
		const api = description.name.replace(/^kiamo|Trigger$/g, '');
		const file = `file:../../icons/${api[0].toLowerCase()}${api.slice(1)}`;
		expect(description.icon).toEqual({ light: `${file}.svg`, dark: `${file}.dark.svg` });
	});

	it("tells n8n's assistant when to use it, and with which other nodes of the package", () => {
		const { searchHint = '', relatedNodes = [] } = description.builderHint ?? {};
		expect(searchHint.length).toBeGreaterThan(80);
		expect(searchHint.length).toBeLessThan(300);
		const names = relatedNodes.map(({ nodeType }) => nodeType.replace('n8n-nodes-kiamo.', ''));
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) {
			expect(name).not.toBe(description.name);
			expect(descriptions.map((each) => each.name)).toContain(name);
		}
	});

	it('has labels that fit beside their buttons', () => {
		// The editor cuts a longer one off; a collection has the whole line.
		const inputs = all.filter(({ type }) => type !== 'fixedCollection' && type !== 'notice');
		expect(inputs.map(({ displayName }) => displayName).filter((label) => label.length > 31)).toEqual([]);
	});

	it('is described in one line of the list of nodes', () => {
		expect(description.description.length).toBeLessThan(45);
		expect(description.description).toMatch(/^[A-Z][^.;]+$/);
	});

	it('shows a default that is one of the choices', () => {
		const wrong = all.filter(
			(property) =>
				property.type === 'options' &&
				property.options &&
				!choicesOf(property).some(({ value }) => value === property.default),
		);
		expect(wrong.map(({ displayName }) => displayName)).toEqual([]);
	});

	it('gives an example as a placeholder, and a verb on the button of a collection', () => {
		const wrong = all.filter(({ type, placeholder }) => {
			const isCollection = type === 'collection' || type === 'fixedCollection';
			return placeholder !== undefined && !(isCollection ? /^Add / : /^e\.g\. /).test(placeholder);
		});
		expect(wrong.map(({ displayName, placeholder }) => [displayName, placeholder])).toEqual([]);
	});
});

describe.each(titled.filter(([name]) => !name.endsWith('Trigger')))('%s', (_, description) => {
	const [resource, ...others] = description.properties;
	const choices = others.filter(({ name }) => name === 'operation');
	const actions = choices.flatMap(choicesOf).map(({ action = '' }) => action);

	it('lists its resources and their operations in alphabetical order', () => {
		expect(resource.name).toBe('resource');
		expect(choices.map(({ displayOptions }) => displayOptions?.show?.resource).flat()).toEqual(
			choicesOf(resource).map(({ value }) => value),
		);
		for (const choice of [resource, ...choices]) {
			const names = choicesOf(choice).map(({ name }) => name);
			expect(names).toEqual(sorted(names));
		}
	});

	it('names each action once, in sentence case and without articles', () => {
		expect(actions).toEqual([...new Set(actions)]);
		const wrong = actions.filter(
			(action) => !/^[A-Z][a-z]+( API)?( [a-z]+)+$/.test(action) || /\b(an?|the)\b/i.test(action),
		);
		expect(wrong).toEqual([]);
	});

	it('gives a path of its own API as the example of API Request', () => {
		const { placeholder = '' } = others.find(({ name }) => name === 'path') ?? {};
		const paths = Object.values(operations)
			.filter(({ api }) => `kiamo${api}`.toLowerCase() === description.name.toLowerCase())
			.map(({ path }) => `e.g. ${path}`);
		expect(paths).toContain(placeholder);
	});

	it('has a subtitle in the words of its lists', () => {
		for (const choice of choices) {
			const [value] = choice.displayOptions?.show?.resource as string[];
			const name = choicesOf(resource).find((one) => one.value === value)?.name;
			for (const operation of choicesOf(choice)) {
				const parameters = { resource: value, operation: operation.value };
				expect(subtitleOf(description, parameters)).toBe(`${operation.name}: ${name}`);
			}
		}
	});

	it('describes each operation', () => {
		for (const { description: text } of choices.flatMap(choicesOf)) expect(text).toMatch(/^[A-Z]/);
	});
});

describe.each(titled.filter(([name]) => name.endsWith('Trigger')))('%s', (_, description) => {
	const [first] = description.properties;

	it('says what it waits for in a test, and what it does once it is published', () => {
		expect(description.eventTriggerDescription).toMatch(/^Waiting for [^.]+ in Kiamo$/);
		expect(description.activationMessage).toMatch(/^Your workflow will now check [^.]+\.$/);
	});

	it('has a subtitle in the words of its lists', () => {
		const [one, other] = (first.options ?? []).map((option) =>
			'values' in option
				? { value: option.name, words: option.displayName }
				: { value: String((option as INodePropertyOptions).value), words: option.name },
		);
		const isList = first.type === 'multiOptions';
		const chosen = (values: string[]) =>
			isList ? values : Object.fromEntries(values.map((value) => [value, [{}]]));
		const shown = (values: string[]) => subtitleOf(description, { [first.name]: chosen(values) });
		expect(shown([])).toBe('');
		expect(shown([one.value])).toBe(one.words);
		expect(shown([other.value, one.value])).toBe(`${other.words}, ${one.words}`);
	});
});
