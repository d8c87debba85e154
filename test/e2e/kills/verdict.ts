import type { Owed } from './changes';
import type { Emission } from './memory';
import type { Outage, Power } from './power';

/** What became of the changes, by event id. */
export interface Verdict {
	emitted: number;
	/** By the trigger, as far as one can tell. */
	lost: string[];
	/** Emitted more than once; an event id names one change, hence it is the same change. */
	duplicated: string[];
	/**
	 * Neither emitted nor `lost`: at an end n8n had written the trigger's state of the last poll, but not its execution,
	 * so that it had nothing that was made as late.
	 */
	lostByN8n: string[];
	/** Of `duplicated`: at an end n8n had written the execution, but not yet the trigger's state of that poll. */
	duplicatedByN8n: string[];
	/** Executions that n8n has without their data. */
	withoutData: Emission[];
}

/**
 * Compares what the trigger owed with what the executions hold. `outages` tells what n8n had saved at each of
 * them; none where n8n promises to save state and execution together.
 */
export function judge(owed: Owed, emissions: Emission[], outages: Outage[]): Verdict {
	const executionsOf = new Map<string, number[]>();
	for (const { executionId, events = [] } of emissions) {
		for (const event of events) {
			const known = executionsOf.get(event);
			if (known) known.push(executionId);
			else executionsOf.set(event, [executionId]);
		}
	}
	const missing = [...owed.keys()].filter((event) => !executionsOf.has(event));
	const duplicated = [...executionsOf].filter(([, executions]) => executions.length > 1);
	const hadLater = (lastExecution: number, at: number) =>
		emissions.some(
			({ executionId, events = [] }) =>
				executionId <= lastExecution && events.some((event) => Date.parse(event.split('|')[1]) > at),
		);
	const isLostByN8n = (event: string) => {
		const at = owed.get(event) ?? 0;
		return outages.some(({ at: end, lastComplete, memory }) => {
			const isOfLastPoll = end > at && lastComplete <= at && !hadLater(memory.lastExecution, at);
			return isOfLastPoll && memory.isDone(event);
		});
	};
	const isDuplicatedByN8n = ([event, executions]: [string, number[]]) =>
		executions.slice(1).every((second, before) =>
			outages.some(({ memory }) => {
				const isBetween = executions[before] <= memory.lastExecution && memory.lastExecution < second;
				return isBetween && !memory.isDone(event);
			}),
		);
	return {
		emitted: [...executionsOf.values()].flat().length,
		lost: missing.filter((event) => !isLostByN8n(event)),
		duplicated: duplicated.map(([event]) => event),
		lostByN8n: missing.filter(isLostByN8n),
		duplicatedByN8n: duplicated.filter(isDuplicatedByN8n).map(([event]) => event),
		withoutData: emissions.filter(({ events }) => events === undefined),
	};
}

/** The result of one setup in a line. */
export function summarize(
	name: string,
	{ emitted, lost, duplicated, lostByN8n, duplicatedByN8n, withoutData }: Verdict,
	{ between, inside }: Power,
): string {
	const share = duplicatedByN8n.length === duplicated.length ? '' : `${duplicatedByN8n.length} of them: `;
	const excuse = duplicatedByN8n.length > 0 ? ` (${share}n8n lost its own commit at a kill)` : '';
	const parts = [
		`emitted ${emitted}`,
		`lost ${lost.length}`,
		`duplicated ${duplicated.length}${excuse}`,
		`kills ${between} between polls`,
		`${inside} inside`,
	];
	if (lostByN8n.length > 0)
		parts.push(
			`n8n lost ${lostByN8n.length} itself (it ended after it saved the state, before the execution)`,
		);
	if (withoutData.length > 0) parts.push(`n8n lost the data of ${withoutData.length} executions`);
	return `${name.padEnd(16)} ${parts.join(', ')}`;
}
