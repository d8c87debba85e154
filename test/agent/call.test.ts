import { Clock, startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { said } from '../http/support';
import { run } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({
		contacts: 0,
		history: 0,
		clock: new Clock(new Date('2026-03-02T09:00:00Z')),
	});
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const started = () => simulator.counts.byOperation.startAgentCall;

it('starts a call for each item, the number written as Kiamo dials it', async () => {
	const items = [
		{ id: 1, to: '+33 6 12 34 56 78' },
		{ id: 2, to: '0044 20 7946 0958' },
		{ id: 5, to: 6101 },
	];
	const { json } = await run(
		simulator,
		'call.start',
		{
			agent: locate('={{ $json.id }}'),
			destination: '={{ $json.to }}',
			options: { userDataJson: '={{ {"order": $json.id} }}' },
		},
		{ items },
	);
	expect(json.map(({ agent_id, destination }) => [agent_id, destination])).toEqual([
		['1', '0612345678'],
		['2', '+442079460958'],
		['5', '6101'],
	]);
	expect(json.every(({ interaction_id }) => /^\d+$/.test(interaction_id as string))).toBe(true);
	expect(new Set(json.map(({ interaction_id }) => interaction_id)).size).toBe(3);
});

it.each([
	['12 34', {}, /"12 34" cannot be a phone number/],
	['={{ "" }}', {}, /The destination is empty/],
	['0612345678', { userDataJson: '{"a":{"b":1}}' }, /The user data "a" is not a single value/],
])('refuses %j with %j before a request', async (destination, options, sentence) => {
	const failed = said(await run(simulator, 'call.start', { agent: locate('1'), destination, options }));
	expect(failed.message).toMatch(sentence);
	expect(simulator.counts.requests).toBe(0);
});

it.each(['logged_out', 'in_call', 'wrap_up'] as const)(
	'says that an agent who is %s cannot be called',
	async (state) => {
		simulator.centre.states.set(1, { state });
		const failed = said(
			await run(simulator, 'call.start', { agent: locate('1'), destination: '0612345678' }),
		);
		expect(failed.message).toMatch(
			/^Agent 1 is (logged out|in a call|in wrap-up), so Kiamo refused the request$/,
		);
		expect(failed.description).toContain('Only an available or paused agent can be called.');
	},
);

it.each([
	{ kind: 'reset', afterWork: true },
	{ kind: 'status', status: 500, afterWork: true },
	{ kind: 'truncated' },
] as const)(
	'never sends a call twice, and says that it is not known whether it was begun: %j',
	async (fault) => {
		simulator.faults.add({ ...fault, operationId: 'startAgentCall' });
		const failed = said(
			await run(simulator, 'call.start', { agent: locate('1'), destination: '0612345678' }),
		);
		expect(failed.description).toContain(
			'It is unknown whether Kiamo carried out the request. Check in Kiamo before you send it again.',
		);
		expect(started()).toBe(1);
	},
);
