import type { OdooFields, OdooRecord, OdooValue } from './model';
import { invalid, refuse } from './refusals';

interface Condition {
	field: string;
	operator: string;
	value: unknown;
}

const operators = ['=', '!=', '>', '<', '>=', '<=', 'in', 'not in', 'like'];

/** Conditions that all have to hold. Page: odoo.com/documentation/19.0/developer/reference/backend/orm.html, "Search domains" */
export function readDomain(domain: unknown, fields: OdooFields): Condition[] {
	if (!Array.isArray(domain)) throw invalid('domain is a list');
	return domain.map((part: unknown) => {
		if (!Array.isArray(part) || part.length !== 3)
			throw invalid(`Invalid domain term ${JSON.stringify(part)}`);
		const [field, operator, value] = part as [unknown, unknown, unknown];
		if (typeof field !== 'string' || !(field in fields))
			throw refuse(500, 'builtins.ValueError', `Invalid field ${String(field)} in a domain`);
		if (typeof operator !== 'string' || !operators.includes(operator))
			throw invalid(`Invalid operator ${String(operator)}`);
		if (operator.endsWith('in') !== Array.isArray(value))
			throw invalid(`${operator} and its value do not fit`);
		if (fields[field] === 'boolean' && typeof value !== 'boolean') throw invalid(`${field} is true or false`);
		return { field, operator, value };
	});
}

export function meets(row: OdooRecord, { field, operator, value }: Condition): boolean {
	const own: OdooValue = field === 'id' ? Number(row.id) : row[field];
	if (Array.isArray(own)) {
		const wanted = Array.isArray(value) ? value : [value];
		const isThere = own.some((one) => wanted.map(Number).includes(one));
		return ['=', 'in', 'like'].includes(operator) ? isThere : !isThere;
	}
	switch (operator) {
		case '=':
			return own === value;
		case '!=':
			return own !== value;
		case 'in':
			return (value as unknown[]).includes(own);
		case 'not in':
			return !(value as unknown[]).includes(own);
		case 'like':
			return own !== false && String(own).includes(String(value));
		default:
			return own !== false && compares(String(own), operator, String(value));
	}
}

function compares(own: string, operator: string, value: string): boolean {
	if (operator.startsWith('>')) return own > value || (operator === '>=' && own === value);
	return own < value || (operator === '<=' && own === value);
}
