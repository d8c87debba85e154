import { NodeOperationError } from 'n8n-workflow';
import type { INode, INodeListSearchItems, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { idPattern } from '../../../contract/generated/operations';
import type { Arguments, Kiamo } from '../transport/client';
import { shorten } from '../transport/refusals';
import { rowDoor } from '../transport/door';
import { listPage, listRows, type ListId, type Row } from '../transport/pages';
import type { Run } from '../operation/operation';
import { readList } from '../values/lists';
import { isInexact } from '../values/text';

const rowsPerPage = 100;

/** A parameter that chooses one row of Kiamo: from a list with search, or by its ID. */
export function locator(property: {
	displayName: string;
	name: string;
	description: string;
	searchListMethod: string;
	placeholder: string;
}): INodeProperties {
	const { searchListMethod, placeholder, ...rest } = property;
	return {
		...rest,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder,
				validation: [
					{ type: 'regex', properties: { regex: idPattern, errorMessage: 'Enter an ID as shown in Kiamo' } },
				],
			},
		],
	};
}

/** Whether a text can be an ID of Kiamo. */
export function isId(text: string): boolean {
	return new RegExp(idPattern).test(text);
}

/** Reads the ID that a locator holds at an item. Throws a NodeOperationError when it cannot be one. */
export function readId({ read, kiamo }: Run, name: string, itemIndex: number): string {
	return checkId(kiamo.node, name, read(name, itemIndex, '', { extractValue: true }), itemIndex);
}

/** Checks the ID of a thing. Throws a NodeOperationError when it cannot be one. */
export function checkId(node: INode, name: string, value: unknown, itemIndex?: number): string {
	const id = String(value ?? '').trim();
	if (isId(id) && !isInexact(value)) return id;
	throw new NodeOperationError(
		node,
		id ? `"${shorten(id)}" cannot be the ID of ${withArticle(name)}` : `No ${name} is chosen`,
		{ itemIndex, description: `Choose the ${name} from the list, or enter its ID as shown in Kiamo.` },
	);
}

/** The IDs that a choice of several holds, in any form of a list. Throws for what is no ID. */
export function toIds(node: INode, name: string, value: unknown, itemIndex?: number): string[] {
	return readList(name, value).map((id) => checkId(node, name, id, itemIndex));
}

/** A record as lists offer it: by what names it, else by its ID, and in brackets what tells it from others of that name. */
export function optionOf(id: unknown, names: unknown[], details: unknown[] = []) {
	const value = String(id);
	const name = names.filter(Boolean).join(' ') || value;
	const detail = details.filter(Boolean).join(', ');
	return { name: detail ? `${name} (${detail})` : name, value };
}

/** What a list offers: no ID that could not be given by hand, either. */
const offered = (results: INodeListSearchItems[]) => results.filter(({ value }) => isId(String(value)));

/** The rows of a short list whose name holds the filter, for a locator; Kiamo has no search there, so all are read. */
export async function searchAllRows<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	filter: string | undefined,
	toResult: (row: Row<Id>) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const wanted = fold(filter ?? '');
	const results = offered((await listRows(kiamo, id, args)).map(toResult));
	return { results: results.filter(({ name }) => fold(name).includes(wanted)) };
}

/** `a group`, `an agent`. */
function withArticle(name: string): string {
	return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** Without accents and capitals, as people search. */
export function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** One page of the rows of a locator's list; the token is the offset of the next. */
export async function searchRows<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	paginationToken: string | undefined,
	toResult: (row: Row<Id>) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const page = { offset, size: rowsPerPage };
	const { data, total = Infinity } = await listPage(kiamo, id, { ...args, page });
	const next = offset + data.length;
	const isLast = data.length === 0 || next >= total;
	const rows = rowDoor(kiamo, id, args)(data, data);
	return { results: offered(rows.map(toResult)), paginationToken: isLast ? undefined : String(next) };
}
