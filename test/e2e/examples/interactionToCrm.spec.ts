import { fillTable, findTable, readTable } from '../../../scripts/sandbox/tables';
import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { expect, test } from '../support/test';
import { openService, publishAndPoll, readExample } from './support';

const example = readExample('interaction-to-crm.json');

const name = 'Ventes, notes';
const notesTable = 'Kiamo recipe: CRM notes';
const customers = [
	{ crmId: 'N-1', phone: '', mobile: '06 98 76 10 01' },
	{ crmId: 'N-2', phone: '0198761002', mobile: '' },
	{ crmId: 'N-3', phone: '+33198761002', mobile: '' },
];

// Calls end: of a customer, a couple, a stranger, an anonymous caller; an agent changes the qualification afterwards.
test('Interaction ended → note in the CRM: one note each, linked by the number, corrected by a later qualification', async ({
	session,
	simulator,
	credential,
	publish,
}) => {
	await fillTable(session, 'Kiamo recipe: CRM customers', customers);
	const service = openService(simulator, name);
	const { centre, clock } = simulator;
	const { id: agent } = centre.agents.add({ first_name: 'Zoé', last_name: 'Tanguy', login: 'ztanguy' });
	const chosen = changeNode(chooseKiamo(example, credential, {}), 'Call ended', {
		parameters: { filters: { channels: ['call'], services: [String(service)] } },
	});
	await publishAndPoll(session, publish, chosen);

	const call = (customer: string | null, qualification?: number) => {
		const ago = (past: number) => new Date(clock.now().getTime() - past * 1000);
		const { id } = centre.receive({ service, customer }, { at: ago(222) });
		centre.answer(id, agent, { at: ago(210) });
		centre.hangUp(id, { at: ago(26) });
		if (qualification) centre.qualify(id, qualification, { comment: 'Colis en route', at: ago(20) });
		centre.endWrapUp(id);
		return String(id);
	};
	const ids = [call('+33698761001', 5), call('0198761002'), call('0698761003'), call(null)];
	const notes = async () => {
		if (!(await findTable(session, notesTable))) return [];
		const rows = await readTable(session, notesTable);
		return ids.map((id) => rows.filter(({ interactionId }) => interactionId === id));
	};
	await expect.poll(async () => (await notes()).flat().length).toBeGreaterThanOrEqual(ids.length);
	expect(await notes()).toMatchObject([
		[{ number: '+33698761001', crmId: 'N-1', customers: 'N-1' }],
		[{ number: '+33198761002', crmId: '', customers: 'N-2, N-3' }],
		[{ number: '+33698761003', crmId: '', customers: '' }],
		[{ number: '', crmId: '', customers: '' }],
	]);
	expect((await notes())[0][0]).toMatchObject({
		waitingSeconds: 12,
		handlingSeconds: 184,
		wrapUpSeconds: 26,
		agent: 'Zoé Tanguy',
		service: name,
		qualification: 'Information: Suivi de commande',
		comment: 'Colis en route',
	});

	centre.qualify(Number(ids[3]), 9);
	await expect.poll(async () => (await notes())[3][0].qualification).toBe('Réclamation');
	expect((await notes()).flat()).toHaveLength(ids.length);
});
