import { expect, type Locator, type Page } from '@playwright/test';
import { expectDocumented } from './troubleshooting';

/** Makes something by the + of the side bar. */
export async function makeNew(page: Page, thing: 'workflow' | 'credential'): Promise<void> {
	await page.getByTestId('universal-add').click();
	await page.getByRole('menuitem', { name: `New ${thing}` }).click();
}

/** Makes a workflow that begins by hand, with a Kiamo node after it whose panel opens: what it does is chosen from the list. */
export async function makeWorkflow(page: Page, node: string, action: string): Promise<void> {
	await openNextStep(page);
	await addKiamoNode(page, node, action);
}

/** Makes a workflow that begins with a Kiamo trigger, whose panel opens: when it starts is chosen from the list. */
export async function makeTriggered(page: Page, node: string, event: string): Promise<void> {
	await openFirstStep(page);
	await addKiamoNode(page, node, event);
}

/** Makes a workflow that begins by hand, and opens the list of nodes for the step after it. */
export async function openNextStep(page: Page): Promise<void> {
	await openFirstStep(page);
	await page.getByTestId('node-creator').getByText('Trigger manually').click();
	await page.getByTestId('canvas-handle-plus').click();
}

async function openFirstStep(page: Page): Promise<void> {
	await makeNew(page, 'workflow');
	await page.getByTestId('canvas-add-button').click();
}

async function addKiamoNode(page: Page, node: string, entry: string): Promise<void> {
	const panel = page.getByTestId('node-creator');
	await panel.getByTestId('node-creator-search-bar').fill('Kiamo');
	await panel.getByTestId('node-creator-item-name').getByText(node, { exact: true }).click();
	await panel.getByText(entry, { exact: true }).click();
	await page.getByTestId('ndv').waitFor();
	await page.getByTestId('node-parameters').waitFor();
	expect(await page.evaluate<string[]>(redTexts), 'Red text in a fresh panel').toEqual([]);
}

/** Runs in the browser: the texts that the parameters of a node show in red. */
const redTexts = `(() => {
	const paper = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
	const isRed = (element) => {
		paper.fillStyle = getComputedStyle(element).color;
		paper.fillRect(0, 0, 1, 1);
		const [red, green, blue] = paper.getImageData(0, 0, 1, 1).data;
		return red > 150 && green < 90 && blue < 100;
	};
	const hasText = ({ childNodes }) =>
		[...childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());
	return [...document.querySelectorAll('[data-test-id="node-parameters"] *')]
		.filter((element) => element.getClientRects().length > 0 && hasText(element) && isRed(element))
		.map(({ textContent }) => textContent.trim());
})()`;

/** Chooses an entry of the list of a parameter such as Base. */
export async function chooseFromList(page: Page, parameter: string, entry: string): Promise<void> {
	await parameterOf(page, parameter).getByTestId('rlc-input').click();
	// A list that opens while the panel still fills itself stays empty in n8n's editor until somebody searches it.
	await expect(async () => {
		await page.getByTestId('rlc-search').fill('');
		await page.getByTestId('rlc-search').fill(entry);
		await page.getByTestId('rlc-item').getByText(entry, { exact: true }).click({ timeout: 10_000 });
	}).toPass();
}

/** Gives the ID of a parameter such as Base instead of choosing from its list. */
export async function giveId(page: Page, parameter: string, id: string): Promise<void> {
	const place = parameterOf(page, parameter);
	await place.getByTestId('rlc-mode-selector').click();
	await page.getByTestId('mode-id').filter({ visible: true }).click();
	await place.getByTestId('rlc-input').fill(id);
}

/** Types into a parameter, or into a field of a mapper. */
export async function type(page: Page, parameter: string, text: string): Promise<void> {
	await parameterOf(page, parameter).locator('input').fill(text);
}

const parameterOf = (page: Page, name: string): Locator => page.getByTestId(`parameter-input-${name}`);

/** Runs the node whose panel is open. */
export async function execute(page: Page): Promise<void> {
	await page.getByTestId('node-execute-button').click();
}

/** Where the panel of a node shows what came out of it. */
export const outputOf = (page: Page): Locator => page.getByTestId('output-panel');

/** Closes the panel of a node. */
export async function closePanel(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
}

/** The panel of a node shows a documented error that contains `part`, and advice. */
export async function expectError(page: Page, sentence: string, part: string): Promise<void> {
	const message = page.getByTestId('node-error-message');
	await expectDocumented(message, sentence);
	await expect(message).toContainText(part);
	await expect(page.getByTestId('node-error-description')).toContainText(/\S/);
}
