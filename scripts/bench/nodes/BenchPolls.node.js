const { setTimeout } = require('node:timers/promises');

/**
 * For the benchmark only: polls the trigger of the workflow that is called `Trigger`, with n8n's own context, as often as
 * `polls` says; before each, runs through what `changes` says. Puts out what each poll took, what n8n took to decrypt the
 * same credential just before it, and how many items the poll gave.
 */
class BenchPolls {
	description = {
		displayName: 'Bench Polls',
		name: 'benchPolls',
		group: ['transform'],
		version: 1,
		description: 'Polls a trigger',
		defaults: { name: 'Polls' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Polls', name: 'polls', type: 'number', default: 1 },
			{ displayName: 'Changes', name: 'changes', type: 'json', default: '{}' },
		],
	};

	async execute() {
		const { PollContext } = require(require.resolve('n8n-core', { paths: [process.argv[1]] }));
		const { workflow, additionalData } = this;
		const trigger = workflow.getNode('Trigger');
		const { poll } = workflow.nodeTypes.getByNameAndVersion(trigger.type, trigger.typeVersion);
		const { url, headers, rows = 0 } = JSON.parse(this.getNodeParameter('changes', 0));
		const context = () => new PollContext(workflow, trigger, additionalData, 'trigger', 'activate');
		const timed = async (work) => {
			const began = performance.now();
			const output = await work();
			return { output, milliseconds: performance.now() - began };
		};
		const pollOnce = async () => await poll.call(context());
		const ids = rows === 0 ? [] : await idsOf(url, headers, rows);
		await pollOnce();
		const measured = [];
		const warmUps = 5;
		const polls = this.getNodeParameter('polls', 0);
		for (let at = -warmUps; at < polls; at++) {
			await change(url, headers, ids, `Town ${at + warmUps}`);
			await pause();
			const credential = await timed(async () => await context().getCredentials('kiamoApi'));
			await pause();
			const { output, milliseconds } = await timed(pollOnce);
			const items = output?.[0].length ?? 0;
			if (at >= 0) measured.push({ json: { milliseconds, credential: credential.milliseconds, items } });
		}
		return [measured];
	}
}

/** Polls are a minute apart: n8n has prepared the next isolate of its expressions by then. */
const pause = async () => await setTimeout(200);

async function idsOf(url, headers, rows) {
	const ids = [];
	while (ids.length < rows) {
		const answer = await fetch(`${url}?limit=500&offset=${ids.length}`, { headers });
		ids.push(...(await answer.json()).data.map(({ id }) => id));
	}
	return ids.slice(0, rows);
}

async function change(url, headers, ids, contactCity) {
	for (let at = 0; at < ids.length; at += 100) {
		const body = JSON.stringify(ids.slice(at, at + 100).map((id) => ({ id, fields: { contactCity } })));
		const answer = await fetch(url, {
			method: 'PUT',
			headers: { ...headers, 'content-type': 'application/json' },
			body,
		});
		if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
		await answer.arrayBuffer();
	}
}

exports.BenchPolls = BenchPolls;
