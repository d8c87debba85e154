import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';
import { Poller } from './poller';

type Step = 'emit' | 'nothing' | 'fail';

/** A trigger that counts its polls in its state, and does what the next step says. */
const countingTrigger = (...steps: Step[]): INodeType => ({
	description: {
		displayName: 'Counting Trigger',
		name: 'countingTrigger',
		description: '',
		group: ['trigger'],
		version: 1,
		defaults: {},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async poll() {
		const state = this.getWorkflowStaticData('node');
		const count = Number(state.count ?? 0) + 1;
		state.count = count;
		const step = steps.shift();
		if (step === 'fail') throw new Error('Failed as asked');
		return await Promise.resolve(
			step === 'emit' ? [[{ json: { count, budget: this.getPollBudgetMs() } }]] : null,
		);
	},
});

describe('the poller in n8n’s default mode', () => {
	it('keeps the state in memory between polls', async () => {
		const poller = new Poller({ node: countingTrigger('nothing', 'emit') });
		expect(await poller.poll()).toEqual({ items: null });
		expect(await poller.poll()).toEqual({ items: [{ count: 2, budget: 300_000 }] });
	});

	it('forgets at a restart what a poll without output wrote', async () => {
		const poller = new Poller({ node: countingTrigger('emit', 'nothing', 'emit') });
		await poller.poll();
		await poller.poll();
		poller.restart();
		expect((await poller.poll()).items).toMatchObject([{ count: 2 }]);
	});

	it('keeps in memory what a failed poll wrote', async () => {
		const poller = new Poller({ node: countingTrigger('fail', 'emit') });
		expect((await poller.poll()).error?.message).toBe('Failed as asked');
		expect((await poller.poll()).items).toMatchObject([{ count: 2 }]);
	});

	it('saves the state after the activation', async () => {
		const poller = new Poller({ node: countingTrigger('nothing', 'emit') });
		await poller.activate();
		poller.restart();
		expect((await poller.poll()).items).toMatchObject([{ count: 2 }]);
	});

	it('saves nothing of a manual run', async () => {
		const poller = new Poller({ node: countingTrigger('emit', 'emit') });
		expect(await poller.runManually()).toMatchObject([[{ json: { count: 1 } }]]);
		expect((await poller.poll()).items).toMatchObject([{ count: 1 }]);
	});
});

describe('the poller with durable cursors', () => {
	const durable = true;

	it('saves the state of a scheduled poll, with output or without', async () => {
		const poller = new Poller({ durable, node: countingTrigger('emit', 'nothing', 'emit') });
		await poller.poll();
		await poller.poll();
		poller.restart();
		expect(await poller.poll()).toEqual({ items: [{ count: 3, budget: 36_000 }] });
	});

	it('discards the state of an activation poll without output', async () => {
		const poller = new Poller({ durable, node: countingTrigger('nothing', 'emit') });
		await poller.activate();
		expect((await poller.poll()).items).toMatchObject([{ count: 1 }]);
	});

	it('discards the state of a failed poll', async () => {
		const poller = new Poller({ durable, node: countingTrigger('fail', 'emit') });
		expect((await poller.poll()).error?.message).toBe('Failed as asked');
		expect((await poller.poll()).items).toMatchObject([{ count: 1 }]);
	});
});
