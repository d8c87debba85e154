import type { Page } from '@playwright/test';
import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { expect, test } from '../support/test';
import { callWebhook } from '../support/webhook';
import { callIn, inLanguage, openService, readExample, urlOf } from './support';

const example = readExample('live-wallboard.json');

const name = 'Dépannage <24 h> & urgences';
const login = { user: 'screen', password: 'a-long-random-word' };
const path = '/webhook/kiamo-wallboard';

test.use({ httpCredentials: { username: login.user, password: login.password } });

// A screen shows the page; the figures change by themselves, and it survives an outage.
test('Live wallboard: a page with a chart of queues and agents, seen in a browser', async ({
	page,
	session,
	simulator,
	publish,
}) => {
	const service = openService(simulator, name);
	callIn(simulator, service, 7);
	simulator.centre.indicators.override(service, { longest_wait_seconds: 200 });
	const token = simulator.tokens.add({ label: 'The screen', apis: ['supervision'], verbs: ['GET'] });
	const credential = await session.saveKiamoCredential(simulator, {
		name: 'Kiamo, to look at',
		apiToken: token.value,
	});
	const httpBasicAuth = await session.saveCredential('Screen', 'httpBasicAuth', login);
	const chosen = chooseKiamo(example, credential, {});
	await publish(changeNode(chosen, 'Wallboard opened', { credentials: { httpBasicAuth } }));
	expect((await callWebhook(urlOf(path))).status).toBe(401);

	await page.goto(urlOf(path));
	const row = page.locator('.queue', { hasText: name });
	await row.getByText('7 · 3:20').waitFor();
	await checkBars(page);
	expect(await page.locator('.stack .bar').count()).toBeGreaterThan(1);
	await page.getByText('Nadège Arnaud').waitFor();

	callIn(simulator, service, 2);
	await row.getByText('9 · 3:20').waitFor();
	token.active = false;
	await page.getByText(inLanguage('No figures from Kiamo', 'Aucune donnée de Kiamo')).waitFor();
	token.active = true;
	await row.getByText('9 · 3:20').waitFor();
});

/** Checks that the bars of the queues are as long as the numbers beside them say. */
async function checkBars(page: Page): Promise<void> {
	const rows = await page.locator('.queue').all();
	const waiting = await Promise.all(
		rows.map(async (row) => parseInt(await row.locator('.count').innerText()) || 0),
	);
	const most = Math.max(5, ...waiting);
	for (const [at, count] of waiting.entries()) {
		const bar = await rows[at].locator('.bar').boundingBox();
		const track = await rows[at].locator('.track').boundingBox();
		const share = (bar?.width ?? 0) / (track?.width ?? 0);
		expect(Math.abs(share - count / most), `the bar for ${count} of ${most}`).toBeLessThan(0.02);
	}
}
