import example from '../../examples/interaction-to-crm.json';
import { changeNode, chooseKiamo } from '../example';
import { until } from '../sandbox/process';
import { openService } from './centre';
import { publishAndPoll } from './interactions';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';

const name = 'Ventes, notes';
const customers = [
	{ crmId: 'N-1', phone: '', mobile: '06 98 76 10 01' },
	{ crmId: 'N-2', phone: '0198761002', mobile: '' },
	{ crmId: 'N-3', phone: '+33198761002', mobile: '' },
];

/** Calls end: of a customer, of a couple, of somebody unknown; and an agent changes the qualification afterwards. */
export const interactionToCrm: Scenario = {
	name: 'Interaction ended → note in the CRM: one note each, linked by the number, corrected by a later qualification',
	async play({ session, simulator, credential }) {
		await session.fillTable('CRM customers', customers);
		const texts = ['interactionId', 'crmId', 'customers', 'number', 'at', 'direction', 'service', 'agent'];
		const columns = [...texts, 'qualification', 'comment', 'text'].map(
			(column) => [column, 'string'] as const,
		);
		const seconds = ['waitingSeconds', 'handlingSeconds', 'wrapUpSeconds'] as const;
		await session.makeTable('CRM notes', {
			...Object.fromEntries(columns),
			...Object.fromEntries(seconds.map((column) => [column, 'number'] as const)),
		});
		const service = openService(simulator, name);
		const { id: agent } = simulator.centre.agents.add({
			first_name: 'Zoé',
			last_name: 'Tanguy',
			login: 'ztanguy',
		});
		const chosen = changeNode(chooseKiamo(example, credential, {}), 'Call ended', {
			parameters: { filters: { channels: ['call'], services: [String(service)] } },
		});
		await publishAndPoll(session, simulator, chosen);

		const call = (customer: string | null, qualification?: number) => {
			const { centre, clock } = simulator;
			const ago = (past: number) => new Date(clock.now().getTime() - past * 1000);
			const { id } = centre.receive({ service, customer }, { at: ago(222) });
			centre.answer(id, agent, { at: ago(210) });
			centre.hangUp(id, { at: ago(26) });
			if (qualification) centre.qualify(id, qualification, { comment: 'Colis en route', at: ago(20) });
			centre.endWrapUp(id);
			return String(id);
		};
		const ids = [call('+33698761001', 5), call('0198761002'), call('0698761003'), call(null)];
		const notesOf = async (wanted: string[]) => {
			const notes = await session.readTable('CRM notes');
			return notes.filter(({ interactionId }) => wanted.includes(String(interactionId)));
		};
		const notes = await until('The notes', async () => {
			const found = await notesOf(ids);
			return found.length >= ids.length ? found : undefined;
		});
		const noteOf = (id: string) => notes.find(({ interactionId }) => interactionId === id);
		const linked = ids.map((id) => [noteOf(id)?.number, noteOf(id)?.crmId, noteOf(id)?.customers]);
		expectSame('The links', linked, [
			['+33698761001', 'N-1', 'N-1'],
			['+33198761002', '', 'N-2, N-3'],
			['+33698761003', '', ''],
			['', '', ''],
		]);
		const [first, last] = [noteOf(ids[0]), ids[3]];
		const figures = [...seconds, 'agent', 'service', 'qualification', 'comment'].map((key) => first?.[key]);
		expectSame('The note', figures, [
			12,
			184,
			26,
			'Zoé Tanguy',
			name,
			'Information: Suivi de commande',
			'Colis en route',
		]);

		simulator.centre.qualify(Number(last), 9);
		await until('The correction', async () => {
			const [note] = await notesOf([last]);
			return note.qualification === 'Réclamation' || undefined;
		});
		expectSame('The notes in the end', (await notesOf(ids)).length, ids.length);
		return `“${String(first?.text)}”`;
	},
};
