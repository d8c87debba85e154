import type { Handlers } from './contract';
import type { SeededService } from './data/centre';
import { page } from './page';

const toService = ({ id, name, channel, direction, open }: SeededService) => ({
	id,
	name,
	channel,
	direction,
	open,
});

type OtherOperation = 'listServices' | 'listServiceIndicators';

/** One read of each other API: what the test of a credential needs. */
export const otherApis: Pick<Handlers, OtherOperation> = {
	listServices: ({ centre, quirks }, { query }) => page(centre.services.map(toService), query, quirks),

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
