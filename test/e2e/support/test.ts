import { test as base } from '@playwright/test';
import { launchOptions } from '../../../scripts/sandbox/browser';
import { Session, type Workflow } from '../../../scripts/sandbox/session';
import { startSimulator, type Simulator } from '../../../simulator';
import { settings } from './settings';

export { expect } from '@playwright/test';

/** What the tests of one worker share. */
interface Shared {
	simulator: Simulator;
	/** The owner's session in the n8n of the suite. */
	session: Session;
	/** The credential of the simulated Kiamo, with every right. */
	credential: { id: string; name: string };
}

interface Own {
	/** Publishes a workflow until the end of the test. Returns its ID. */
	publish: (workflow: Workflow) => Promise<string>;
}

/** Playwright's `test`, with a simulated Kiamo and the n8n that the suite shares. */
export const test = base.extend<Own, Shared>({
	launchOptions: [async ({}, use) => await use(launchOptions()), { scope: 'worker' }],
	simulator: [
		async ({}, use) => {
			const simulator = await startSimulator({ contacts: 20, seed: 7 });
			await use(simulator);
			await simulator.close();
			const { contractViolations } = simulator;
			if (contractViolations.length > 0)
				throw new Error(`The contract was violated: ${JSON.stringify(contractViolations)}`);
		},
		{ scope: 'worker' },
	],
	session: [
		async ({}, use) => {
			const { n8n } = settings();
			if (!n8n) throw new Error('The tests of this suite share no n8n');
			await use(await Session.open(n8n.url));
		},
		{ scope: 'worker' },
	],
	credential: [
		async ({ session, simulator }, use, { workerIndex }) => {
			const { id, name } = await session.saveKiamoCredential(simulator, { name: `Kiamo ${workerIndex}` });
			await use({ id, name });
		},
		{ scope: 'worker' },
	],
	async publish({ session }, use) {
		const published: string[] = [];
		await use(async (workflow) => {
			const id = await session.publish(workflow);
			published.push(id);
			return id;
		});
		for (const id of published) await session.unpublish(id);
	},
});
