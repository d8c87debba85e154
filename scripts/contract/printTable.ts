import { commonFile, type Contract } from '../../contract/read';
import {
	apisBy,
	freeNames,
	idNames,
	namesByType,
	neededOf,
	optionsOf,
	pagingByApi,
	propertiesOf,
	tableOf,
} from '../../contract/table';
import { codeBanner } from './printTypes';

const literal = (value: unknown) =>
	JSON.stringify(value)
		.replace(/"(\w+)":/g, '$1: ')
		.replace(/,(?=\w+: |"|\{)/g, ', ')
		.replace(/(?<![\w'])"([^"'\\]*)"/g, "'$1'");

const entries = (all: Record<string, unknown>) =>
	Object.entries(all)
		.map(([name, value]) => `\t${name}: ${literal(value)},\n`)
		.join('');

/**
 * contract/generated/operations.ts: what the client, the nodes and the simulator have to know of the contract. `home` leads
 * from its folder to contract/.
 */
export function printTable(contract: Contract, home = '..'): string {
	const { 'x-error': error, 'x-id': idPattern, components } = contract[commonFile];
	return `${codeBanner}
import type { ApiOperation, Paging } from '${home}/operation';

export type { Paging };

export type Operation = ApiOperation<keyof typeof apiNames>;

/** The five APIs, as Kiamo's token page names them. */
export const apiNames = {\n${entries(apisBy(contract, 'name'))}} as const;

/** What follows the address of the server, unless an API has an address of its own. */
export const apiBases = {\n${entries(apisBy(contract, 'base'))}} as const;

/** The header that carries the token. */
export const tokenHeader = ${literal(components.securitySchemes.token.name)};

/** How lists are read. */
export const paging: Record<keyof typeof apiNames, Paging> = {\n${entries(pagingByApi(contract))}};

/** Where the body of an error says what is wrong. */
export const errorBody = ${literal(error)} as const;

/** What an id looks like. */
export const idPattern = ${literal(idPattern)};

/** Properties that hold ids. */
export const idNames: string[] = ${literal(idNames(contract))};

/** Properties whose own names the customer makes up. */
export const freeNames: string[] = ${literal(freeNames(contract))};

/** By type, the names of values in rows; ids and what the customer names are none. */
export const valueTypes: Record<string, string[]> = {\n${entries(namesByType(contract))}};

/** What nothing can be done with a row without, by the name of its schema; the first tells rows apart. */
export const needed: Record<string, string[]> = {\n${entries(neededOf(contract))}};

/** The properties of what flat rows are made of, by the name of its schema. */
export const properties = {\n${entries(propertiesOf(contract, ['Interaction', 'Qualification']))}};

/** The choices of each enum of the contract that people choose from. */
export const choices = {\n${entries(optionsOf(contract))}} satisfies Record<string, Array<{ name: string; value: string; description?: string }>>;

/** What the client has to know of each operation. */
export const operations = {\n${entries(tableOf(contract))}} satisfies Record<string, Operation>;
`;
}
