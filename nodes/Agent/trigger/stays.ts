import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { namesFor, pauseReasonNames } from '../../shared/lists/names';
import { isMoment } from '../../shared/polling/pollState';
import type { Cells } from '../../shared/polling/table';
import type { AgentState } from '../state/states';
import type { Setup } from './setup';

/** A time that an agent spends in one state, as n8n's state holds it; it began at `since` (ms, server's clock). */
export type Stay = readonly [state: string, pauseReason: string | null, since: number];

/** The stay that Kiamo shows of an agent. */
function stayOf({ state, pause_reason_id: reason, since }: AgentState): Stay {
	return [state, reason ? String(reason) : null, Date.parse(since)];
}

/**
 * The stays of all agents, by their ID; one without a readable beginning is left out. Throws a NodeOperationError when that
 * is so of all of several.
 */
export async function readStays({ context, readStates }: Setup): Promise<Map<string, Stay>> {
	const states = await readStates();
	const readable = states.filter(({ since }) => !Number.isNaN(Date.parse(since)));
	if (readable.length === 0 && states.length > 1) {
		throw new NodeOperationError(context.getNode(), "Couldn't read any state that Kiamo returned", {
			description: 'Each state needs the date when it began (since).',
		});
	}
	// Of an agent who is listed twice, the stay that began last counts.
	const byStart = readable
		.map((row) => [row.agent_id, stayOf(row)] as const)
		.sort(([, one], [, other]) => one[2] - other[2]);
	return new Map(byStart);
}

/** Whether a pause has one of the reasons that are asked for; true for any other state. */
export function isWantedPause([state, pauseReason]: Stay, { pauseReasons: wanted }: Setup): boolean {
	return state !== 'paused' || wanted.length === 0 || wanted.includes(String(pauseReason));
}

/** What items show of stays. Names of pause reasons cost a request, where there is one; without the right, they are left out. */
export async function stayShower(
	{ kiamo, hint }: Setup,
	stays: Array<Cells | null>,
): Promise<(stay: Cells) => IDataObject> {
	const rows = stays.map((stay) => ({ pause_reason_id: stay?.[1] }));
	const reasons = await namesFor(kiamo, pauseReasonNames, rows, hint, 'Correct this in Kiamo.');
	return (stay) => {
		const [state, reason, since] = stay as Stay;
		return {
			state,
			pause_reason_id: reason,
			...(reasons ? { pause_reason: reasons.get(String(reason)) ?? null } : {}),
			since: isoOf(since),
		};
	};
}

/** A moment in milliseconds as ISO text; null for none. */
export function isoOf(moment: number | null): string | null {
	return isMoment(moment) ? new Date(moment).toISOString() : null;
}

/** Whole seconds from one moment to another, in milliseconds; never less than 0. */
export function secondsBetween(from: number, to: number): number {
	return Math.max(0, Math.round((to - from) / 1000));
}
