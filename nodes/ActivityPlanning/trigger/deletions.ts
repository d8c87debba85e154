import { createHash } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import pLimit from 'p-limit';

import { toNodeError } from '../../shared/transport/errors';
import { isMissing } from '../../shared/transport/failure';
import { listPages } from '../../shared/transport/pages';
import { compareSnapshots } from '../../shared/polling/snapshot';
import type { KnownSlot } from './items';
import { packPlan, slotOf, textOf, unpackPlan, type PackedPlan } from './planSnapshot';
import { isInWindow, isoOf, type Setup } from './setup';

const mostSlots = 10_000;

/** What a reading of the window brought. */
export interface Deletions {
	/** The slots that are gone, as they were when they were last seen. */
	deleted: KnownSlot[];
	snapshot?: PackedPlan;
	/** Whether all that may be gone was looked at. */
	isComplete: boolean;
}

/**
 * Reads the slots of the window and tells which of the last reading are gone, `most` at once. A slot that leaves the window
 * by time is not gone. A list that leaves a slot out proves nothing: each is asked for by its ID before it is told. `told`
 * are slots that this poll tells of: should they be gone already, they will be missed next time.
 */
export async function findDeleted(
	setup: Setup,
	saved: PackedPlan | undefined,
	told: KnownSlot[],
	maxItems: number,
): Promise<Deletions> {
	const { kiamo, query, until, back, ahead, activityIds } = setup;
	const question = JSON.stringify([query, activityIds, back, ahead]);
	const scope = createHash('sha1').update(question).digest('base64url').slice(0, 8);
	const at = await setup.now();
	const now = await readWindow(setup, at);
	if (!now) return { deleted: [], snapshot: saved, isComplete: false };

	const missing = compareSnapshots(unpackPlan(saved, scope), now)
		.filter(({ kind }) => kind === 'gone')
		.map(({ id, before = '' }) => slotOf(id, before))
		.filter((slot) => isInWindow(setup, slot, at));
	const limit = pLimit(kiamo.connection.limit.concurrency);
	const fates = await limit.map(missing, async (slot, index) => {
		// What there was no room or no time for is asked for next time.
		if (index >= maxItems || Date.now() > until) return { rest: slot };
		const answer = await kiamo.attempt('getPlannedActivity', { path: { plannedActivityId: slot.id } });
		if (answer.ok) return { rest: isStillWanted(setup, answer.data, at) ? answer.data : undefined };
		if (isMissing(answer.failure)) return { gone: slot };
		throw toNodeError(kiamo.node, answer.failure);
	});
	const kept = [...fates.flatMap(({ rest }) => rest ?? []), ...told];
	for (const slot of kept) if (!now.has(String(slot.id))) now.set(String(slot.id), textOf(slot));
	return {
		deleted: fates.flatMap(({ gone }) => gone ?? []),
		snapshot: packPlan(now, scope),
		isComplete: missing.length <= maxItems,
	};
}

/** What the window holds; undefined when there was no time to read it all. Throws a NodeOperationError when it is too much. */
async function readWindow(setup: Setup, at: number): Promise<Map<string, string> | undefined> {
	const { context, kiamo, query, isWanted, until, back, ahead } = setup;
	const found = new Map<string, string>();
	const args = { query: { ...query, from: isoOf(at - back), to: isoOf(at + ahead) } };
	for await (const page of listPages(kiamo, 'listPlannedActivities', args)) {
		for (const slot of page) if (isWanted(slot)) found.set(String(slot.id), textOf(slot));
		if (Date.now() > until) return undefined;
		if (found.size > mostSlots) {
			throw new NodeOperationError(context.getNode(), `More than ${mostSlots} activities are planned`, {
				description:
					'Deleted reads them all at each poll. Lower Days Ahead under Options, or choose agents, groups or activities under Filters.',
			});
		}
	}
	return found;
}

/** A slot of a group may be missing for good, as its agent left the group; elsewhere the list was just late. */
function isStillWanted(setup: Setup, slot: KnownSlot, at: number): boolean {
	return setup.query.group_id === undefined && setup.isWanted(slot) && isInWindow(setup, slot, at);
}
