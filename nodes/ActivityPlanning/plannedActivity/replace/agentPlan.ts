import { overlap, isSame, type PlannedActivity } from '../slot';
import { planWrites, type Plan, type PlanSlot } from './plan';
import type { WantedSlot } from './readWanted';

/** A slot and its moments in milliseconds. */
interface InTime<Slot> extends PlanSlot {
	slot: Slot;
}

/** What is to be done for one agent. */
export interface AgentPlan extends Plan<InTime<WantedSlot>, InTime<PlannedActivity>> {
	agentId: string;
	slots: WantedSlot[];
}

/**
 * What to write for an agent. Slots that reach over an edge of the period stay as they are; where a wanted slot would
 * overlap one of these, its item and why it cannot be planned.
 */
export function planAgent(
	agentId: string,
	slots: WantedSlot[],
	existing: PlannedActivity[],
	{ from, to }: { from: string; to: string },
): AgentPlan | { item: number; message: string } {
	const isWithin = ({ start, end }: PlannedActivity) =>
		Date.parse(start) >= Date.parse(from) && Date.parse(end) <= Date.parse(to);
	const over = existing.filter((slot) => !isWithin(slot));
	for (const slot of slots) {
		const edge = over.find((other) => overlap(slot, other));
		if (edge) {
			const message = `The slot overlaps the planned activity ${edge.id} (${edge.start} to ${edge.end}), which reaches outside the period and is kept. Extend the period, or change the time`;
			return { item: slot.item, message };
		}
	}
	const plan = planWrites(slots.map(withTimes), existing.filter(isWithin).map(withTimes), (wanted, there) =>
		isSame(wanted.slot, there.slot),
	);
	return { ...plan, agentId, slots };
}

function withTimes<Slot extends { start: string; end: string }>(slot: Slot): InTime<Slot> {
	return { start: Date.parse(slot.start), end: Date.parse(slot.end), slot };
}
