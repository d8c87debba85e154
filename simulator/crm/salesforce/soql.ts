import { CrmRefusal } from '../app';
import type { SalesforceRecord } from './records';

/** Salesforce's error body. Page: REST API Developer Guide, "Status Codes and Error Responses" */
export const refuse = (status: number, errorCode: string, message: string) =>
	new CrmRefusal(status, [{ message, errorCode }]);
const malformed = (message: string) => refuse(400, 'MALFORMED_QUERY', message);

/** A query that the emulator understands: conditions are joined by OR of ANDs, without parentheses. */
export interface Soql {
	fields: string[];
	from: string;
	any: Condition[][];
	order?: string;
	limit: number;
}

interface Condition {
	field: string;
	operator: string;
	values: Array<string | number | boolean | null>;
}

const shape =
	/^SELECT\s+(?<fields>[\w,\s]+?)\s+FROM\s+(?<from>\w+)(?:\s+WHERE\s+(?<where>.+?))?(?:\s+ORDER BY\s+(?<order>\w+)(?:\s+ASC)?)?(?:\s+LIMIT\s+(?<limit>\d+))?$/is;

/** Reads a query. Page: SOQL and SOSL Reference, "SOQL SELECT Syntax" */
export function readSoql(text: string): Soql {
	const { fields, from, where, order, limit } = shape.exec(text.trim())?.groups ?? {};
	if (!fields) throw malformed(`unexpected token in: ${text}`);
	const any = where
		? where.split(/\s+OR\s+/i).map((part) => part.split(/\s+AND\s+/i).map(readCondition))
		: [[]];
	return {
		fields: fields.split(',').map((name) => name.trim()),
		from,
		any,
		order,
		limit: limit ? Number(limit) : Infinity,
	};
}

function readCondition(text: string): Condition {
	const [, field, operator, list] = /^\(?(\w+)\s*(>=|<=|!=|=|>|<|\s+IN\s+)\s*(.+?)$/i.exec(text.trim()) ?? [];
	if (!field) throw malformed(`unexpected token: ${text}`);
	const isList = /^\s*in\s*$/i.test(operator);
	const parts = isList ? list.replace(/^\(|\)$/g, '').split(/,\s*(?=')/) : [list];
	return { field, operator: isList ? 'IN' : operator, values: parts.map(readValue) };
}

/** Texts are in quotes, times are not. Page: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE" */
function readValue(text: string): string | number | boolean | null {
	const trimmed = text.trim();
	const quoted = /^'((?:[^'\\]|\\.)*)'$/.exec(trimmed)?.[1];
	if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
	if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(trimmed)) return Date.parse(trimmed);
	if (trimmed === 'null') return null;
	if (/^(true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
	throw malformed(`unexpected token: ${trimmed}`);
}

const isTime = (field: string) => /Date$|Modstamp$/.test(field);

/** Whether a record meets the conditions of a query. */
export function meets(record: SalesforceRecord, { any }: Soql): boolean {
	return any.some((all) => all.every((condition) => holds(record, condition)));
}

function holds(record: SalesforceRecord, { field, operator, values }: Condition): boolean {
	const raw = record[field] ?? null;
	const own =
		isTime(field) && typeof raw === 'string'
			? Date.parse(raw)
			: typeof raw === 'string'
				? raw.toLowerCase()
				: raw;
	const others = values.map((value) => (typeof value === 'string' ? value.toLowerCase() : value));
	if (isTime(field) && others.some((value) => typeof value === 'string'))
		throw refuse(
			400,
			'INVALID_FIELD',
			`value of filter criterion for field '${field}' must be of type dateTime and should not be enclosed in quotes`,
		);
	if (operator === 'IN' || operator === '=') return others.includes(own);
	if (operator === '!=') return !others.includes(own);
	const [other] = others;
	if (own === null || other === null) return false;
	if (operator === '>=') return own >= other;
	if (operator === '<=') return own <= other;
	return operator === '>' ? own > other : own < other;
}
