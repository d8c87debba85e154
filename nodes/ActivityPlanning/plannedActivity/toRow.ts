import type { IDataObject } from 'n8n-workflow';

import { toLocal } from '../../shared/values/zones';

/** What is beside a slot. */
export const localTimes = { start_local: 'string', end_local: 'string', timezone: 'string' } as const;

/** A slot with its times in UTC, as Kiamo gives them, and as clocks in the zone show them, with its name. */
export function rowMaker(zone: string) {
	return (slot: { start?: string; end?: string }): IDataObject => ({
		...slot,
		start_local: toLocal(slot.start, zone),
		end_local: toLocal(slot.end, zone),
		timezone: zone,
	});
}
