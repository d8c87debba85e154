import type { IDataObject } from 'n8n-workflow';

import { simplifyInteraction, type Interaction } from '../interaction/simplify';
import { listRows } from '../../shared/transport/pages';
import { readPhone } from '../../shared/values/phone';
import type { InteractionEvent } from './events';
import type { Setup } from './setup';

/** Makes the items of events. Names cost two requests, and none where there is no event. */
export async function toItems(setup: Setup, events: InteractionEvent[]): Promise<IDataObject[]> {
	if (events.length === 0) return [];
	const { context, kiamo } = setup;
	const isSimple = context.getNodeParameter('simplify', true) as boolean;
	const country = kiamo.country;
	const names = await namesFor(setup);
	return events.map(({ event, eventId, at, row, more }) => ({
		event,
		eventId,
		at,
		...more,
		customerNumber: numberOf(row, country),
		...names(row),
		interaction: isSimple ? simplifyInteraction(row, context.getTimezone()) : { ...row },
	}));
}

/** The customer's number as E.164; null for what is none. */
function numberOf({ channel, customer, destination }: Interaction, country: string): string | null {
	const written = channel === 'call' ? (customer ?? destination) : null;
	return (written && readPhone(written, country)) || null;
}

async function namesFor({ kiamo, options }: Setup): Promise<(row: Interaction) => IDataObject> {
	if (!options.addNames) return () => ({});
	const [services, agents] = await Promise.all([
		listRows(kiamo, 'listServices', {}),
		listRows(kiamo, 'listAgents', {}),
	]);
	const serviceNames = new Map(services.map(({ id, name }) => [String(id), name]));
	const agentNames = new Map(
		agents.map(({ id, first_name, last_name }) => [String(id), `${first_name} ${last_name}`]),
	);
	return ({ service_id, agent_id }) => ({
		serviceName: serviceNames.get(String(service_id)) ?? null,
		agentName: agentNames.get(String(agent_id)) ?? null,
	});
}
