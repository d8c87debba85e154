import { basename } from 'node:path';
import { n8n } from '../../package.json';
import { needsOf, rightsOf } from '../../scripts/contract/rights';
import { listsIn } from '../../scripts/panelLists';
import { allUses } from '.';
import { Reach } from './reach';
import type { NodeUses } from './use';

const names = n8n.nodes.map((file) => basename(file, '.node.js'));
const nameOf = ({ node }: NodeUses) =>
	names.find((name) => name.toLowerCase() === node.description.name.toLowerCase()) ?? '';
const reach = new Reach(names);
const callsOf = ({ uses }: NodeUses, ...names: string[]) =>
	names.flatMap((name) => uses[name].flatMap(({ calls }) => calls));

/**
 * One class creates and updates contacts, one module sorts contacts and interactions: the code leads to both, also from an
 * operation that asks it for one of them.
 */
const askedForOne: Record<string, string[] | undefined> = {
	'contact.getAll': ['listInteractions'],
	'contact.getInteractions': ['listInteractions'],
	'interaction.getAll': ['listContacts', 'listContactInteractions'],
	'contact.create': ['updateContact', 'updateContacts'],
	'contact.update': ['createContacts'],
};

it('follows the code from an operation to its calls, through functions, objects and classes', () => {
	expect([...reach.ofOperation('KiamoAgent', 'agent', 'create')].sort()).toEqual([
		'createAgents',
		'listAgents',
	]);
	expect([...reach.ofList('KiamoSupervision', 'searchPauseReasons')]).toEqual(['listPauseReasons']);
	expect([...reach.ofTrigger('KiamoAgentTrigger')].sort()).toEqual([
		'listAgentStates',
		'listAgents',
		'listPauseReasons',
	]);
});

it('has the uses of every node', () => {
	expect(allUses.map(nameOf).sort()).toEqual([...names].sort());
});

describe.each(allUses.map((ofNode) => [ofNode.node.description.displayName, ofNode] as const))(
	'%s',
	(_, ofNode) => {
		const folder = nameOf(ofNode);
		const names = Object.keys(ofNode.uses);
		const lists = Object.keys(ofNode.lists);

		it('has the uses of every operation, event and list, and no others', () => {
			expect(
				needsOf(ofNode)
					.map(({ key }) => key)
					.sort(),
			).toEqual(names.toSorted());
			const shown = new Set(listsIn(ofNode.node.description.properties).map(({ method }) => method));
			expect([...shown].sort()).toEqual(lists.toSorted());
		});

		it('cannot lead to a call for which its uses have no right', () => {
			const isTrigger = ofNode.node.poll !== undefined;
			const reached = isTrigger
				? [[reach.ofTrigger(folder), callsOf(ofNode, ...names)] as const]
				: names.map((name) => {
						const [resource, operation] = name.split('.');
						const found = [...reach.ofOperation(folder, resource, operation)];
						const asked = found.filter((call) => !askedForOne[name]?.includes(call));
						return [asked, callsOf(ofNode, name)] as const;
					});
			const listed = lists.map((method) => [reach.ofList(folder, method), ofNode.lists[method]] as const);
			for (const [found, declared] of [...reached, ...listed]) {
				expect(rightsOf(declared)).toEqual(expect.arrayContaining(rightsOf([...found])));
			}
		});

		it('makes no call that the code does not lead to', () => {
			for (const name of names.filter((one) => !/^(?:apiRequest|server)\./.test(one))) {
				const [resource, operation] = name.split('.');
				const found = operation ? reach.ofOperation(folder, resource, operation) : reach.ofTrigger(folder);
				expect([...found]).toEqual(expect.arrayContaining(callsOf(ofNode, name)));
			}
			for (const method of lists)
				expect([...reach.ofList(folder, method)]).toEqual(expect.arrayContaining(ofNode.lists[method]));
		});
	},
);
