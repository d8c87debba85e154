import type { IDataObject } from 'n8n-workflow';

import type { EventSource } from '../../shared/polling/eventSource';
import { byId } from '../../shared/polling/pollState';
import { openingItem } from './items';
import type { OpeningRule } from './rules';
import type { Setup } from './setup';

interface OpeningState {
	/** By ID, whether a service was open. */
	open: Record<string, boolean>;
}

/** A rule about services that open or close. What has no room comes with a later poll. */
export const openings = (rule: OpeningRule): EventSource<Setup, OpeningState> => ({
	key: rule.key,
	isState(state): state is OpeningState {
		const { open } = (state ?? {}) as Partial<OpeningState>;
		return Object.values(open ?? [0]).every((isOpen) => typeof isOpen === 'boolean');
	},
	async poll(setup, { state }, room) {
		const reading = await setup.readFor(rule);
		if (!reading) return { items: [], state, isComplete: true };
		const before = byId(state?.open);
		const isWanted = (isOpen: boolean) => rule.changes.includes(isOpen ? 'opened' : 'closed');
		const services = [...reading.rows]
			.filter(([, row]) => typeof row.open === 'boolean')
			.map(([id, row]) => ({ id, row, isOpen: row.open === true }));
		const changed = services.filter(({ id, isOpen }) => before[id] === !isOpen && isWanted(isOpen));
		const now = changed.slice(0, Math.max(0, room));
		const open = Object.fromEntries(services.map(({ id, isOpen }) => [id, isOpen] as const));
		const left = Object.fromEntries(changed.slice(now.length).map(({ id }) => [id, before[id]] as const));
		return {
			items: now.map(({ row }) => openingItem(rule, row, reading.at)),
			state: { open: { ...before, ...open, ...left } },
			isComplete: now.length === changed.length,
		};
	},
	/** A service as if it had just become what it is; where none is as wanted, as if one had become so. */
	async sample(setup) {
		const { rows, at } = (await setup.readFor(rule)) ?? { rows: new Map(), at: 0 };
		const isWanted = ({ open }: IDataObject) => rule.changes.includes(open === true ? 'opened' : 'closed');
		const all = [...rows.values()];
		const row = all.find(isWanted) ?? all.map((one) => ({ ...one, open: one.open !== true })).at(0);
		return row ? [openingItem(rule, row, at)] : [];
	},
});
