/**
 * `npm run test:n8n`: the Contact Manager Trigger on a real n8n that is killed again and again, between polls and inside
 * them, while contacts of a simulated Kiamo change. Prints for both of n8n's ways to keep a cursor how many changes were
 * lost and doubled. `-- --minutes 3 --seed 7`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSimulator, type Simulator } from '../simulator';
import { Random } from '../simulator/random';
import { sandbox } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { messageOf, stopAll } from './sandbox/process';
import { Session, type Workflow } from './sandbox/session';

const { values: flags } = parseArgs({
	options: { minutes: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' } },
});

const minuteMs = 60_000;

const modes: Record<string, Record<string, string>> = {
	default: {},
	durable: {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	},
};

/** One change of one contact, as the trigger names it. */
const eventId = /[0-9a-f]{24}\|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

const workflow = (baseId: string, credential: object): Workflow => ({
	name: 'Watch contacts',
	nodes: [
		{
			id: 'trigger',
			name: 'Trigger',
			type: 'n8n-nodes-kiamo.kiamoContactManagerTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				// The shortest that n8n allows.
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				base: { __rl: true, mode: 'id', value: baseId },
			},
			credentials: { kiamoApi: credential },
		},
	],
	connections: {},
	settings: { executionOrder: 'v1' },
});

/** Changes contacts for a while, and ends n8n as a power cut would, now and then. */
async function live(simulator: Simulator, random: Random, until: number, n8n: N8n): Promise<void> {
	const [{ id: baseId }] = simulator.bases;
	let nextKill = Date.now() + 40_000;
	while (Date.now() < until) {
		const contacts = simulator.contacts(baseId);
		if (contacts.length < 20 || random.chance(0.5))
			simulator.addContact(baseId, { contactLastName: `Name ${contacts.length}` });
		else simulator.changeContact(baseId, random.pick(contacts).id, { contactLastName: `Name ${Date.now()}` });
		await wait(200 + random.integer(400));
		if (Date.now() < nextKill) continue;
		await n8n.kill();
		await wait(1000);
		await n8n.start();
		nextKill = Date.now() + 30_000 + random.integer(50_000);
	}
}

async function emittedBy(session: Session, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const emitted: string[] = [];
	let lastId = '';
	for (;;) {
		const page = await session.call<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}&limit=100${lastId && `&lastId=${lastId}`}`,
		);
		if (page.results.length === 0) return emitted;
		for (const { id } of page.results) {
			const { data } = await session.call<{ data?: string }>('GET', `/executions/${id}`);
			emitted.push(...new Set(data?.match(eventId) ?? []));
			lastId = id;
		}
	}
}

async function run(mode: string, tarball: string): Promise<boolean> {
	rmSync(join(sandbox, 'users', `trigger-${mode}`), { recursive: true, force: true });
	const n8n = await N8n.prepare({ user: `trigger-${mode}`, environment: modes[mode] });
	await n8n.installPackage(tarball);
	const simulator = await startSimulator({ contacts: 0 });
	try {
		await n8n.start();
		const session = await Session.open(n8n.url);
		const credential = await session.saveCredential('Kiamo', 'kiamoApi', {
			serverUrl: simulator.url,
			apiToken: simulator.token,
		});
		const [{ id: baseId }] = simulator.bases;
		const id = await session.saveWorkflow(workflow(baseId, credential));
		const { versionId } = await session.call<{ versionId: string }>('GET', `/workflows/${id}`);
		await session.call('POST', `/workflows/${id}/activate`, { versionId });
		await wait(8000);

		const began = simulator.clock.now().getTime();
		await live(
			simulator,
			new Random(Number(flags.seed), mode),
			Date.now() + Number(flags.minutes) * minuteMs,
			n8n,
		);
		await wait(2 * minuteMs + 10_000);
		const emitted = await emittedBy(await Session.open(n8n.url), id);
		const shown = simulator
			.contacts(baseId)
			.filter(({ updated_at }) => Date.parse(updated_at) >= began)
			.map((contact) => `${contact.id}|${contact.updated_at}`);
		const lost = shown.filter((version) => !emitted.includes(version));
		const doubled = emitted.filter((version, at) => emitted.indexOf(version) !== at);
		console.log(
			`${mode.padEnd(8)} emitted ${emitted.length}, lost ${lost.length}, doubled ${doubled.length} (seed ${flags.seed})`,
		);
		return lost.length === 0 && (mode === 'default' || doubled.length === 0);
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

async function main(): Promise<void> {
	const tarball = await packPackage();
	for (const mode of Object.keys(modes)) {
		if (!(await run(mode, tarball))) process.exitCode = 1;
	}
}

main()
	.catch((error: unknown) => {
		console.error(messageOf(error));
		process.exitCode = 1;
	})
	.finally(() => stopAll());
