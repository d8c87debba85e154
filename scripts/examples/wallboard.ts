import { join } from 'node:path';
import type { Page } from 'playwright-core';
import example from '../../examples/live-wallboard.json';
import { changeNode, chooseKiamo, publish } from '../example';
import { sandbox } from '../sandbox/install';
import { openPage } from '../sandbox/browser';
import { callIn, openService } from './centre';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';
import { ask } from './webhook';

const name = 'Dépannage <24 h> & urgences';
const login = { user: 'screen', password: 'a-long-random-word' };

/** A screen shows the page, light and dark; the figures move by themselves, and an outage does not end it. */
export const wallboard: Scenario = {
	name: 'Live wallboard: a page with a chart of queues and agents, seen in a browser',
	async play({ n8n, session, simulator, browser }) {
		const service = openService(simulator, name);
		callIn(simulator, service, 7);
		simulator.centre.indicators.override(service, { longest_wait_seconds: 200 });
		const token = simulator.tokens.add({ label: 'The screen', apis: ['supervision'], verbs: ['GET'] });
		const credential = await session.saveKiamoCredential(simulator, {
			name: 'Kiamo, to look at',
			apiToken: token.value,
		});
		const httpBasicAuth = await session.saveCredential('Screen', 'httpBasicAuth', login);
		const chosen = changeNode(chooseKiamo(example, credential, {}), 'Wallboard opened', {
			credentials: { httpBasicAuth },
		});
		await publish(session, chosen);
		const url = `${n8n.url}/webhook/kiamo-wallboard`;
		expectSame('Without the password', (await ask(url)).status, 401);

		const page = await openPage(browser, {
			httpCredentials: { username: login.user, password: login.password },
			viewport: { width: 1440, height: 810 },
		});
		try {
			await page.goto(url);
			const row = page.locator('.queue', { hasText: name });
			await row.getByText('7 · 3:20').waitFor();
			await checkBars(page);
			if ((await page.locator('.stack .bar').count()) < 2) throw new Error('The agents have no bars');
			await page.getByText('Nadège Arnaud').waitFor();
			await page.screenshot({ path: join(sandbox, 'wallboard.png') });
			await page.emulateMedia({ colorScheme: 'dark' });
			await page.screenshot({ path: join(sandbox, 'wallboard-dark.png') });

			callIn(simulator, service, 2);
			await row.getByText('9 · 3:20').waitFor();
			token.active = false;
			await page.getByText('No figures from Kiamo').waitFor();
			token.active = true;
			await row.getByText('9 · 3:20').waitFor();
			return 'the queue grew on the screen, which came back after an outage (.sandbox/wallboard.png)';
		} finally {
			await page.context().close();
		}
	},
};

/** Throws when the bars of the queues are not as long as the numbers beside them say. */
async function checkBars(page: Page): Promise<void> {
	const rows = await page.locator('.queue').all();
	const waiting = await Promise.all(
		rows.map(async (row) => parseInt(await row.locator('.told').innerText()) || 0),
	);
	const most = Math.max(5, ...waiting);
	for (const [at, count] of waiting.entries()) {
		const [bar, track] = [rows[at].locator('.bar'), rows[at].locator('.track')];
		const [filled, room] = [await bar.boundingBox(), await track.boundingBox()];
		const share = (filled?.width ?? 0) / (room?.width ?? 0);
		if (Math.abs(share - count / most) > 0.02)
			throw new Error(`The bar for ${count} of ${most} fills ${share} of its place`);
	}
}
