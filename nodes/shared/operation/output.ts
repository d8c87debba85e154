import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readList } from '../values/lists';
import type { Run } from './operation';
import { simplify } from './properties';

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	displayOptions: { show: { '@tool': [true] } },
	default: 'simple',
	description: 'How much of each record the AI agent gets',
	options: [
		{ name: 'Simplified', value: 'simple' },
		{ name: 'Raw', value: 'raw' },
		{ name: 'Selected Fields', value: 'fields' },
	],
};

/** How an operation puts out its records. */
export interface Output {
	/** Flat, or as Kiamo has them. */
	isSimple: boolean;
	/** The chosen fields of a flat record and its ID, or all of it. */
	pick(row: IDataObject): IDataObject;
}

/**
 * Simplify for people; for AI agents, which pay for each field, Output with a choice of fields. `choice` says which: the
 * names of the fields, or the method that loads them.
 */
export function outputChoice(choice: string[] | { loadOptionsMethod: string }): INodeProperties[] {
	const fields: INodeProperties = {
		displayName: 'Fields',
		name: 'outputFields',
		type: 'multiOptions',
		displayOptions: { show: { '@tool': [true], output: ['fields'] } },
		default: [],
		description: 'The fields to return in addition to the ID',
		...(Array.isArray(choice)
			? { options: choice.map(toOption).sort((one, other) => one.name.localeCompare(other.name)) }
			: {
					displayName: 'Field Names or IDs',
					description:
						'The fields to return in addition to the ID. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					typeOptions: { ...choice, loadOptionsDependsOn: ['base.value'] },
				}),
	};
	return [{ ...simplify, displayOptions: { show: { '@tool': [false] } } }, output, fields];
}

/** Reads the output that is chosen at an item. `keyOf` is the key of a field in a flat record. */
export function readOutput({ read }: Run, itemIndex: number, keyOf = (field: string) => field): Output {
	const chosen = read<string>('output', itemIndex, '');
	if (chosen !== 'fields') {
		const isSimple = chosen ? chosen === 'simple' : read<boolean>('simplify', itemIndex, true);
		return { isSimple, pick: (row) => row };
	}
	const keys = readList('Fields', read<unknown>('outputFields', itemIndex, [])).map(keyOf);
	const pick = (row: IDataObject) =>
		Object.fromEntries(['id', ...keys].filter((key) => key in row).map((key) => [key, row[key]]));
	return { isSimple: true, pick };
}

/** A flat item: what the node itself says, then the values of a record. Where both have a name, the node's counts. */
export function beside(own: IDataObject, record: IDataObject = {}): IDataObject {
	return { ...own, ...record, ...own };
}

/** `service_id` is read as Service ID. */
function toOption(value: string) {
	const name = value
		.replace(/_/g, ' ')
		.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
		.replace(/\bId\b/g, 'ID');
	return { name, value };
}
