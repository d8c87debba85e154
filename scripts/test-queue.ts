/**
 * `npm run test:queue`: the packed package in an n8n in queue mode, with PostgreSQL, Redis, a main and two workers, whose
 * workers are killed while they write 5,000 customers and while triggers run. Prints what was lost and doubled; fails when
 * anything was. `-- --kills 5` says how often a worker is killed under the triggers. Needs Debian's packages redis-server
 * and postgresql.
 */
import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator';
import { Cluster } from './queue/cluster';
import { addKnownCustomers, sendCustomers } from './queue/customers';
import { keepBeginnings } from './queue/beginnings';
import { killWhileTriggersRun, startWatching } from './queue/triggers';
import type { World } from './queue/world';
import { packPackage } from './sandbox/pack';
import { runScript } from './sandbox/script';
import { Session } from './sandbox/session';

const { values: flags } = parseArgs({ options: { kills: { type: 'string', default: '5' } } });

async function main(): Promise<void> {
	const simulator = await startSimulator({ contacts: 0 });
	const cluster = await Cluster.start(await packPackage());
	try {
		await keepBeginnings(cluster.postgres);
		const session = await Session.open(cluster.main.url);
		const credential = await session.saveKiamoCredential(simulator);
		const [{ id: baseId }] = simulator.bases;
		const world: World = { cluster, session, simulator, credential, baseId, began: 0, interactions: [] };
		addKnownCustomers(world);
		const watching = await startWatching(world);
		world.began = Date.now();
		console.log(`✓ Create or Update: ${await sendCustomers(world)}`);
		console.log(`✓ Triggers: ${await killWhileTriggersRun(world, watching, Number(flags.kills))}`);
		if (simulator.contractViolations.length > 0)
			throw new Error(`The simulator broke the contract: ${JSON.stringify(simulator.contractViolations)}`);
	} finally {
		await cluster.close();
		await simulator.close();
	}
}

runScript(main);
