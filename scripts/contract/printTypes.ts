import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { clientContract } from '../../contract/merge';
import { listOperations, nameOfRef, type Contract } from '../../contract/read';
import { isListed, rowOf } from '../../contract/table';

/** What is said at the top of each generated file of code. */
export const codeBanner = '// Generated from the files of contract/ by `npm run contract`; do not edit.\n';

/** contract/generated/types.ts: the types of all operations, and of the rows of those that list some. */
export async function printTypes(contract: Contract): Promise<string> {
	const nodes = await openapiTS(clientContract(contract) as OpenAPI3, {
		alphabetize: false,
		defaultNonNullable: false,
	});
	const named = nodes.filter((node) => 'name' in node);
	const kept = named.filter(({ name }) =>
		['components', 'operations'].includes((name as { text: string }).text),
	);
	const rows = listOperations(contract)
		.filter((operation) => isListed(contract, operation))
		.map((operation) => {
			const { $ref = '' } = rowOf(contract, operation) ?? {};
			return `    ${operation.operationId}: components["schemas"]["${nameOfRef($ref)}"];\n`;
		});
	return `${codeBanner}${astToString(kept)}
/** A row of each list. */
export interface rows {\n${rows.join('')}}
`;
}
