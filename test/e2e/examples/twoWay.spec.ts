import { logIn } from '../../../scripts/sandbox/browser';
import { findTable } from '../../../scripts/sandbox/tables';
import { crmTable, newRow, readCrm, startTwoWay } from '../../../scripts/start/twoWay';
import { startWebPage } from '../../../simulator/webPage';
import { expect, test } from '../support/test';
import { pace, urlOf } from './support';

const newTown = 'Kiamo-les-Bains';

// A person changes a contact on Kiamo's page, in a browser, and sees it arrive in the table of the CRM in n8n.
test('Kiamo ↔ CRM, both ways: a change made on a web page shows up in the table of the CRM', async ({
	page,
	session,
	simulator,
	credential,
}) => {
	const base = simulator.bases[1];
	simulator.clearContacts(base.id);
	const row = newRow({ firstName: 'Ada', lastName: 'Byron', email: 'ada@example.fr' });
	const id = await startTwoWay(session, [row], { credential, base, seconds: pace });
	const kiamo = await startWebPage(simulator, { port: 0 });
	try {
		const town = page.locator('tr[id^="contact-"] input[name="contactCity"]');
		const [{ email }] = await readCrm(session);
		const isInKiamo = () => simulator.contacts(base.id).some(({ fields }) => fields.contactEmail === email);
		await expect.poll(isInKiamo).toBe(true);
		await page.goto(`${kiamo.url}/bases/${base.id}?search=ada%40example.fr`);
		await town.fill(newTown);
		await town.press('Enter');

		await expect.poll(async () => (await readCrm(session)).map(({ city }) => city)).toEqual([newTown]);
		await logIn(page, urlOf(''));
		// n8n draws only the columns that there is room for.
		await page.setViewportSize({ width: 3000, height: 900 });
		const table = await findTable(session, crmTable);
		await page.goto(urlOf(`/projects/${session.projectId}/datatables/${table}`));
		await expect(page.getByRole('gridcell', { name: newTown, exact: true })).toBeVisible();
	} finally {
		await session.unpublish(id);
		await kiamo.close();
	}
});
