import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import example from '../../examples/recording-to-file.json';
import { changeNode, chooseKiamo } from '../example';
import { until } from '../sandbox/process';
import { openService } from './centre';
import { publishAndPoll } from './interactions';
import type { Scenario } from './scenario';
import { expectSame } from '../expectSame';

const texts = [
	'attachmentId',
	'interactionId',
	'kind',
	'status',
	'file',
	'customerNumber',
	'endedAt',
	'reason',
];

/** A call has two recordings, one of them later than the other; somebody leaves a voicemail; a third cannot be had. */
export const recordingToFile: Scenario = {
	name: 'Recording ready → file: the bytes on the disk are those of Kiamo',
	async play({ n8n, session, simulator, credential }) {
		const columns = Object.fromEntries(texts.map((column) => [column, 'string'] as const));
		await session.makeTable('Recordings', { ...columns, bytes: 'number' });
		const { centre, clock } = simulator;
		const service = openService(simulator, 'Enregistrée');
		const { id: agent } = centre.agents.add({ first_name: 'Aude', last_name: 'Lucas', login: 'alucas' });
		const folder = join(n8n.folder, 'files');
		mkdirSync(folder, { recursive: true });

		const chosen = changeNode(chooseKiamo(example, credential, {}), 'Recording ready', {
			parameters: { filters: { services: [String(service)] } },
		});
		const settings = example.nodes.find(({ name }) => name === 'Settings')?.parameters.assignments;
		const assignments = settings?.assignments.map((one) => ({ ...one, value: folder }));
		const placed = changeNode(chosen, 'Settings', { parameters: { assignments: { assignments } } });
		const quick = changeNode(placed, 'Two minutes', { parameters: { amount: 5, unit: 'seconds' } });
		await publishAndPoll(session, simulator, quick);

		const call = (customer: string) => {
			const at = new Date(clock.now().getTime() - 60_000);
			const { id } = centre.receive({ service, customer }, { at });
			centre.answer(id, agent, { at });
			centre.hangUp(id);
			centre.endWrapUp(id);
			return id;
		};
		const twice = call('+33698763001');
		const early = centre.attach(twice, { name: '../première partie.wav' });
		const late = centre.attach(twice, { readyAfter: 25_000, size: 60_000 });
		const { id: message } = centre.receive({ service, customer: '0698763002' });
		centre.abandon(message);
		const voicemail = centre.attach(message, { kind: 'voicemail' });
		const refused = call('0698763003');
		centre.attach(refused);
		const path = new RegExp(`/interactions/${refused}/attachments/`);
		const fault = simulator.faults.add({ kind: 'status', status: 403, path, times: 1 });

		const read = async (id: number) => {
			const rows = await session.readTable('Recordings');
			return rows.filter(({ interactionId }) => interactionId === String(id));
		};
		await until('The files', async () => {
			const rows = [...(await read(twice)), ...(await read(message)), ...(await read(refused))];
			return rows.length >= 4 || undefined;
		});
		fault.stop();
		const saved = [...(await read(twice)), ...(await read(message))];
		expectSame(
			'The outcomes',
			saved.map(({ status }) => status),
			['saved', 'saved', 'saved'],
		);
		for (const { attachmentId, interactionId, file, bytes } of saved) {
			if (!existsSync(String(file))) throw new Error(`There is no file ${String(file)}`);
			const [there, ours] = [
				centre.attachments.bytes(Number(interactionId), Number(attachmentId)),
				readFileSync(String(file)),
			];
			if (!there.equals(ours) || bytes !== there.length)
				throw new Error(`${String(file)} has other bytes than Kiamo`);
		}
		const ids = saved.map(({ attachmentId }) => Number(attachmentId)).sort((a, b) => a - b);
		expectSame(
			'The attachments',
			ids,
			[early, late, voicemail].sort((a, b) => a - b),
		);
		const [failed] = await read(refused);
		expectSame('What was refused', [failed.status, failed.customerNumber], ['failed', '+33698763003']);
		return `three files; one came later; one failed: “${String(failed.reason).slice(0, 60)}…”`;
	},
};
