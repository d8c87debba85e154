import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { minute, pollAfter, startCentre, triggerOn } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const watched = 3;
const other = 2;
const ruleOn = (indicator: string, threshold: number, minutes = 0): INodeParameters => ({
	serviceThreshold: [{ ids: [], indicator, direction: 'above', threshold, minutes, coolDown: 0 }],
});

describe.each([
	'0001-01-01T00:00:00.000Z',
	'1970-01-01T00:00:00.000Z',
	'2099-01-01T00:00:00.000Z',
	'9999-12-31T23:59:59.000Z',
])('Figures that Kiamo dates %s', (at) => {
	it('raise one alarm, which is over when they are good again, where all of them are dated so', async () => {
		const poller = triggerOn(simulator, ruleOn('waiting', 10, 2));
		const show = (waiting: number) => {
			for (const { id } of simulator.centre.services)
				simulator.centre.indicators.override(id, { at, ...(id === watched ? { waiting } : {}) });
		};
		show(0);
		await poller.activate();
		show(12);
		expect(await pollAfter(simulator, poller)).toEqual([]);
		expect(await pollAfter(simulator, poller)).toEqual([]);
		expect(await pollAfter(simulator, poller, 2 * minute)).toEqual(['raised Support technique 12']);
		expect(await pollAfter(simulator, poller)).toEqual([]);
		show(0);
		expect(await pollAfter(simulator, poller)).toEqual(['recovered Support technique 0']);
	});

	it('neither hasten nor repeat the alarm of another service', async () => {
		const poller = triggerOn(simulator, ruleOn('today_abandoned', 5, 2));
		await poller.activate();
		simulator.centre.indicators.override(watched, { today: { received: 40, abandoned: 6 } });
		expect(await pollAfter(simulator, poller)).toEqual([]);
		simulator.centre.indicators.override(other, { at });
		expect(await pollAfter(simulator, poller)).toEqual([]);
		expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 6']);
		simulator.centre.indicators.override(other, {});
		expect(await pollAfter(simulator, poller)).toEqual([]);
		simulator.centre.indicators.override(other, { at });
		expect(await pollAfter(simulator, poller)).toEqual([]);
	});
});
