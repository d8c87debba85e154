import { apiNames, operations } from '../../contract/generated/operations';
import { verbs, type Contract } from '../../contract/read';
import type { NodeUses } from '../../test/rights/use';
import { banner, call, chapters, table } from './docs';
import { apiRequest, needsOf, type Needs } from './rights';

/** docs/rights.md: the rights that a token needs for each operation of a node, each event of a trigger, and each call. */
export function printRights(contract: Contract, uses: NodeUses[]): string {
	const ofNodes = uses.map((ofNode) => {
		const rows = needsOf(ofNode).map(({ name, always, sometimes }) => [
			name,
			always.join('<br>'),
			[...byRight(sometimes)].map(([right, cases]) => `${right}: ${cases.join('; ')}`).join('<br>'),
		]);
		const { displayName, group } = ofNode.node.description;
		const head = group.includes('trigger') ? 'Event' : 'Operation';
		return `\n## ${displayName}\n\n${table([head, 'Always', 'In some cases'], rows)}`;
	});
	return `${banner}# The rights a token needs

In Kiamo, under **Development > API tokens**, a token gets its APIs and, for each request type (GET, POST, PUT, DELETE),
the right to use it. Give it the rights of what you use, and no others. A missing right shows as 401 or 403.

An operation needs what is listed under *Always*, and what is under *In some cases* only in the cases named there. *Optional*:
without it, the operation does the same and returns less. Instead of choosing from a list in the panel, you can enter IDs.
${ofNodes.join('')}
## Every call
${chapters(
	contract,
	['Call', 'Right', 'Request'],
	(operation) => [operation.operationId, `${operation.verb} on ${operation.api.name}`, call(operation)],
	'###',
)}`;
}

/** The cases of each right, in words. */
function byRight(sometimes: Needs['sometimes']): Map<string, string[]> {
	const cases = new Map<string, string[]>();
	for (const { right, when, isOptional } of sometimes)
		cases.set(right, [...(cases.get(right) ?? []), isOptional ? `${when} (optional)` : when]);
	return cases;
}

/** The words of the table of the credential's page beside what the panel shows, in the language of the page. */
const words = {
	en: { head: ['Node', 'API'], besides: 'Also needed', on: 'on', colon: ':', cases: {} },
	fr: {
		head: ['Nœud', 'API'],
		besides: 'Aussi nécessaire',
		on: 'sur',
		colon: '\u00a0:',
		cases: {
			'for the lists of the panel': 'pour les listes du panneau',
			'for Add Names (optional)': 'pour Add Names (facultatif)',
			'for A Group': 'pour A Group',
			'; ': '\u00a0; ',
		},
	},
};
export type Language = keyof typeof words;

/** The table of the credential's page: who writes with which right on the API of the node, and what needs a right on another. */
export function printRightsInShort(uses: NodeUses[], language: Language): string {
	const { head, besides, on, colon, cases } = words[language];
	const inLanguage = (text: string) =>
		Object.entries(cases).reduce((said, [english, own]) => said.replaceAll(english, own), text);
	const rows = uses.map((ofNode) => {
		const needs = needsOf(ofNode).filter(({ resource }) => resource !== apiRequest);
		const api = apiNames[operations[Object.values(ofNode.uses)[0][0].calls[0]].api];
		const own = verbs.map((verb) => `${verb.toUpperCase()} on ${api}`);
		const [, ...writing] = own.map((right) => namesOf(needs.filter((each) => has(each, right))));
		const rights = needs.flatMap(({ always, sometimes }) => [
			...always,
			...sometimes.map(({ right }) => right),
		]);
		const others = [...new Set(rights)]
			.filter((right) => !own.includes(right))
			.map((right) => `${right.replace(' on ', ` ${on} `)}${colon} ${inLanguage(whatNeeds(needs, right))}`);
		return [ofNode.node.description.displayName, api, '✓', ...writing, others.join('<br>')];
	});
	return table([...head, ...verbs.map((verb) => verb.toUpperCase()), besides], rows);
}

const has = ({ always, sometimes }: Needs, right: string) =>
	always.includes(right) || sometimes.some((need) => need.right === right);

/** The operations that need a right always, and the cases of the others. */
function whatNeeds(needs: Needs[], right: string): string {
	const always = namesOf(needs.filter((each) => each.always.includes(right)));
	const cases = needs.flatMap(({ sometimes }) => byRight(sometimes).get(right) ?? []);
	return [...new Set([always, ...cases])].filter(Boolean).join('; ');
}

/** `Agent: Create, Delete; State: Set`. */
function namesOf(needs: Needs[]): string {
	const byResource = new Map<string, string[]>();
	for (const { name } of needs) {
		const [operation, ...resource] = name.split(': ').reverse();
		const title = resource.map((each) => `${each}: `).join('');
		byResource.set(title, [...(byResource.get(title) ?? []), operation]);
	}
	return [...byResource].map(([title, names]) => `${title}${names.join(', ')}`).join('; ');
}
