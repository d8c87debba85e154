import { commonFile, type Contract } from '../../contract/read';
import {
	apisBy,
	freeNames,
	idNames,
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

/** contract/generated/operations.ts: what the client, the nodes and the simulator have to know of the contract. */
export function printTable(contract: Contract): string {
	const { 'x-error': error, components } = contract[commonFile];
	return `${codeBanner}
/** How a list is read: \`position\` is the parameter for the rows to pass over, or for the number of the page. */
export interface Paging {
	style: 'none' | 'offset' | 'page';
	size: string;
	position: string;
	first?: number;
	largest: number;
	rows: string;
	total: string;
}

export interface Operation {
	api: keyof typeof apiNames;
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	/** Names of query parameters that go over the wire under another one. */
	query?: Record<string, string>;
	/** Where the list is read in another way than the other lists of its API. */
	paging?: Paging;
	/** The most elements of the body; false where it is one element. */
	arrays?: number | false;
	/** The call that does one element, and where its path takes ids from. */
	single?: { operation: string } & Record<string, string>;
	/** Of a PUT that replaces: the call that reads what is there, and the properties that the body takes. */
	replace?: { read: string; properties: string[] };
	/** True for a DELETE that leaves what it was sent for to be read. */
	keepsRow?: true;
	/** How the list tells what changed. */
	feed?: { from: string; sort: Record<string, string>; changed: string; overlapMinutes: number };
	/** The schema of the rows of a list, by its name in \`needed\`. */
	rows?: string;
	/** The schema of what is answered otherwise, one or an array of them. */
	row?: string;
	/** Properties of the body that take an id as a number. */
	integers?: string[];
}

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

/** Properties that hold ids. */
export const idNames: string[] = ${literal(idNames(contract))};

/** Properties whose own names the customer makes up. */
export const freeNames: string[] = ${literal(freeNames(contract))};

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
