/**
 * The Contact Manager Trigger neither loses nor duplicates changes while n8n is killed between polls and inside them, and
 * Kiamo fails. The same seed makes the same choices; their moments depend on the machine.
 *
 * Lost is an owed change (see Changes) whose event ID is in no execution; duplicated one whose event ID is there twice.
 * n8n writes the trigger's state and the execution one after the other, unless its cursors are durable. A kill in between
 * duplicates or loses what that poll brought, whatever a trigger does. The verdict tells these apart, each proved by what
 * n8n had on its disk at the kill. They fail the test with durable cursors only; all others always do.
 */
import { currentN8n, type N8nVersion } from '../../../scripts/sandbox/install';
import { N8n } from '../../../scripts/sandbox/n8n';
import type { Simulator } from '../../../simulator';
import { Random } from '../../../simulator/random';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { Changes } from './changes';
import { Editor } from './editor';
import { Incidents } from './incidents';
import { Memory, readEmissions } from './memory';
import { Power } from './power';
import { judge, summarize } from './verdict';

const { seed, minutes, tarball } = settings();

interface Setup {
	version: N8nVersion;
	isDurable?: boolean;
	environment: Record<string, string>;
}

/** A restarted n8n takes over what the killed one had started after a while: a short one here, to leave time for more. */
const hurried = {
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '20',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
	N8N_SCHEDULER_LEASE_DURATION: '20',
	N8N_SCHEDULER_REAPER_INTERVAL: '5',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};
const durable = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};
const setups: Record<string, Setup> = {
	default: { version: currentN8n, environment: hurried },
	durable: { version: currentN8n, isDurable: true, environment: { ...durable, ...hurried } },
	'1.x': { version: '1.123.81', environment: {} },
};

for (const [name, setup] of Object.entries(setups)) {
	test(`${name}: ${minutes} minutes of kills and faults, nothing lost or duplicated by the trigger (seed ${seed})`, async ({
		simulator,
	}) => {
		const { version, isDurable = false, environment } = setup;
		const n8n = await N8n.prepare({ user: `kills-${name}`, fresh: true, version, environment });
		await n8n.installPackage(tarball);
		try {
			const { power, owed } = await live(n8n, simulator, name);
			const verdict = judge(owed, await readEmissions(n8n), isDurable ? [] : power.outages);
			console.log(summarize(name, verdict, power));
			await test.info().attach('what happened when', { body: power.log.join('\n') });
			expect(verdict.lost).toEqual([]);
			expect(verdict.duplicated).toEqual(verdict.duplicatedByN8n);
			expect(owed.size).toBeGreaterThan(0);
		} finally {
			await n8n.stop();
		}
	});
}

/** Lets it all happen in one n8n, which is down at the end. */
async function live(n8n: N8n, simulator: Simulator, name: string) {
	const [{ id: baseId }] = simulator.bases;
	simulator.clearContacts(baseId);
	await n8n.start();
	const editor = new Editor(n8n, simulator, baseId);
	const changes = new Changes(simulator, baseId, new Random(seed, name, 'changes'));
	const { polls, owed } = changes;
	const power = new Power(n8n, polls, () => Memory.read(n8n));
	const random = new Random(seed, name, 'incidents');
	const incidents = new Incidents({ simulator, editor, polls, random, power });
	try {
		await editor.publish();
		await incidents.poll();
		const running = changes.run();
		await incidents.run(Date.now() + minutes * 60_000);
		changes.stop();
		await running;
		// The poll after the last change shows it, and what n8n put off comes with another.
		for (let more = 3; more > 0; more--) await incidents.poll();
		await n8n.stop();
		return { power, owed };
	} finally {
		changes.stop();
		polls.close();
	}
}
