import type { IDataObject } from 'n8n-workflow';

import { simplifyInteraction, type Interaction } from '../../shared/operation/interactions';
import { interactionNames, withNames } from '../../shared/lists/names';
import { beside } from '../../shared/operation/output';
import { readPhone } from '../../shared/values/phone';
import type { InteractionEvent } from './events';
import type { Setup } from './setup';

/** Makes the items of events. Names cost two requests, and none where there is no event. */
export async function toItems(setup: Setup, events: InteractionEvent[]): Promise<IDataObject[]> {
	const { context, kiamo, options } = setup;
	const isSimple = context.getNodeParameter('simplify', true) as boolean;
	const zone = context.getTimezone();
	const rows = events.map(({ row }) => (isSimple ? simplifyInteraction(row, zone) : { ...row }));
	const interactions =
		options.addNames === false ? rows : await withNames(kiamo, interactionNames, rows, setup.hint);
	return events.map(({ event, eventId, at, row, more }, index) => {
		const own = { event, eventId, at, ...more, customerNumber: numberOf(row, kiamo.country) };
		const interaction = interactions[index];
		return isSimple ? beside(own, interaction) : { ...own, interaction };
	});
}

/** The customer's number as E.164; null for what is none. */
function numberOf({ channel, customer, destination }: Interaction, country: string): string | null {
	const written = channel === 'call' ? (customer ?? destination) : null;
	return (written && readPhone(written, country)) || null;
}
