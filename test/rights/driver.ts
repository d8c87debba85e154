import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { operations, type Operation } from '../../contract/generated/operations';
import type { OperationId } from '../../nodes/shared/transport/client';
import { Clock, startSimulator, type Api, type Simulator, type Verb } from '../../simulator';
import { listsIn } from '../../scripts/panelLists';
import { byId } from '../../scripts/workflow';
import { runNode } from '../support/harness';
import { loadOptions, mapFields, searchList } from '../support/methods';
import { Poller } from '../support/poller';
import { answerCall, type NodeUses, type Use } from './use';

/** What a token opens. */
export interface Rights {
	apis: Api[];
	verbs: Verb[];
}

/** How a use of a node went. */
export interface Course {
	calls: string[];
	/** How many requests the token had no right for. */
	refused: number;
	error?: Error;
	/** How many items came out, or choices of a list. */
	count: number;
	/** Breaches of the contract. */
	violations: unknown[];
}

const minute = 60_000;

/** The rights that these calls need, and no others. */
export function rightsOf(calls: OperationId[]): Rights {
	const of = calls
		.map((call): Operation => operations[call])
		.flatMap((own) => [own, ...(own.replace ? [operations[own.replace.read as OperationId]] : [])]);
	return {
		apis: [...new Set(of.map(({ api }) => api))],
		verbs: [...new Set(of.map(({ method }) => method))],
	};
}

/** These rights with one less, in each way. */
export function oneLess({ apis, verbs }: Rights): Array<Rights & { less: string }> {
	const without = <T>(all: T[], one: T) => all.filter((other) => other !== one);
	return [
		...apis.map((api) => ({ less: api, verbs, apis: without(apis, api) })),
		...verbs.map((verb) => ({ less: verb, apis, verbs: without(verbs, verb) })),
	];
}

/** Uses a node on a Kiamo of its own with a token that has just these rights. */
async function course(
	rights: Rights,
	clock: Clock,
	play: (
		kiamo: Simulator,
		credentials: ICredentialDataDecryptedObject,
	) => Promise<{ error?: Error; count: number }>,
): Promise<Course> {
	const kiamo = await startSimulator({ contacts: 3, history: 0, clock });
	try {
		const apiToken = kiamo.tokens.add(rights).value;
		const { error, count } = await play(kiamo, { serverUrl: kiamo.url, apiToken });
		const { byOperation, byStatus } = kiamo.counts;
		const refused = (byStatus['401'] ?? 0) + (byStatus['403'] ?? 0);
		const violations = kiamo.contractViolations;
		return { calls: Object.keys(byOperation).sort(), refused, error, count, violations };
	} finally {
		await kiamo.close();
	}
}

/** Runs an operation once, or lets a trigger tell of an event. */
export async function use({ node }: NodeUses, name: string, { set, happens }: Use, rights: Rights) {
	const clock = new Clock(new Date('2026-03-02T10:00:00Z'));
	return await course(rights, clock, async (kiamo, credentials) => {
		const parameters = (set?.(kiamo) ?? {}) as INodeParameters;
		if (!happens) {
			const [resource, operation] = name.split('.');
			const request = { node, credentials, parameters: { resource, operation, ...parameters } };
			const { error, json } = await runNode(request);
			return { error, count: json.length };
		}
		const settings = { id: randomUUID() };
		const poller = new Poller({ node, credentials, settings, parameters: { events: [name], ...parameters } });
		let { error } = await poller.activate();
		let count = 0;
		for (const step of [() => undefined, ...happens]) {
			kiamo.clock.advance(minute);
			step(kiamo);
			const poll = await poller.poll();
			error ??= poll.error;
			count += poll.items?.length ?? 0;
		}
		return { error, count };
	});
}

/** Asks for a list of the panel, where an interaction and a base are chosen. */
export async function list({ node }: NodeUses, method: string, rights: Rights): Promise<Course> {
	const shown = listsIn(node.description.properties).find((one) => one.method === method);
	return await course(rights, new Clock(), async (kiamo, credentials) => {
		const interaction = answerCall(kiamo);
		kiamo.centre.attach(interaction);
		const chosen = { base: byId(kiamo.bases[0].id), interaction: byId(interaction) };
		const parameters = { ...shown?.shownFor, ...chosen } as INodeParameters;
		const request = { node, credentials, parameters, method };
		const { listSearch = {}, resourceMapping = {} } = node.methods ?? {};
		const ask = async () => {
			if (method in listSearch) return (await searchList(request)).results.length;
			if (method in resourceMapping) return (await mapFields(request)).fields.length;
			return (await loadOptions(request)).length;
		};
		return await ask().then(
			(count) => ({ count }),
			(error: unknown) => {
				if (error instanceof Error) return { error, count: 0 };
				throw error;
			},
		);
	});
}
