import type { Page } from 'playwright-core';
import type { Simulator } from '../../simulator';
import { expectSame } from '../expectSame';
import { chooseFromList, closePanel, execute, giveId, makeWorkflow, outputOf, type } from './editor';
import { see, seePromised } from './promise';
import type { Step } from './step';

const node = 'Kiamo Contact Manager';

export const getContacts: Step = {
	name: 'First workflow: Get Many',
	async take({ page, simulator }) {
		const [base] = simulator.bases;
		const contacts = simulator.contacts(base.id);
		await makeWorkflow(page, node, 'Get many contacts');
		await chooseFromList(page, 'base', base.name);
		await execute(page);
		const output = outputOf(page);
		await see(output.getByTestId('ndv-items-count'), `${contacts.length} items`);
		const table = await see(output.locator('table'), contacts[0].id);
		const missing = contacts.filter(({ id }) => !table.includes(id));
		expectSame('Contacts of Kiamo that the table does not show', missing, []);
		return `${contacts.length} items, all contacts of ${base.name}`;
	},
};

export const giveWrongId: Step = {
	name: 'Wrong ID',
	async take({ page, simulator }) {
		const id = simulator.bases[0].id.replace(/.{4}$/, '0000');
		await giveId(page, 'base', id);
		await execute(page);
		const seen = await seeError(page, 'Kiamo knows no … with the ID "…"');
		if (!seen.includes(`no base with the ID "${id}"`)) throw new Error(`Another thing is missed: ${seen}`);
		await closePanel(page);
		return seen;
	},
};

const lastName = 'Première';

export const missRight: Step = {
	name: 'Missing right',
	async take({ page, simulator }) {
		const [base] = simulator.bases;
		await makeWorkflow(page, node, 'Create a contact');
		await see(page.getByTestId('empty-fields-notice'), 'Choose a base to see its fields');
		await chooseFromList(page, 'base', base.name);
		await type(page, 'contactLastName', lastName);
		await execute(page);
		const seen = await seeError(page, 'The API token may not do this: it lacks the right … on the … API');
		if (!seen.includes('the right POST on the Contact Manager API'))
			throw new Error(`Another right: ${seen}`);
		expectSame('Contacts created', created(simulator), []);
		return seen;
	},
};

export const tickRight: Step = {
	name: 'The right ticked in Kiamo, as the advice says',
	async take({ page, simulator, token }) {
		token.verbs.push('POST');
		await execute(page);
		await see(outputOf(page).locator('table'), lastName);
		const [contact, ...others] = created(simulator);
		expectSame('Other contacts created', others, []);
		await see(outputOf(page).locator('table'), contact.id);
		await closePanel(page);
		return `contact ${contact.id} is in Kiamo`;
	},
};

const created = (simulator: Simulator) =>
	simulator.contacts().filter(({ fields }) => fields.contactLastName === lastName);

/** What the panel of a node says of a failure, and what it advises. */
async function seeError(page: Page, sentence: string): Promise<string> {
	const message = await seePromised(page.getByTestId('node-error-message'), sentence);
	return `${message}. ${await see(page.getByTestId('node-error-description'), /\S/)}`;
}
