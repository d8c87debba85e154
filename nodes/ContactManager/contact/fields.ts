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

/** The fields of the chosen base, as the mapper shows them. */
export async function getContactFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const fields = await fieldsOfChosenBase(this);
	const operation = this.getCurrentNodeParameter('operation');
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
		// Without it, a node that was just added shows that no fields were found, in red.
		emptyFieldsNotice: 'Choose a base to see its fields',
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
