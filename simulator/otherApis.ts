import type { Handlers } from './contract';
import { page } from './page';

type OtherOperation = 'listServiceIndicators';

/** One read of each other API: what the test of a credential needs. */
export const otherApis: Pick<Handlers, OtherOperation> = {
	listServiceIndicators({ centre, clock, quirks }, { query }) {
		const at = clock.now().toISOString();
		const indicators = centre.services.map(({ id, name, channel, open }, position) => ({
			service_id: id,
			name,
			channel,
			open,
			waiting: open ? (position * 3) % 5 : 0,
			at,
		}));
		return page(indicators, query, quirks);
	},
};
