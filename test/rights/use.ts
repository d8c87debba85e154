import type { IDataObject, INodeType } from 'n8n-workflow';
import { operations, type Operation } from '../../contract/generated/operations';
import type { OperationId } from '../../nodes/shared/transport/client';
import type { ApiName } from '../../nodes/shared/transport/credential';
import type { Simulator } from '../../simulator';

/** One way to use an operation or an event of a trigger, and the calls that it makes of Kiamo. */
export interface Use {
	/** In which case. The plain use has none. */
	when?: string;
	calls: OperationId[];
	/** Those of the calls without which it ends the same way, and tells less. */
	optional?: OperationId[];
	/** Whether it fails by design: what it asks for cannot be. */
	fails?: boolean;
	/** Prepares the simulated Kiamo, and gives the parameters. */
	set?: (kiamo: Simulator) => IDataObject;
	/** For a trigger: what happens in Kiamo, each before a poll. */
	happens?: Array<(kiamo: Simulator) => void>;
}

/** What a node asks of Kiamo: the one place that says so. Its rights are printed from here, and tested. */
export interface NodeUses {
	node: INodeType;
	/** By `resource.operation` or event. */
	uses: Record<string, Use[]>;
	/** The calls of each list of the panel, by its method. */
	lists: Record<string, OperationId[]>;
}

/** Rows that every simulated Kiamo has. */
export const rows = { agent: 2, group: 1, reception: 1, callbacks: 4, activity: 1, training: 3, reason: 2 };

/** Lets the answer of the next request of a verb get lost after its work. */
export function loseAnswer(kiamo: Simulator, method: 'POST' | 'DELETE'): void {
	kiamo.faults.add({ kind: 'reset', afterWork: true, method });
}

/** From now on Kiamo answers a PUT without a body. */
export function answerNothing(kiamo: Simulator): void {
	kiamo.quirks.emptyPut = true;
}

/** Puts the agent in a state. */
export function putAgent(kiamo: Simulator, state: 'available' | 'logged_out' | 'paused'): void {
	kiamo.centre.states.set(rows.agent, {
		state,
		pause_reason_id: state === 'paused' ? rows.reason : undefined,
	});
}

/** A customer calls the reception, and the agent takes it. Returns the id of the interaction. */
export function answerCall(kiamo: Simulator): number {
	const { id } = kiamo.centre.receive({ service: rows.reception, customer: '0612345678' });
	putAgent(kiamo, 'available');
	kiamo.centre.answer(id, rows.agent);
	return id;
}

/** The moment in so many hours, by Kiamo's clock. */
export const inHours = (kiamo: Simulator, hours: number) =>
	new Date(kiamo.clock.now().getTime() + hours * 3_600_000).toISOString();

/** The cases that several operations have. */
export const forNames = 'for Add Names';
export const whenLost = 'after a lost answer, to see whether it was done';
export const whenSilent = 'to read back what was changed, where Kiamo answers without it';
export const whenBusy = 'to say in which state the agent is, where Kiamo refuses';

/** Check Compatibility: all that reads. Without the right it says so of each call. */
export function checks(api: ApiName): Use[] {
	const all = Object.entries(operations) as Array<[OperationId, Operation]>;
	const calls = all
		.filter(([, operation]) => operation.api === api && operation.method === 'GET')
		.map(([id]) => id);
	return [
		{
			calls,
			optional: calls,
			set(kiamo) {
				kiamo.centre.attach(answerCall(kiamo));
				return {};
			},
		},
	];
}

/** API Request: one use of each verb. */
export function requests(
	calls: Record<'GET' | 'POST' | 'PUT' | 'DELETE', OperationId | undefined>,
	set: (kiamo: Simulator, method: string) => { path: string; body?: object },
): Use[] {
	return Object.entries(calls).flatMap(([method, call]) =>
		call === undefined
			? []
			: {
					when: `for requests with ${method}`,
					calls: [call],
					set: (kiamo: Simulator) => {
						const { path, body } = set(kiamo, method);
						return { method, path, body: JSON.stringify(body) };
					},
				},
	);
}
