import { expect, type Page } from '@playwright/test';

/** What people look for in the list of nodes, in English and in French, and the node that does it. */
export const searches: Array<[words: string, node: string]> = [
	['sync contacts with CRM', 'Kiamo Contact Manager'],
	['call center contacts', 'Kiamo Contact Manager'],
	['format phone number', 'Kiamo Contact Manager'],
	['schedule callback', 'Kiamo Interaction'],
	['call recording', 'Kiamo Interaction'],
	['missed calls', 'Kiamo Interaction'],
	['agent status', 'Kiamo Agent'],
	['click to call', 'Kiamo Agent'],
	['shift planning', 'Kiamo Activity Planning'],
	['waiting calls', 'Kiamo Supervision'],
	['synchroniser les contacts', 'Kiamo Contact Manager'],
	['fiche client', 'Kiamo Contact Manager'],
	['rappel client', 'Kiamo Interaction'],
	["enregistrement d'appel", 'Kiamo Interaction'],
	['appel manqué', 'Kiamo Interaction'],
	['pause agent', 'Kiamo Agent'],
	['compétences des agents', 'Kiamo Agent'],
	['planning des agents', 'Kiamo Activity Planning'],
	['congés', 'Kiamo Activity Planning'],
	["file d'attente", 'Kiamo Supervision'],
	['add a customer', 'Kiamo Contact Manager'],
	['call me back', 'Kiamo Interaction'],
	['log out an agent', 'Kiamo Agent'],
	['longest wait', 'Kiamo Supervision'],
	['agent vacation', 'Kiamo Activity Planning'],
	['modifier un contact', 'Kiamo Contact Manager'],
	['demande de rappel', 'Kiamo Interaction'],
	['agents disponibles', 'Kiamo Agent'],
	["taux d'abandon", 'Kiamo Supervision'],
	['emploi du temps', 'Kiamo Activity Planning'],
];

/** Searches the open list of nodes for these words: the node comes first. */
export async function expectFirst(page: Page, words: string, node: string): Promise<void> {
	const panel = page.getByTestId('node-creator');
	const first = panel.getByTestId('node-creator-item-name').first();
	// What the search before has found must be gone.
	await panel.getByTestId('node-creator-search-bar').fill('');
	await expect(first).not.toHaveText(/^Kiamo/);
	await panel.getByTestId('node-creator-search-bar').fill(words);
	await expect(first, words).toHaveText(node);
}
