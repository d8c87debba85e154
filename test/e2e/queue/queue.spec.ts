/**
 * Queue mode with PostgreSQL, Redis, a main, and two workers: a worker is killed while it writes 5,000 customers, and
 * while triggers run. Nothing is lost or duplicated. Needs Debian's packages redis-server and postgresql.
 */
import { Session } from '../../../scripts/sandbox/session';
import { settings } from '../support/settings';
import { test } from '../support/test';
import { keepBeginnings } from './beginnings';
import { Cluster } from './cluster';
import { addKnownCustomers, sendCustomers } from './customers';
import { killWhileTriggersRun, startWatching } from './triggers';
import type { World } from './world';

const { tarball, kills } = settings();

test(`Create or Update and triggers, with ${kills} kills of workers`, async ({ simulator }) => {
	const [{ id: baseId }] = simulator.bases;
	simulator.clearContacts(baseId);
	const cluster = await Cluster.start(tarball);
	try {
		await keepBeginnings(cluster.postgres);
		const session = await Session.open(cluster.main.url);
		const credential = await session.saveKiamoCredential(simulator);
		const world: World = { cluster, session, simulator, credential, baseId, startedAt: 0, interactions: [] };
		addKnownCustomers(world);
		const watching = await startWatching(world);
		world.startedAt = Date.now();
		await test.step('Create or Update', async () => await sendCustomers(world));
		await test.step('triggers', async () => await killWhileTriggersRun(world, watching, kills));
	} finally {
		await cluster.close();
	}
});
