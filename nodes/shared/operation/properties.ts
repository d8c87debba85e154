import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import {
	defaultConcurrency,
	defaultTimeoutSeconds,
	maxConcurrency,
	maxTimeoutSeconds,
} from '../transport/connection';
import { wholeNumber } from '../values/numbers';
import type { Resource, Run } from './operation';

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { returnAll: [false] } },
	default: 50,
	description: 'Max number of results to return',
};

/** Return All and Limit, as every Get Many has them. */
export const returnAllOrLimit: INodeProperties[] = [returnAll, limit];

/** The same where rows are long: as a tool of an AI agent, which pays for each of them, the node returns fewer at first. */
export const returnAllOrLimitOfLongRows: INodeProperties[] = [
	returnAll,
	{ ...limit, displayOptions: { show: { returnAll: [false], '@tool': [false] } } },
	{ ...limit, default: 20, displayOptions: { show: { returnAll: [false], '@tool': [true] } } },
];

/** The switch between a flat form of what Kiamo answers and its own. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The number of rows that a Get Many asks for at an item; Infinity for Return All. */
export function readLimit({ read }: Run, itemIndex: number): number {
	return read('returnAll', itemIndex, false) ? Infinity : wholeNumber('Limit', read('limit', itemIndex, 50));
}

const collection =
	(displayName: string, name: string, placeholder: string) =>
	(options: INodeProperties[]): INodeProperties => ({
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: options.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
	});

/** The collection of an operation's options, in alphabetical order. */
export const optionsOf = collection('Options', 'options', 'Add option');

/** The collection of the filters of a Get Many, in alphabetical order. */
export const filtersOf = collection('Filters', 'filters', 'Add filter');

/** How requests are sent, for every operation of a node. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: maxConcurrency },
			default: defaultConcurrency,
			description: 'How many requests are sent to Kiamo at the same time',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: maxTimeoutSeconds },
			default: defaultTimeoutSeconds,
			description: 'How long to wait for a complete response from Kiamo before giving up',
		},
	],
};

/**
 * The properties of an action node: the choices of a resource and of an operation, in alphabetical order, the parameters
 * of each operation, shown for that operation only, and Request Options.
 */
export function nodeProperties(resources: Resource[], defaultResource: string): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(resources).map(({ name, value }) => ({ name, value })),
			default: defaultResource,
		},
		...resources.map(operationChoice),
		...resources.flatMap((resource) =>
			resource.operations.flatMap(({ value, properties }) =>
				updateDisplayOptions({ show: { resource: [resource.value], operation: [value] } }, properties),
			),
		),
		requestOptions,
	];
}

function operationChoice({
	value,
	operations,
	default: { value: defaultOperation },
}: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: byName(operations).map(({ name, value, description, action }) => ({
			name,
			value,
			description,
			action,
		})),
		default: defaultOperation,
	};
}

function byName<Named extends { name: string }>(named: Named[]): Named[] {
	return named.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** The subtitle of an action node on the canvas, in the words of its lists: `Create or Update: Contact`. */
export function operationSubtitle(resources: Resource[]): string {
	const words = Object.fromEntries(
		resources.flatMap((resource) =>
			resource.operations.map(({ name, value }) => [
				`${resource.value}.${value}`,
				`${name}: ${resource.name}`,
			]),
		),
	);
	return `={{ (${JSON.stringify(words)})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}
