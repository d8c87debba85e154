import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { clientContract, mergeContract, pathByApi } from '../../contract/merge';
import { listOperations, nameOfRef, type Contract } from '../../contract/read';
import { isListed, rowOf } from '../../contract/table';
import { ownContract } from '../../simulator/ownContract';

/** What is said at the top of each generated file of code. */
export const codeBanner = '// Generated from the files of contract/ by `npm run contract`; do not edit.\n';

/** contract/generated/types.ts: all operations as the client sees them, and the rows of those that list some. */
export async function printTypes(contract: Contract): Promise<string> {
	const rows = listOperations(contract)
		.filter((operation) => isListed(contract, operation))
		.map((operation) => {
			const { $ref = '' } = rowOf(contract, operation) ?? {};
			return `    ${operation.operationId}: components["schemas"]["${nameOfRef($ref)}"];\n`;
		});
	const feeds = listOperations(contract).flatMap(({ operationId, 'x-feed': feed }) =>
		feed ? [`"${operationId}"`] : [],
	);
	return `${await print(clientContract(contract))}
/** The lists that tell what changed. */
export type feeds = ${feeds.join(' | ')};
/** A row of each list. */
export interface rows {\n${rows.join('')}}
`;
}

/** contract/generated/wire.ts: all operations as the handlers of the simulator see them. */
export const printWireTypes = async (contract: Contract): Promise<string> =>
	await print(mergeContract(ownContract(contract), { pathOf: pathByApi }));

async function print(document: object): Promise<string> {
	const nodes = await openapiTS(document as OpenAPI3, {
		alphabetize: false,
		defaultNonNullable: false,
	});
	const named = nodes.filter((node) => 'name' in node);
	const kept = named.filter(({ name }) =>
		['components', 'operations'].includes((name as { text: string }).text),
	);
	return `${codeBanner}${astToString(kept)}`;
}
