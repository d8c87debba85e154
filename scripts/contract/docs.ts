import {
	answerOf,
	bodyOf,
	commonFile,
	listApis,
	listOperations,
	listSchemas,
	queryOf,
	type Contract,
	type Operation,
} from '../../contract/read';
import { fieldsInWords, inWords } from './words';

/** What stands above each printed page. */
export const banner = '<!-- Generated from the files of contract/ by `npm run contract`; do not edit. -->\n';
/** ``GET `/bases` ``. */
export const call = ({ verb, path }: Operation) => `${verb} \`${path}\``;

/** A table in Markdown, without the columns that are empty in each row. */
export function table(head: string[], rows: string[][]): string {
	const used = head.map((_, column) => rows.some((row) => row[column]));
	return [head, head.map(() => '---'), ...rows]
		.map((row) => row.filter((_, column) => used[column]))
		.map((row) =>
			row.map((cell) =>
				cell
					.trim()
					.replace(/\s*\n\s*/g, ' ')
					.replaceAll('|', '\\|'),
			),
		)
		.map((row) => `| ${row.join(' | ')} |\n`)
		.join('');
}

/** A chapter for each API with a table of its operations. */
export const chapters = (
	contract: Contract,
	head: string[],
	rowOf: (operation: Operation) => string[],
	heading = '##',
) =>
	listApis(contract)
		.map(({ name }) => ({ name, own: listOperations(contract).filter(({ api }) => api.name === name) }))
		.map(({ name, own }) => `\n${heading} ${name}\n\n${table(head, own.map(rowOf))}`)
		.join('');

/** docs/calls.md: each call of the contract, and what it rests on. */
export const printCalls = (contract: Contract): string => `${banner}# The calls this package makes

Kiamo's reference of API v3 is not public, so each call says what it rests on: **documented** by the vendor, **observed**
in public client code of earlier versions, or **assumed** by this project. When a call differs on your server, use the
**API Request** resource of the node, and tell us.
${chapters(contract, ['Operation', 'Call', 'What it does', 'Evidence'], (operation) => [
	operation.operationId,
	call(operation),
	operation.summary,
	[operation['x-evidence'], operation['x-source']].filter(Boolean).join(': '),
])}`;

const kinds = {
	documented: 'Said by the vendor.',
	observed: 'Seen in public client code of earlier versions of the API; version 3 may differ.',
	assumed: 'Our own best guess. Nothing of this is certain before somebody has checked it on a Kiamo server.',
};

/** docs/assumptions.md: what is documented, observed and assumed, in words that can be checked against a server. */
export function printAssumptions(contract: Contract): string {
	const {
		info,
		components: { securitySchemes, responses },
	} = contract[commonFile];
	const { token } = securitySchemes;
	const bases = [...new Set(listApis(contract).map(({ base }) => `\`${base}\``))].join(' or ');
	const conventions = info.description.trim().split('\n\n').at(-1);
	const operations = listOperations(contract);
	const parameters = new Map(
		operations
			.flatMap((operation) => queryOf(contract, operation))
			.map((parameter) => [`${parameter.name} ${parameter.description}`, parameter]),
	);
	const parts = Object.entries(kinds).map(([kind, meaning]) => {
		const is = (evidence: string | undefined) => (evidence ?? 'assumed') === kind;
		const tables = {
			Calls: table(
				['Call', 'API', 'What it does', 'Asks with', 'Sends', 'Answers', 'Rests on'],
				operations
					.filter((operation) => is(operation['x-evidence']))
					.map((operation) => [
						call(operation),
						operation.api.name,
						[operation.summary, operation.description].filter(Boolean).join('. '),
						queryOf(contract, operation)
							.map(({ name }) => `\`${name}\``)
							.join(' '),
						inWords(bodyOf(operation)),
						inWords(answerOf(operation)),
						operation['x-source'] ?? '',
					]),
			),
			Parameters: table(
				['Parameter', 'What it asks for', 'Value', 'Rests on'],
				[...parameters.values()]
					.filter((parameter) => is(parameter['x-evidence']))
					.map(({ name, description = '', schema, 'x-source': source = '' }) => [
						`\`${name}\``,
						description,
						inWords(schema),
						source,
					]),
			),
			Data: table(
				['Name', 'What it is', 'Fields or value', 'Rests on'],
				Object.entries(listSchemas(contract))
					.filter(([name, schema]) => is(schema['x-evidence']) && !name.endsWith('List'))
					.map(([name, schema]) => [
						name,
						schema.description ?? '',
						fieldsInWords(schema),
						schema['x-source'] ?? '',
					]),
			),
		};
		const filled = Object.entries(tables).filter(([, text]) => text.split('\n').length > 3);
		const all =
			kind === token['x-evidence']
				? ` Every call carries the header \`${token.name}\`: ${token.description}`
				: '\n';
		return `\n## ${kind[0].toUpperCase()}${kind.slice(1)}\n\n${meaning}${all}${filled.map(([name, text]) => `\n### ${name}\n\n${text}`).join('')}`;
	});
	return `${banner}# What this package assumes

Kiamo's reference of API v3 is not public. This page says what the package takes for true, so that who has a Kiamo server
can check it: send a call with a token of your own, and compare what it answers with the line here. When something
differs, use the **API Request** resource of the node, and tell us. Whoever has the vendor's Postman collection can
compare all of it at once: \`npm run contract:diff -- FILE\`.

## Every call

Its address is that of the server with ${bases}, unless the credential gives an API an address of its own.

${conventions}

When it is refused: ${responses?.Refused.description}
A page of a list holds the rows in \`data\` and, where the server counts them, their number in \`total\`. \`?\` marks what may
be missing.
${parts.join('')}`;
}
