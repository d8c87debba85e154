import type { Page } from '@playwright/test';
import { fillTable } from '../../../scripts/sandbox/tables';
import { chooseKiamo } from '../../../scripts/workflow';
import { dayOf, momentOf, weekdayOf } from '../../../simulator/paris';
import { expect, test } from '../support/test';
import { inLanguage, openService, readExample, readMessages, urlOf } from './support';

const example = readExample('web-form-callback.json');

const name = 'Rappels du site';

// Visitors fill in the form: correctly, twice, with a wrong number, for a Sunday, and while Kiamo refuses.
test('Web form → callback in Kiamo: filled in in a browser; sent twice, it is one callback', async ({
	context,
	session,
	simulator,
	credential,
	publish,
}) => {
	await fillTable(session, 'Kiamo recipe: opt-out list', [{ phone: '+33 6 98 76 00 01' }, { phone: '' }]);
	const service = openService(simulator, name);
	await publish(chooseKiamo(example, credential, { service: { id: service, name } }));
	const days = Array.from({ length: 7 }, (_, at) => dayOf(simulator.clock.now(), 200 + at));
	const on = (weekday: number) => days.find((day) => weekdayOf(day) === weekday) ?? '';
	const created = () =>
		simulator.centre.interactions
			.list({ service_id: [service] })
			.filter(({ reference }) => reference !== null);

	const pages = [await context.newPage(), await context.newPage()];
	const url = urlOf('/form/kiamo-callback');
	const send = async (phone: string, day: string, time: string, page = pages[0]) =>
		await fillIn(page, url, ['Ada Byron', phone, day, time]);
	// For a while after publishing, a form can be read but not sent.
	await expect.poll(async () => await methodsOf(url)).toContain('POST');
	const wednesday = on(3);
	const [first, atOnce] = await Promise.all(
		pages.map(async (page) => await send('06 98-76.00 02', wednesday, '09:30', page)),
	);
	expect(first).toMatch(
		inLanguage(
			/^Thank you\nWe will call 0698760002 on Wednesday .* at 09:30\.$/,
			/^Merci\nNous vous appellerons au 0698760002 le mercredi .* à 09:30\.$/,
		),
	);
	expect(atOnce).toBe(first);
	expect(await send('+33 (0)6 98 76 00 02', wednesday, '09:30')).toBe(first);
	const scheduled_date = momentOf(wednesday, '09:30').toISOString();
	const callback = {
		destination: '0698760002',
		scheduled_date,
		label: inLanguage('Web form: Ada Byron', 'Formulaire web\u00a0: Ada Byron'),
	};
	expect(created()).toMatchObject([callback]);

	const lastWeek = dayOf(simulator.clock.now(), -6 - weekdayOf(dayOf(simulator.clock.now())));
	for (const [phone, day, reason] of [
		['0698760001', wednesday, inLanguage(/do not want/, /ne souhaitent pas/)],
		['06 98', wednesday, inLanguage(/cannot be called/, /ne peut pas être appelé/)],
		['06 98 76 00 03', on(7), inLanguage(/Monday to Friday/, /du lundi au vendredi/)],
		['06 98 76 00 03', lastWeek, inLanguage(/has passed/, /est déjà passée/)],
	] as const) {
		const answer = await send(phone, day, '10:00');
		expect(answer).toMatch(inLanguage(/^Not planned\n/, /^Non planifié\n/));
		expect(answer).toMatch(reason);
	}

	const fault = simulator.faults.add({
		kind: 'status',
		status: 403,
		operationId: 'createInteractions',
		path: new RegExp(`/services/${service}/`),
		times: 1,
	});
	const noted = inLanguage('Your request is noted', 'Votre demande est enregistrée');
	expect(await send('06 98 76 00 04', wednesday, '11:00')).toContain(noted);
	fault.stop();
	expect(created()).toHaveLength(1);
	expect(await readMessages(session, '0698760002')).toHaveLength(1);
	const alarmId = `WEB-+33698760004-${wednesday}T11:00`;
	expect(await readMessages(session, noted)).toMatchObject([{ alarmId }]);
});

async function methodsOf(url: string): Promise<string> {
	const answer = await fetch(url, { method: 'OPTIONS', headers: { origin: new URL(url).origin } });
	return answer.headers.get('access-control-allow-methods') ?? '';
}

/** Fills in the form and sends it. Returns what the last page says. */
async function fillIn(page: Page, url: string, [who, phone, day, time]: string[]): Promise<string> {
	await page.goto(url);
	await page.locator('#field-0').fill(who);
	await page.locator('#field-1').fill(phone);
	await page.locator('#field-2').fill(day);
	await page.locator('#field-3').selectOption(time);
	await page.locator('#submit-btn').click();
	await page.waitForURL(/form-waiting/);
	await page.locator('h1').waitFor();
	const texts = await page.locator('h1, h1 + p').allInnerTexts();
	return texts.map((text) => text.trim()).join('\n');
}
