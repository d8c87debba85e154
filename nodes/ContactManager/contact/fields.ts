import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type {
	FieldType,
	ILoadOptionsFunctions,
	INodeProperties,
	INodePropertyOptions,
	ResourceMapperFields,
	ResourceMapperTypeOptions,
} from 'n8n-workflow';

import { nameOrId } from '../../shared/lists/choices';
import { chosenId, openForEditor } from '../../shared/lists/editor';
import { fieldsOf, type Field } from '../field/fieldsOf';
import { contactIdField } from '../matching/matcher';

/** Not the mapper's own notice, which the editor goes on showing when a base is chosen while it maps automatically. */
const chooseBase: INodeProperties = {
	displayName: 'Choose a base to see its fields',
	name: 'chooseBase',
	type: 'notice',
	default: '',
	displayOptions: { show: { base: [''] } },
};

/** The mapper of a base's own fields. */
export function fieldsMapper(
	options: Pick<ResourceMapperTypeOptions, 'mode' | 'matchingFieldsLabels' | 'valuesLabel'>,
): INodeProperties[] {
	const mapper: INodeProperties = {
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
				hideNoDataError: true,
				...options,
			},
		},
	};
	return [chooseBase, mapper];
}

/** The choice of one field of the base. */
export const fieldChoice = nameOrId('Field', 'name', 'getFieldOptions', '', ['base.value']);

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

/** The fields of the chosen base, as the mapper shows them, or a notice that says why there are none. */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await fieldsOfChosenBase(this).then(
		(fields) => toMapperFields(fields, this),
		(error: unknown) => {
			const schema = this.getCurrentNodeParameter('fields.schema');
			// The editor drops the mapping of a node when it gets a list without its fields.
			const isMapped = Array.isArray(schema) && schema.length > 0;
			if (isMapped || !(error instanceof NodeApiError || error instanceof NodeOperationError)) throw error;
			const { message, description } = error;
			const text = [`Couldn't load the fields. ${message}.`, description].filter(Boolean).join(' ');
			return { fields: [], emptyFieldsNotice: text };
		},
	);
}

function toMapperFields(fields: Field[], context: ILoadOptionsFunctions): ResourceMapperFields {
	const operation = context.getCurrentNodeParameter('operation');
	const firstEmail = fields.find(({ data_type }) => data_type === 'email');
	const matchesId =
		operation === 'upsert' && fields.length > 0 && !fields.some(({ name }) => name === contactIdField.name);
	return {
		fields: [...fields, ...(matchesId ? [contactIdField] : [])].map((field) => ({
			id: field.name,
			displayName: field.label,
			required: operation === 'create' && field.required,
			// The editor shows what it is to match on before all other fields.
			defaultMatch: operation === 'upsert' && field === firstEmail,
			canBeUsedToMatch: ['string', 'phone', 'email', 'number'].includes(field.data_type),
			display: true,
			type: inputTypes[field.data_type] ?? 'string',
			options:
				field.data_type === 'boolean' ? yesOrNo : field.values?.map((value) => ({ name: value, value })),
		})),
		...(fields.length === 0 && chosenId(context, 'base') && { emptyFieldsNotice: 'The base has no fields' }),
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
