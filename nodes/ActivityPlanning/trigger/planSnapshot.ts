import type { Snapshot } from '../../shared/polling/snapshot';
import type { KnownSlot } from './items';

/** The slots of the window as they stand in n8n's state: about 20 characters each. */
export interface PackedPlan {
	/** What was asked for; another question starts afresh. */
	scope: string;
	slots: string;
}

/** All that matters of a slot, as a short text: agent, activity, start and length in seconds, in base 36. */
export function textOf({ agent_id, activity_id, start, end }: KnownSlot): string {
	const [from, to] = [start, end].map((moment) => Math.floor(Date.parse(moment) / 1000));
	return [agent_id, activity_id, from, to - from].map((number) => Number(number).toString(36)).join();
}

/** The slot that a text was made of; its moments in whole seconds. */
export function slotOf(id: string, text: string): KnownSlot {
	const [agent_id, activity_id, from, seconds] = text.split(',').map((part) => parseInt(part, 36));
	const [start, end] = [from, from + seconds].map((moment) => new Date(moment * 1000).toISOString());
	return { id: Number(id), agent_id, activity_id, start, end };
}

export function packPlan(plan: Snapshot, scope: string): PackedPlan {
	return { scope, slots: [...plan].map(([id, text]) => `${Number(id).toString(36)}:${text}`).join(' ') };
}

/** Gives back what packPlan was given; undefined where there is nothing yet, or it was of another scope. */
export function unpackPlan(packed: PackedPlan | undefined, scope: string): Snapshot | undefined {
	if (packed?.scope !== scope) return undefined;
	const parts = packed.slots.split(' ').filter(Boolean);
	return new Map(
		parts.map((part): [string, string] => {
			const [id, text] = part.split(':');
			return [String(parseInt(id, 36)), text];
		}),
	);
}
