import { byId } from '../../../scripts/workflow';
import type { Simulator } from '../../../simulator';
import type { Rows } from './support';
import { apiRequest, getAll, one, server, type Trials } from './trial';

const hour = 3_600_000;

/** What is tried in each action node, by its name. */
export const trials: Record<string, (world: { simulator: Simulator; rows: Rows }) => Trials> = {
	kiamoContactManager({ simulator, rows }) {
		const base = { base: byId(rows.base) };
		const contact = simulator.contacts(rows.base).find(({ id }) => id === rows.contact);
		const filled = Object.fromEntries(
			Object.entries(contact?.fields ?? {}).filter(([, value]) => value !== ''),
		);
		const lastName = 'Martinet';
		const fields = {
			mappingMode: 'defineBelow',
			value: { contactLastName: lastName },
			matchingColumns: [],
			schema: [{ id: 'contactLastName', displayName: 'Last name', display: true, type: 'string' }],
		};
		return {
			apiRequest: [apiRequest('/bases', () => simulator.bases)],
			server: [server],
			base: [getAll(() => simulator.bases)],
			contact: [
				one('get', { ...base, contact: byId(rows.contact) }, { ...filled, id: rows.contact }),
				one('create', { ...base, fields }, { contactLastName: lastName }, ({ id }) => {
					return simulator.contacts(rows.base).find((one) => one.id === id)?.fields ?? {};
				}),
			],
			phoneNumber: [
				one('format', { text: '06 12 34 56 78' }, { e164: '+33612345678', country: 'FR', valid: true }),
			],
			field: [getAll(() => [...simulator.bases[0].fields.keys()].map((id) => ({ id })), base, 'name')],
		};
	},

	kiamoInteraction({ simulator: { centre }, rows }) {
		const interaction = byId(rows.interaction);
		const callback = { service: byId(rows.callbacks), destination: '06 12 34 56 78' };
		const attachment = { interaction_id: rows.interaction, id: rows.attachment, kind: 'recording' };
		return {
			apiRequest: [apiRequest('/services', () => centre.services)],
			server: [server],
			attachment: [one('download', { interaction, which: 'all' }, attachment)],
			interaction: [
				one('get', { interaction }, { id: rows.interaction, service_id: rows.service }),
				one(
					'create',
					callback,
					{ service_id: rows.callbacks, destination: '0612345678', direction: 'outbound' },
					({ id }) => ({ ...centre.interactions.get(Number(id)) }),
				),
			],
			service: [getAll(() => centre.services)],
		};
	},

	kiamoAgent({ simulator: { centre }, rows }) {
		const agent = byId(rows.agent);
		const newcomer = { login: 'zmartin', firstName: 'Zoé', lastName: 'Martin' };
		const call = { agent_id: rows.agent, destination: '0612345678' };
		return {
			agent: [
				getAll(() => centre.agents.all()),
				one('create', newcomer, { login: 'zmartin', first_name: 'Zoé', last_name: 'Martin' }, ({ id }) => ({
					...centre.agents.get(Number(id)),
				})),
			],
			apiRequest: [apiRequest('/agents', () => centre.agents.all())],
			server: [server],
			call: [
				one('start', { agent, destination: '06 12 34 56 78' }, call, ({ interaction_id }) => ({
					...centre.interactions.get(Number(interaction_id)),
				})),
			],
			group: [getAll(() => centre.staff.groups)],
			state: [getAll(() => centre.agents.all(), {}, 'agent_id')],
		};
	},

	kiamoSupervision({ simulator: { centre }, rows }) {
		const agent = byId(
			centre.agents.add({ login: 'forced', first_name: 'A', last_name: 'B', group_ids: [] }).id,
		);
		const service = byId(rows.callbacks);
		const inKiamo = () => ({ ...centre.service(rows.callbacks) });
		return {
			agent: [
				one('forceState', { agent, state: 'available' }, { state: 'available' }, () => ({
					...centre.states.get(Number(agent.value)),
				})),
			],
			agentIndicator: [getAll(() => centre.agents.all(), {}, 'agent_id')],
			apiRequest: [apiRequest('/supervision/services', () => centre.services, 'service_id')],
			server: [server],
			groupIndicator: [getAll(() => centre.staff.groups, {}, 'group_id')],
			queue: [getAll(() => centre.interactions.queue(rows.service), { service: byId(rows.service) })],
			service: [
				one('close', { service }, { open: false }, inKiamo),
				one('open', { service }, { open: true }, inKiamo),
			],
			serviceIndicator: [getAll(() => centre.services, {}, 'service_id')],
		};
	},

	kiamoActivityPlanning({ simulator: { centre, clock }, rows }) {
		const moment = (hours: number) => new Date(clock.now().getTime() + hours * hour).toISOString();
		const slot = { agent_id: rows.agent, activity_id: rows.activity };
		return {
			activity: [getAll(() => centre.staff.activities)],
			apiRequest: [apiRequest('/activities', () => centre.staff.activities)],
			server: [server],
			plannedActivity: [
				one('get', { plannedActivity: byId(rows.plannedActivity) }, { id: rows.plannedActivity, ...slot }),
				one(
					'create',
					{ agent: byId(rows.agent), activity: byId(rows.activity), start: moment(72), end: moment(73) },
					slot,
					({ id }) => ({ ...centre.planning.get(Number(id)) }),
				),
			],
		};
	},
};
