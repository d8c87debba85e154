import type {
	FieldType,
	ILoadOptionsFunctions,
	INodeProperties,
	INodePropertyOptions,
	ResourceMapperFields,
	ResourceMapperTypeOptions,
} from 'n8n-workflow';

import { chosenId, openForEditor } from '../../shared/editor';
import type { Run } from '../../shared/operation/operation';
import { fieldsOf, type Field } from '../field/fieldsOf';
import { isPhone, type Matcher } from './sync/matcher';
import { foldText, toFieldValue, type FieldValues } from './sync/values';

/** The mapper of a base's own fields. */
export function fieldsMapper(
	options: Pick<ResourceMapperTypeOptions, 'mode' | 'matchingFieldsLabels'>,
): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['base.value'],
			resourceMapper: {
				resourceMapperMethod: 'getContactFields',
				fieldWords: { singular: 'field', plural: 'fields' },
				multiKeyMatch: true,
				supportAutoMap: true,
				...options,
			},
		},
	};
}

/** The choice of one field of the base. */
export const fieldChoice: INodeProperties = {
	displayName: 'Field Name or ID',
	name: 'name',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFieldOptions', loadOptionsDependsOn: ['base.value'] },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** The collection of an operation's options. */
export function optionsOf(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}

/** Empties fields, which a blank value does not. */
export const clearTheseFields: INodeProperties = {
	displayName: 'Clear These Fields',
	name: 'clearFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'Fields to empty in Kiamo where the item has no value for them. Other fields without a value stay as they are.',
	options: [{ displayName: 'Field', name: 'field', values: [fieldChoice] }],
};

/** How telephone numbers are written, for every operation that writes contacts. */
export const phoneOptions: INodeProperties[] = [
	{
		displayName: 'Invalid Phone Numbers',
		name: 'badPhone',
		type: 'options',
		default: 'asGiven',
		description: 'What to do with a text in a phone field that cannot be a phone number',
		options: [
			{ name: 'Refuse the Item', value: 'refuse' },
			{ name: 'Write as Given', value: 'asGiven' },
		],
	},
	{
		displayName: 'Write Phone Numbers',
		name: 'phoneFormat',
		type: 'options',
		default: 'asGiven',
		description: 'How to write phone numbers in Kiamo. A number that is there already stays as it is.',
		options: [
			{ name: 'As Given', value: 'asGiven' },
			{ name: 'E.164 (+33612345678)', value: 'e164' },
		],
	},
];

export interface WriteOptions {
	clearFields?: { field?: Array<{ name: string }> };
	badPhone?: 'asGiven' | 'refuse';
	phoneFormat?: 'asGiven' | 'e164';
}

const inputTypes: Partial<Record<Field['data_type'], FieldType>> = {
	number: 'number',
	date: 'dateTime',
	datetime: 'dateTime',
	list: 'options',
	// As a switch, a field that is left alone would be written as false.
	boolean: 'options',
};
const yesOrNo: INodePropertyOptions[] = [
	{ name: 'Yes', value: true },
	{ name: 'No', value: false },
];

/** The fields of the chosen base, as the mapper shows them. */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const fields = await fieldsOfChosenBase(this);
	const creates = this.getCurrentNodeParameter('operation') === 'create';
	const firstEmail = fields.find(({ data_type }) => data_type === 'email');
	return {
		fields: fields.map((field) => ({
			id: field.name,
			displayName: field.label,
			required: creates && field.required,
			defaultMatch: field === firstEmail,
			canBeUsedToMatch: ['string', 'phone', 'email', 'number'].includes(field.data_type),
			display: true,
			type: inputTypes[field.data_type] ?? 'string',
			options:
				field.data_type === 'boolean' ? yesOrNo : field.values?.map((value) => ({ name: value, value })),
		})),
	};
}

/** The fields of the chosen base, for drop-downs. */
export async function getFieldOptions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const fields = await fieldsOfChosenBase(this);
	return fields.map(({ name, label }) => ({ name: label, value: name, description: name }));
}

async function fieldsOfChosenBase(context: ILoadOptionsFunctions): Promise<Field[]> {
	const baseId = chosenId(context, 'base');
	return baseId ? await fieldsOf(await openForEditor(context), baseId) : [];
}

/**
 * Reads what an item gives for the fields of the base; blank values are left out. Keys of an auto-mapped item that are no
 * fields are added to `dropped`. Throws a RangeError, with a sentence for the user, for a value that a field cannot take.
 */
export function readFields(
	{ read, readRecord, context }: Run,
	itemIndex: number,
	{ fields, phone }: Pick<Matcher, 'fields' | 'phone'>,
	options: WriteOptions,
	dropped: Set<string>,
): FieldValues {
	const isAutoMapped = read('fields.mappingMode', itemIndex) === 'autoMapInputData';
	const source = isAutoMapped
		? context.getInputData()[itemIndex].json
		: readRecord('fields.value', itemIndex);
	const values: FieldValues = {};
	for (const [name, given] of Object.entries(source ?? {})) {
		const field = fields.get(name);
		if (!field) {
			if (!isAutoMapped)
				throw new RangeError(`The base has no field "${name}" any more: refresh the list of fields`);
			dropped.add(name);
			continue;
		}
		const value = toFieldValue(field, given, context.getTimezone());
		if (value === undefined) continue;
		values[name] = isPhone(field)
			? writtenPhone(field, String(value), phone(foldText(value)), options)
			: value;
	}
	return values;
}

/** Adds the fields to empty, as null, to what an item gives. */
export function clearFields(values: FieldValues, options: WriteOptions): FieldValues {
	const names = (options.clearFields?.field ?? []).map(({ name }) => name).filter(Boolean);
	return { ...Object.fromEntries(names.map((name) => [name, null])), ...values };
}

/** Tells which keys of auto-mapped items are no fields of the base. */
export function hintAtDropped(run: Run, dropped: Set<string>): void {
	if (dropped.size > 0)
		run.hint(`The base has no field for: ${[...dropped].join(', ')}. These keys were left out.`);
}

function writtenPhone(
	field: Field,
	given: string,
	number: string | undefined,
	options: WriteOptions,
): string {
	if (number === undefined && options.badPhone === 'refuse') {
		throw new RangeError(`"${given}" cannot be a phone number (field "${field.label}")`);
	}
	return options.phoneFormat === 'e164' ? (number ?? given) : given;
}
