/** What AI agents are given of a node, for tests on n8n's engine and on a running n8n. */
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** An operation that a tool does. */
export interface AiOperation {
	resource: string;
	operation: string;
	/** As n8n names the tool's node when somebody picks it: it becomes the name of the tool. */
	nodeName: string;
}

/** A tool as a model sees it, in the words of OpenAI's chat completions. */
export interface ShownTool {
	name: string;
	description: string;
	parameters: {
		properties: Record<string, { type?: string; description?: string }>;
		required?: string[];
	};
}

const mostCharacters = 4_000;
// n8n adds a hint at its own HTTP Request node, as a choice that does nothing.
const hintOfN8n = '__CUSTOM_API_CALL__';

/** All operations of a node. */
export function operationsOf(description: INodeTypeDescription): AiOperation[] {
	return description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(displayOptions?.show?.resource as string[]).flatMap((resource) =>
				(options as INodePropertyOptions[])
					.filter(({ value }) => value !== hintOfN8n)
					.map(({ value }) => {
						const operation = String(value);
						const nodeName = NodeHelpers.makeNodeName({ resource, operation }, description);
						return { resource, operation, nodeName };
					}),
			),
		);
}

/** The parameters that an operation shows at first. */
export function shownProperties(
	description: INodeTypeDescription,
	{ resource, operation }: Pick<AiOperation, 'operation' | 'resource'>,
): INodeProperties[] {
	const common = ['descriptionType', 'toolDescription', 'resource', 'operation', 'requestOptions'];
	const start = { resource, operation };
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		start,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	return description.properties.filter(
		(property) =>
			!common.includes(property.name) &&
			NodeHelpers.displayParameter({ ...values }, property, { typeVersion: 1 }, description),
	);
}

/** What a model fills, under the keys of n8n's editor: its display name after the number of its row, if it is in one. */
export function filledByModel(properties: INodeProperties[], rows: string[] = []): INodeParameters {
	const filled = properties.map((property) => [property.name, valueOf(property, rows)]);
	return Object.fromEntries(filled) as INodeParameters;
}

function valueOf(property: INodeProperties, rows: string[]): unknown {
	switch (property.type) {
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: askModel(property, 'string', rows) };
		case 'boolean':
		case 'json':
		case 'number':
			return askModel(property, property.type, rows);
		case 'dateTime':
		case 'string':
			return askModel(property, 'string', rows);
		case 'collection':
			return filledByModel(property.options as INodeProperties[], rows);
		case 'fixedCollection':
			return Object.fromEntries(
				(property.options as INodePropertyCollection[]).map(({ name, values }) => [
					name,
					property.typeOptions?.multipleValues
						? [filledByModel(values, [...rows, `${name}0`])]
						: filledByModel(values, rows),
				]),
			);
		default:
			return property.default;
	}
}

function askModel(
	{ displayName, description, hint = '' }: INodeProperties,
	type: string,
	rows: string[],
): string {
	const key = [...rows, displayName].join('_').replace(/[^a-zA-Z0-9-]/g, '_');
	const shown = JSON.stringify(description ?? hint);
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', ${shown}, '${type}') }}`;
}

/** How many arguments such parameters ask a model for. */
export const countAsked = (parameters: INodeParameters) =>
	JSON.stringify(parameters).match(/\$fromAI\(/g)?.length ?? 0;

/** What is wrong with what a model sees of a tool that asks for so many arguments; nothing if it is as it should be. */
export function faultsOf({ name, description, parameters }: ShownTool, asked: number): string[] {
	const shown = Object.entries(parameters.properties);
	const size = JSON.stringify(parameters).length;
	return [
		/^[A-Za-z0-9_-]{10,62}$/.test(name) ? [] : `${name} is no name with room for the number of a second one`,
		description.length >= 20 ? [] : `${name} is described with "${description}"`,
		// Two arguments of one name would be one.
		shown.length === asked ? [] : `${name} has ${shown.length} arguments, not ${asked}`,
		size < mostCharacters ? [] : `${name} takes ${size} characters`,
		shown.flatMap(([argument, schema]) =>
			faultsOfArgument(argument, schema).map((fault) => `${name}: ${fault}`),
		),
	].flat();
}

function faultsOfArgument(
	name: string,
	{ type = 'any', description = '' }: { type?: string; description?: string },
) {
	// JSON may be of any type.
	const isTyped = /JSON_$|^Last_Synced_Values$/.test(name) || /^(boolean|number|string)$/.test(type);
	return [
		/^[A-Za-z0-9_-]{1,64}$/.test(name) ? [] : `"${name}" is no name of an argument`,
		isTyped ? [] : `${name} is of type ${type}`,
		description.split(' ').length > 1 ? [] : `${name} is described with "${description}"`,
		/<|\{\{/.test(description) ? `${name} is described with markup` : [],
	].flat();
}
