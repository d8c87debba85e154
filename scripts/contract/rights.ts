import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { apiNames, operations, type Operation } from '../../contract/generated/operations';
import type { OperationId } from '../../nodes/shared/transport/client';
import type { NodeUses, Use } from '../../test/rights/use';
import { listsIn } from '../panelLists';

/** An operation of a node, or an event of a trigger, and the rights it needs, in the order of the panel. */
export interface Needs {
	/** `state.getAll`, `created`. */
	key: string;
	/** `State: Get Many`, `Contact Created`. */
	name: string;
	resource?: string;
	always: string[];
	sometimes: Array<{ right: string; when: string; isOptional: boolean }>;
}

const forLists = 'for the lists of the panel';
/** The resource that needs the right of whatever it sends. */
export const apiRequest = 'apiRequest';

function called(call: string, table: Record<string, Operation | undefined>): Operation {
	const operation = table[call];
	if (!operation) throw new Error(`The contract has no operation "${call}", which test/rights names`);
	return operation;
}

/** `GET on Agent`: what the request of a call itself needs. */
function ownRight(call: string, table: Record<string, Operation | undefined>): string {
	const { api, method } = called(call, table);
	return `${method} on ${apiNames[api]}`;
}

/** What a call needs with what it does beside: one that replaces reads first, an array may be single calls. */
function rightsOfCall(call: string, table: Record<string, Operation | undefined>): string[] {
	const { arrays, single, replace } = called(call, table);
	// Where no array goes over the wire, the single call is made in its place.
	const own = single && arrays === false ? [] : [ownRight(call, table)];
	const others = [...(replace ? [replace.read] : []), ...(single ? [single.operation] : [])];
	return [...own, ...others.flatMap((other) => rightsOfCall(other, table))];
}

const unique = <T>(all: T[]) => [...new Set(all)];
/** The rights that these calls need, each once. */
export const rightsOf = (calls: OperationId[], table: Record<string, Operation | undefined> = operations) =>
	unique(calls.flatMap((call) => rightsOfCall(call, table)));

/** What each operation and event of a node needs. An API Request sends what it is given, and reads nothing before it. */
export function needsOf(
	{ node: { description }, uses, lists }: NodeUses,
	table: Record<string, Operation | undefined> = operations,
): Needs[] {
	return choicesOf(description).map(({ key, name, resource }) => {
		const shown = listsIn(description.properties).filter(
			({ shownFor }) =>
				resource === undefined || `${String(shownFor.resource)}.${String(shownFor.operation)}` === key,
		);
		const calls = unique(shown.map(({ method }) => method)).flatMap((method) => named(lists, method));
		const rights = (made: OperationId[]) =>
			resource === apiRequest ? unique(made.map((call) => ownRight(call, table))) : rightsOf(made, table);
		return { key, name, resource, ...needsOfUses(named(uses, key), calls, rights) };
	});
}

/** Throws, with a sentence for who adds an operation, where the calls of something are not named. */
function named<T>(all: Partial<Record<string, T>>, name: string): T {
	const found = all[name];
	if (!found) throw new Error(`test/rights does not name the calls of "${name}"`);
	return found;
}

/** What every use needs is needed always; the rest in some cases, each right once for each of them. */
function needsOfUses(
	uses: Use[],
	listed: OperationId[],
	rights: (calls: OperationId[]) => string[],
): Pick<Needs, 'always' | 'sometimes'> {
	const [first, ...others] = uses.map(({ calls }) => rights(calls));
	const always = first.filter((right) => others.every((other) => other.includes(right)));
	const cases = [...uses, ...(listed.length > 0 ? [{ when: forLists, calls: listed }] : [])];
	const sometimes = cases.flatMap(({ when = '', calls, optional = [] }: Use) => {
		const needed = rights(calls.filter((call) => !optional.includes(call)));
		return rights(calls)
			.filter((right) => !always.includes(right))
			.map((right) => ({ right, when, isOptional: !needed.includes(right) }));
	});
	const byKey = new Map(sometimes.map((need) => [`${need.right} ${need.when}`, need]));
	return { always, sometimes: [...byKey.values()] };
}

/** The operations, events or rules of a node, by their names in the panel. */
export function choicesOf({
	properties,
}: INodeTypeDescription): Array<Pick<Needs, 'key' | 'name' | 'resource'>> {
	const named = (...names: string[]) => properties.filter(({ name }) => names.includes(name));
	const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];
	const rules = named('rules').flatMap(({ options = [] }) => options as INodePropertyCollection[]);
	const events = named('events').flatMap(optionsOf);
	const resources = named('resource').flatMap(optionsOf);
	return [
		...rules.map(({ name, displayName }) => ({ key: name, name: displayName })),
		...events.map(({ name, value }) => ({ key: String(value), name })),
		...named('operation').flatMap((property) => {
			const resource = property.displayOptions?.show?.resource?.[0] as string;
			const title = resources.find(({ value }) => value === resource)?.name;
			return optionsOf(property).map(({ name, value }) => ({
				key: `${resource}.${String(value)}`,
				name: `${title}: ${name}`,
				resource,
			}));
		}),
	];
}
