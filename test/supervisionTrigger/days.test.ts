import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Poller } from '../support/poller';
import { minute, pollAfter, startCentre, triggerOn } from './support';

const hour = 60 * minute;

// Ten minutes before midnight in Paris.
let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre('2026-03-02T22:50:00Z');
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const today = (figures: { received: number; abandoned?: number; answer_rate?: number | null }) =>
	simulator.centre.indicators.override(3, { today: figures });
const ruleOn = (indicator: string, direction: string, threshold: number, more = {}): INodeParameters => ({
	serviceThreshold: [{ ids: ['3'], indicator, direction, threshold, coolDown: 0, ...more }],
});
const abandoned = ruleOn('today_abandoned', 'above', 5);
const answerRate = ruleOn('today_answer_rate', 'below', 0.8);

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	let poller: Poller;
	const next = async (wait?: number) => await pollAfter(simulator, poller, wait);
	const begin = async (rules: INodeParameters) => {
		poller = triggerOn(simulator, rules, { durable });
		await poller.activate();
	};

	it('a counter that begins again at midnight is no recovery, and reaching the threshold again is an alarm', async () => {
		await begin(abandoned);
		today({ received: 40, abandoned: 5 });
		expect(await next()).toEqual(['raised Support technique 5']);
		today({ received: 60, abandoned: 9 });
		expect(await next()).toEqual([]);
		today({ received: 0, abandoned: 0 });
		expect(await next(10 * minute)).toEqual([]);
		today({ received: 20, abandoned: 4 });
		expect(await next(9 * hour)).toEqual([]);
		today({ received: 25, abandoned: 6 });
		expect(await next()).toEqual(['raised Support technique 6']);
	});

	it('a rate that says nothing at midnight and is good in the morning is no recovery', async () => {
		await begin(answerRate);
		today({ received: 40, answer_rate: 0.7 });
		expect(await next()).toEqual(['raised Support technique 0.7']);
		today({ received: 0, answer_rate: null });
		expect(await next(10 * minute)).toEqual([]);
		today({ received: 1, answer_rate: 1 });
		expect(await next(9 * hour)).toEqual([]);
		today({ received: 2, answer_rate: 0.5 });
		expect(await next()).toEqual(['raised Support technique 0.5']);
		today({ received: 5, answer_rate: 0.8 });
		expect(await next()).toEqual([]);
		today({ received: 6, answer_rate: 0.83 });
		expect(await next()).toEqual(['recovered Support technique 0.83']);
	});

	it('knows another day by its counter even where n8n slept over midnight', async () => {
		await begin(answerRate);
		today({ received: 40, answer_rate: 0.7 });
		expect(await next()).toEqual(['raised Support technique 0.7']);
		const outage = simulator.faults.add({ kind: 'status', status: 503, times: Infinity });
		expect(await next(9 * hour)).toEqual([]);
		outage.stop();
		poller.restart();
		today({ received: 39, answer_rate: 0.9 });
		expect(await next()).toEqual([]);
	});

	it('knows another day by the time that went by, where it is busier than the last', async () => {
		await begin(answerRate);
		today({ received: 40, answer_rate: 0.7 });
		expect(await next()).toEqual(['raised Support technique 0.7']);
		today({ received: 80, answer_rate: 0.9 });
		expect(await next(24 * hour)).toEqual([]);
	});

	it('counts the minimum duration again in a new day, and keeps the cool-down', async () => {
		await begin(ruleOn('today_answer_rate', 'below', 0.8, { minutes: 5, coolDown: 30 }));
		today({ received: 40, answer_rate: 0.7 });
		expect(await next(4 * minute)).toEqual([]);
		expect(await next(5 * minute)).toEqual(['raised Support technique 0.7']);
		today({ received: 2, answer_rate: 0.5 });
		expect(await next(5 * minute)).toEqual([]);
		expect(await next(5 * minute)).toEqual([]);
		expect(await next(19 * minute)).toEqual([]);
		expect(await next(minute)).toEqual(['raised Support technique 0.5']);
	});
});

it('keeps what it knows of the day while the service is missing', async () => {
	const poller = triggerOn(simulator, ruleOn('today_answer_rate', 'below', 0.8, { ids: ['3', '1'] }));
	await poller.activate();
	today({ received: 40, answer_rate: 0.7 });
	expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 0.7']);
	const { services } = simulator.centre;
	const [gone] = services.splice(
		services.findIndex(({ id }) => id === 3),
		1,
	);
	expect(await pollAfter(simulator, poller)).toEqual([]);
	services.push(gone);
	today({ received: 30, answer_rate: 0.9 });
	expect(await pollAfter(simulator, poller)).toEqual([]);
});

it('the real figures of a day begin again at midnight in Paris', async () => {
	for (const { id } of simulator.centre.agents.all())
		simulator.centre.states.set(id, { state: 'logged_out' });
	const poller = triggerOn(simulator, ruleOn('today_abandoned', 'above', 2));
	await poller.activate();
	const lose = () => {
		const { id } = simulator.centre.receive({ service: 3, customer: '+33612345678' });
		simulator.centre.abandon(id);
	};
	lose();
	expect(await pollAfter(simulator, poller)).toEqual([]);
	lose();
	expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 2']);
	expect(await pollAfter(simulator, poller, 10 * minute)).toEqual([]);
	lose();
	expect(await pollAfter(simulator, poller)).toEqual([]);
	lose();
	expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 2']);
});
