import type { Page } from 'playwright-core';
import example from '../../examples/web-form-callback.json';
import { dayOf, momentOf, weekdayOf } from '../../simulator/paris';
import { chooseKiamo, publish } from '../example';
import { until } from '../sandbox/process';
import { openService } from './centre';
import { makeMessages, readMessages } from './messages';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';

const name = 'Rappels du site';

/** Visitors fill in the form in a browser: rightly, twice, with a wrong number, for a Sunday, and while Kiamo refuses. */
export const webFormCallback: Scenario = {
	name: 'Web form → callback in Kiamo: filled in in a browser; sent twice, it is one callback',
	async play({ n8n, session, simulator, credential, browser }) {
		await makeMessages(session);
		await session.fillTable('Opt-out list', [{ phone: '+33 6 98 76 00 01' }, { phone: '' }]);
		const service = openService(simulator, name);
		await publish(session, chooseKiamo(example, credential, { service: { id: service, name } }));
		const days = Array.from({ length: 7 }, (_, at) => dayOf(simulator.clock.now(), 200 + at));
		const on = (weekday: number) => days.find((day) => weekdayOf(day) === weekday) ?? '';
		const planned = () => {
			const rows = simulator.centre.interactions.list({ service_id: [service] });
			return rows.filter(({ reference }) => reference !== null);
		};

		const context = await browser.newContext();
		try {
			const pages = [await context.newPage(), await context.newPage()];
			const url = `${n8n.url}/form/kiamo-callback`;
			const send = async (phone: string, day: string, time: string, page = pages[0]) =>
				await fillIn(page, url, ['Ada Byron', phone, day, time]);
			await until('The form', async () => ((await methodsOf(url)).includes('POST') ? true : undefined));
			const wednesday = on(3);
			const [first, atOnce] = await Promise.all(
				pages.map(async (page) => await send('06 98-76.00 02', wednesday, '09:30', page)),
			);
			if (!/^Thank you\nWe will call 0698760002 on Wednesday .* at 09:30\.$/.test(first))
				throw new Error(`The visitor reads: ${first}`);
			expectSame('The same form sent at once', atOnce, first);
			const again = await send('+33 (0)6 98 76 00 02', wednesday, '09:30');
			expectSame('The same form sent again', again, first);
			const callbacks = planned().map(({ destination, scheduled_date, label }) => [
				destination,
				scheduled_date,
				label,
			]);
			const moment = momentOf(wednesday, '09:30').toISOString();
			expectSame('The callbacks', callbacks, [['0698760002', moment, 'Web form: Ada Byron']]);

			const refused = [
				await send('0698760001', wednesday, '10:00'),
				await send('06 98', wednesday, '10:00'),
				await send('06 98 76 00 03', on(7), '10:00'),
				await send('06 98 76 00 03', mondayBefore(simulator.clock.now()), '10:00'),
			];
			for (const [at, what] of [
				/do not want/,
				/cannot be called/,
				/Monday to Friday/,
				/has passed/,
			].entries())
				if (!refused[at].startsWith('Not planned\n') || !what.test(refused[at]))
					throw new Error(`The visitor reads: ${refused[at]}`);

			const path = new RegExp(`/services/${service}/`);
			const fault = simulator.faults.add({
				kind: 'status',
				status: 403,
				operationId: 'createInteractions',
				path,
				times: 1,
			});
			const failed = await send('06 98 76 00 04', wednesday, '11:00');
			fault.stop();
			if (!/Your request is noted/.test(failed)) throw new Error(`The visitor reads: ${failed}`);
			expectSame('The callbacks', planned().length, 1);
			const messages = await readMessages(session, '0698760002');
			expectSame('The confirmations', messages.length, 1);
			const noted = await readMessages(session, 'Your request is noted');
			expectSame(
				'What was noted',
				noted.map(({ alarmId }) => alarmId),
				[`WEB-698760004-${wednesday}T11:00`],
			);
			return `“${first.replace('\n', ': ')}”; refused: “${refused[1].replace('\n', ': ')}”`;
		} finally {
			await context.close();
		}
	},
};

/** The methods that n8n takes at an address; for a while after publishing a form it can be read, but not sent. */
async function methodsOf(url: string): Promise<string> {
	const answer = await fetch(url, { method: 'OPTIONS', headers: { origin: new URL(url).origin } });
	return answer.headers.get('access-control-allow-methods') ?? '';
}

/** Fills in the form and sends it. Returns what the last page says. */
async function fillIn(page: Page, url: string, [who, phone, day, time]: string[]): Promise<string> {
	await page.goto(url, { timeout: 120_000 });
	await page.locator('#field-0').fill(who);
	await page.locator('#field-1').fill(phone);
	await page.locator('#field-2').fill(day);
	await page.locator('#field-3').selectOption(time);
	await page.locator('#submit-btn').click();
	await page.waitForURL(/form-waiting/, { timeout: 120_000 });
	await page.locator('h1').waitFor({ timeout: 60_000 });
	const texts = await page.locator('h1, h1 + p').allInnerTexts();
	return texts.map((text) => text.trim()).join('\n');
}

/** The Monday of the week before. */
function mondayBefore(now: Date): string {
	return dayOf(now, -6 - weekdayOf(dayOf(now)));
}
