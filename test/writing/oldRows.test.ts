/** Servers that answer a change with what was there before it. */
import type { INodeParameters } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { run as runAgent } from '../agent/support';
import { locate } from '../contactManager/support';
import { run as runInteraction } from '../interaction/support';
import { run as runSupervision } from '../supervision/support';
import { inFrontOf, inJson } from '../support/proxy';
import type { SmallServer } from '../http/support';

let simulator: Simulator;
let server: SmallServer;
let isOld = false;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0 });
	isOld = false;
	let before: unknown;
	server = await inFrontOf(
		simulator,
		inJson((body, { method }) => {
			if (method !== 'PUT') return body;
			before ??= body;
			return isOld ? before : body;
		}),
	);
});
afterEach(async () => {
	await server.close();
	await simulator.close();
});

const skill = (id: number, level: number) => ({ skill: [{ id, level }] });
const cases: Array<
	[what: string, run: typeof runAgent, before: INodeParameters, after: INodeParameters, shown: object]
> = [
	[
		'interaction.qualify',
		runInteraction,
		{ qualification: '9', comment: 'Before' },
		{ qualification: '9', comment: 'After' },
		{ qualification_id: '9', comment: 'After' },
	],
	[
		'agent.setSkills',
		runAgent,
		{ agent: locate('1'), mode: 'replace', skills: skill(3, 4) },
		{ agent: locate('1'), mode: 'replace', skills: skill(3, 9) },
		{ id: '1', skills: [{ id: '3', level: 9 }] },
	],
	[
		'state.set',
		runAgent,
		{ agent: locate('14'), state: 'available' },
		{ agent: locate('14'), state: 'paused', pauseReason: '1' },
		{ agent_id: '14', state: 'paused', pause_reason_id: '1' },
	],
	[
		'agent.forceState',
		runSupervision,
		{ agent: locate('14'), state: 'available' },
		{ agent: locate('14'), state: 'logged_out' },
		{ agent_id: '14', state: null, requested_state: 'logged_out', applied: null },
	],
];

it.each(cases)('%s: the output shows nothing that is over', async (what, run, before, after, shown) => {
	const { id } = simulator.centre.receive({ service: 3, customer: '0612345678' });
	simulator.centre.answer(id, 14);
	simulator.centre.hangUp(id);
	simulator.centre.endWrapUp(id);
	const on = { credentials: { serverUrl: server.url } };
	const interaction = locate(String(id));
	expect((await run(simulator, what, { interaction, ...before }, on)).error).toBeUndefined();
	isOld = true;
	const { json, error } = await run(simulator, what, { interaction, ...after }, on);
	expect(error).toBeUndefined();
	expect(json).toMatchObject([shown]);
});

it.each([
	['service.open', 'service.close'],
	['service.close', 'service.open'],
])('%s, then %s: whether the service is open is not known', async (before, after) => {
	const on = { credentials: { serverUrl: server.url } };
	await runSupervision(simulator, before, { service: locate('3') }, on);
	isOld = true;
	const { json } = await runSupervision(simulator, after, { service: locate('3') }, on);
	expect(json).toMatchObject([{ service_id: '3', open: null }]);
});
