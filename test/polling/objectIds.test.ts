import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { KiamoActivityPlanningTrigger } from '../../nodes/ActivityPlanning/KiamoActivityPlanningTrigger.node';
import { KiamoInteractionTrigger } from '../../nodes/Interaction/KiamoInteractionTrigger.node';
import { KiamoSupervisionTrigger } from '../../nodes/Supervision/KiamoSupervisionTrigger.node';
import { serve, type SmallServer } from '../http/support';
import { Poller } from '../support/poller';

const minute = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

let lists: Record<string, IDataObject[]>;
let server: SmallServer;
beforeEach(async () => {
	server = await serve((request, response) => {
		const { pathname } = new URL(request.url ?? '', 'http://kiamo');
		const [, data = []] = Object.entries(lists).find(([path]) => pathname.endsWith(path)) ?? [];
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ data, total: data.length }));
	});
});
afterEach(async () => {
	await server.close();
});

/** Polls once for each of these states of the server; the events, and whether the trigger had to restart. */
async function pollEach(node: INodeType, parameters: INodeParameters, states: Array<typeof lists>) {
	const credentials = { serverUrl: server.url, apiToken: 'a'.repeat(40) };
	const poller = new Poller({ node, credentials, parameters, settings: { id: randomUUID() } });
	const found: unknown[] = [];
	for (const [at, state] of states.entries()) {
		lists = state;
		const { items, error } = await (at === 0 ? poller.activate() : poller.poll());
		if (error) throw error;
		for (const { event, status, restarted } of items ?? [])
			found.push(
				[event, status, restarted]
					.filter(Boolean)
					.map((part) => part as string)
					.join(' '),
			);
	}
	return found;
}

describe.each(['constructor', 'toString', '__proto__'])('An ID called %s', (id) => {
	it('has one alarm and one end of it', async () => {
		const rules = {
			serviceThreshold: [{ ids: [], indicator: 'waiting', direction: 'above', threshold: 10, coolDown: 0 }],
			opening: [{ ids: [], changes: ['opened', 'closed'] }],
		};
		const show = (waiting: number, open: boolean) => ({
			'/supervision/services': [{ service_id: id, name: 'S', waiting, open }],
		});
		const states = [show(0, true), show(20, false), show(20, false), show(0, true), show(0, true)];
		expect(await pollEach(new KiamoSupervisionTrigger(), { rules }, states)).toEqual([
			'thresholdCrossed raised',
			'serviceClosed closed',
			'thresholdCrossed recovered',
			'serviceOpened opened',
		]);
	});

	it('is off plan and back', async () => {
		const show = (state: string) => ({
			'/activities': [{ id: '1', label: 'Work', kind: 'work' }],
			'/planned-activities': [{ id: '7', agent_id: id, activity_id: '1', start: ago(60), end: ago(-60) }],
			'/agents/states': [{ agent_id: id, state, since: ago(30) }],
		});
		const parameters = {
			events: ['offPlan', 'backOnPlan'],
			minutesOffPlan: 10,
			options: { addNames: false },
		};
		const states = [show('available'), show('logged_out'), show('logged_out'), show('available')];
		const found = await pollEach(new KiamoActivityPlanningTrigger(), parameters, states);
		expect(found).toEqual(['offPlan', 'backOnPlan']);
	});
});

it.each([1e15, 1e300])('who waits for %d seconds stops no other event', async (waiting_seconds) => {
	const row = { status: 'waiting', channel: 'call', created_at: ago(5), updated_at: ago(5) };
	const rows = {
		'/interactions': [
			{ ...row, id: '1', waiting_seconds },
			{ ...row, id: '2', waiting_seconds: 400 },
		],
	};
	const parameters = { events: ['waitingLongerThan'], minutesWaiting: 5, options: { addNames: false } };
	const states = [{ '/interactions': [] }, rows, rows];
	const found = await pollEach(new KiamoInteractionTrigger(), parameters, states);
	expect(found).toHaveLength(2);
});

it('an activity that started in the year 1 hides nobody who is off plan', async () => {
	const show = (state: string) => ({
		'/activities': [{ id: '1', label: 'Work', kind: 'work' }],
		'/planned-activities': ['0001-01-01T00:00:00Z', ago(60)].map((start, at) => ({
			id: `${at}`,
			agent_id: `${at}`,
			activity_id: '1',
			start,
			end: ago(-60),
		})),
		'/agents/states': ['0001-01-01T00:00:00Z', ago(30)].map((since, at) => ({
			agent_id: `${at}`,
			state,
			since,
		})),
	});
	const parameters = { events: ['offPlan', 'backOnPlan'], minutesOffPlan: 10, options: { addNames: false } };
	const states = [show('available'), show('logged_out'), show('logged_out'), show('available')];
	const found = await pollEach(new KiamoActivityPlanningTrigger(), parameters, states);
	expect(found).toEqual(['offPlan', 'offPlan', 'backOnPlan', 'backOnPlan']);
});
