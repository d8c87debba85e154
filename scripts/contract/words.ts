import { nameOfRef, type Schema } from '../../contract/read';

const typeWords: Record<string, string> = {
	array: 'list',
	boolean: 'yes/no',
	integer: 'whole number',
	null: 'nothing',
	object: 'fields',
	string: 'text',
};

/** The name of a schema that `$ref` names; what is a page of a list is named by its rows (`ContactList`: `list of Contact`). */
export function nameOf($ref: string): string {
	return nameOfRef($ref).replace(/^(.+)List$/, 'page of $1');
}

/** A schema in a few words for people who do not read OpenAPI: `whole number, 1 to 10`. */
export function inWords(schema: Schema | undefined): string {
	if (!schema) return '';
	if (schema.$ref) return nameOf(schema.$ref);
	const members = schema.oneOf ?? schema.allOf;
	if (members) return members.map(inWords).join(' or ');
	if (schema.enum) return schema.enum.map(String).join(', ');
	if (schema.items) return `list of ${inWords(schema.items)}`;
	const types = [schema.type ?? []].flat().map((type) => typeWords[type] ?? type);
	const bounds = schema.maximum !== undefined ? `, ${schema.minimum ?? ''} to ${schema.maximum}` : '';
	return types.join(' or ') + bounds;
}

/** The properties of a schema with their types, `?` after what may be missing; its type where it has none. */
export function fieldsInWords(schema: Schema): string {
	const { properties, required = [], additionalProperties } = schema;
	if (properties) {
		return Object.entries(properties)
			.map(([name, property]) => {
				const meaning = property.description ? ` (${property.description})` : '';
				return `\`${name}\`${required.includes(name) ? '' : '?'}: ${inWords(property)}${meaning}`;
			})
			.join('; ');
	}
	return typeof additionalProperties === 'object'
		? `any names, each ${inWords(additionalProperties)}`
		: inWords(schema);
}
