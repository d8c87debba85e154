import type { IDataObject } from 'n8n-workflow';

import { toLocal } from '../../shared/values/zones';

/** What comes beside a slot. */
export const localTimes = { start_local: 'string', end_local: 'string', timezone: 'string' } as const;

/** A slot with its times in UTC, as Kiamo gives them, then as clocks in the zone show them, with its name. */
export function rowMaker(zone: string) {
	return (slot: { start?: string; end?: string }): IDataObject => {
		const local = {
			start_local: toLocal(slot.start, zone),
			end_local: toLocal(slot.end, zone),
			timezone: zone,
		};
		const entries = Object.entries(slot).flatMap(([name, value]) =>
			name === 'end' ? [[name, value], ...Object.entries(local)] : [[name, value]],
		);
		// A property of Kiamo's own may have such a name.
		return { ...(Object.fromEntries(entries) as IDataObject), ...local };
	};
}
