import { startWebPage } from '../../simulator/webPage';
import { until } from '../sandbox/process';
import { Crm, crmTable, newRow } from '../twoWay/sides';
import { startTwoWay } from '../twoWay/start';
import { openEditor, openPage } from '../sandbox/browser';
import { pace, type Scenario } from './scenario';

/** A person changes a contact on Kiamo's page, in a browser, and sees it arrive in the table of the CRM in n8n. */
export const twoWay: Scenario = {
	name: 'Kiamo ↔ CRM, both ways: a change made on a web page shows up in the table of the CRM',
	async play({ n8n, session, simulator, credential, browser }) {
		const base = simulator.bases[1];
		const person = newRow({
			crmId: 'C-BROWSER',
			firstName: 'Ada',
			lastName: 'Byron',
			email: 'ada@example.fr',
		});
		await Crm.begin(session, [person]);
		await startTwoWay(session, credential, base, { seconds: pace });
		const kiamoPage = await startWebPage(simulator, { port: 0 });
		const page = await openPage(browser);
		try {
			const found = `${kiamoPage.url}/bases/${base.id}?search=ada%40example.fr`;
			const town = page.locator('tr[id^="contact-"] input[name="contactCity"]');
			await until('The person in Kiamo', async () => {
				await page.goto(found);
				return (await town.count()) > 0 || undefined;
			});
			await town.fill('Kiamo-les-Bains');
			await town.press('Enter');

			const began = Date.now();
			const isThere = async () =>
				(await session.readTable(crmTable)).some(({ city }) => city === 'Kiamo-les-Bains') || undefined;
			await until('The change in the table of the CRM', isThere, { interval: 1000 });
			const seconds = Math.round((Date.now() - began) / 1000);

			const editor = await openEditor(browser, n8n);
			// n8n draws only the columns that there is room for.
			await editor.setViewportSize({ width: 3000, height: 900 });
			const table = await session.findTable(crmTable);
			await editor.goto(`${n8n.url}/projects/${session.projectId}/datatables/${table}`);
			await editor.getByRole('gridcell', { name: 'Kiamo-les-Bains', exact: true }).waitFor();
			return `carried over after ${seconds} s, and seen in n8n's own table`;
		} finally {
			await page.context().close();
			await kiamoPage.close();
		}
	},
};
