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

/** What is above each printed page. */
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

${printEvidence(contract)}

Each call says what it rests on: **documented** by the vendor, **observed** in public client code of earlier versions, or
**assumed** by this project. When a call differs on your server, use the
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

/** The public address of the vendor's reference (documented: the collection names it). */
const reference = 'https://apiv3.developer.mykiamo.com';

/** How much of the contract rests on what, in two sentences with numbers. */
export function printEvidence(contract: Contract, language: 'en' | 'fr' = 'en'): string {
	const operations = listOperations(contract);
	const count = (kind: string) =>
		operations.filter(({ 'x-evidence': evidence = 'assumed' }) => evidence === kind).length;
	const [all, documented, observed, assumed] = [
		operations.length,
		...['documented', 'observed', 'assumed'].map(count),
	];
	return language === 'fr'
		? `La référence de l’API v3 de l’éditeur est publique, à l’adresse <${reference}>, mais personne dans ce projet n’a pu la lire. Sur les ${all} appels de ce paquet, documentés\u00a0: ${documented}\u00a0; observés dans du code client public de versions antérieures\u00a0: ${observed}\u00a0; supposés\u00a0: ${assumed}.`
		: `The vendor's reference of API v3 is public at <${reference}>, but nobody in this project has been able to read it. So ${documented} of the ${all} calls of this package ${documented === 1 ? 'is' : 'are'} documented, ${observed} are observed in public client code of earlier versions, and ${assumed} are assumed.`;
}

/** The assumptions that can lose or duplicate records: what would happen, what protects against it, and how to see it. */
const mostImportant = [
	[
		'**Paging**: `limit` and `offset` page through a list whose order is stable',
		'A list is read in part: *Create or Update* would create contacts that exist, a trigger would miss rows',
		'A total is a hint only. A list is complete when its end is proven; otherwise *Create or Update* stops before it writes',
		'*Check Compatibility*: `paging` is `proven`. Get Many with Return All gives as many as Kiamo shows',
	],
	[
		'**PUT**: an update changes the fields it is given and leaves the others',
		'An update of one field empties all others',
		'The first update of a run goes alone and is compared with what was read. What it emptied is written back, and the run stops',
		'On a test base, update one field of a contact: the others are as before',
	],
	[
		'**Arrays**: a body of up to 100 elements is taken or refused as a whole',
		'Part of a refused array is written, and written again',
		'A refused array is split down to single calls, and a creation is sent again only when Kiamo surely did nothing',
		'On a test base, create two contacts of which one has an invalid email: one is created, one fails',
	],
	[
		'**Feed**: `updated_from` with `sort=updated_at` lists what changed, late rows within two minutes',
		'A trigger misses changes, or emits them again',
		'Each poll reads again what is within **Lookback Window**, and compares by version. Each item has an `eventId`',
		'*Check Compatibility*: no difference about `updated_from`. Change a contact: the trigger emits it once',
	],
	[
		'**Filters**: `filter[FIELD]` finds the contacts with exactly this value, `q` those that hold a text',
		'*Create or Update* does not find a contact and creates a second one',
		'What a filter promises is checked on the rows; a small base is read whole instead',
		'On a test base, run *Create or Update* of two contacts twice: the second time both are `unchanged`',
	],
];

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

${printEvidence(contract)} This page lists what the package assumes.
[Check your server](check-your-server.md) compares it with your Kiamo in five minutes. When something differs, use the
**API Request** resource of the node, and tell us. With the vendor's Postman collection, all of it can be compared at once:
see [The day you have the vendor's collection](vendor-collection.md).

## What can lose or duplicate records

Of all assumptions, these five matter most. The package guards itself against each being wrong.

${table(['Assumption', 'If it is wrong', 'How the package guards itself', 'How to check it'], mostImportant)}
## Every call

Its address is that of the server with ${bases}, unless the credential gives an API an address of its own.

${conventions}

When it is refused: ${responses?.Refused.description}
A page of a list holds the rows in \`data\` and, where the server counts them, their number in \`total\`. \`?\` marks what may
be missing.
${parts.join('')}`;
}
