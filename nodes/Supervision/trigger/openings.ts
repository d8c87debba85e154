import type { IDataObject } from 'n8n-workflow';

import type { Advance, Reading } from './alarms';
import { openingItem } from './items';
import type { OpeningRule } from './rules';

/** What is known of a rule about services: by id, whether it was open. */
export interface OpeningState {
	open: Record<string, boolean>;
}

/** Takes a reading: the services that opened or closed, and the state to keep. What there is no room for comes later. */
export function advanceOpening(
	rule: OpeningRule,
	{ open: before }: OpeningState = { open: {} },
	{ rows, at }: Reading,
	room: number,
): Advance<OpeningState> {
	const isWanted = (isOpen: boolean) => rule.changes.includes(isOpen ? 'opened' : 'closed');
	const services = [...rows].map(([id, row]) => ({ id, row, isOpen: row.open === true }));
	const changed = services.filter(({ id, isOpen }) => before[id] === !isOpen && isWanted(isOpen));
	const now = services.map(({ id, isOpen }) => [id, isOpen] as const);
	const left = changed.slice(room).map(({ id }) => [id, before[id]] as const);
	return {
		items: changed.slice(0, room).map(({ row }) => openingItem(rule, row, at)),
		state: { open: { ...before, ...Object.fromEntries(now), ...Object.fromEntries(left) } },
		isComplete: left.length === 0,
	};
}

/** A service as if it had just become what it is: something real to show in the editor. */
export function sampleOpening(rule: OpeningRule, { rows, at }: Reading): IDataObject[] {
	return [...rows.values()].slice(0, 1).map((row) => openingItem(rule, row, at));
}
