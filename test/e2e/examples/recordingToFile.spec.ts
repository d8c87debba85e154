import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import english from '../../../examples/recording-to-file.json';
import { findTable, readTable } from '../../../scripts/sandbox/tables';
import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { openService, publishAndPoll, readExample } from './support';

const example = readExample('recording-to-file.json');

const table = 'Kiamo recipe: recordings';

// A call has two recordings, one ready later than the other; a caller leaves a voicemail; Kiamo refuses another call's.
test('Recording ready → file: the bytes on the disk are those of Kiamo', async ({
	session,
	simulator,
	credential,
	publish,
}) => {
	const { centre, clock } = simulator;
	const service = openService(simulator, 'Enregistrée');
	const { id: agent } = centre.agents.add({ first_name: 'Aude', last_name: 'Lucas', login: 'alucas' });
	const folder = join(String(settings().n8n?.folder), 'files');
	mkdirSync(folder, { recursive: true });

	const chosen = changeNode(chooseKiamo(example, credential, {}), 'Recording ready', {
		parameters: { filters: { services: [String(service)] } },
	});
	const assigned = english.nodes.find(({ name }) => name === 'Settings')?.parameters.assignments;
	const assignments = assigned?.assignments.map((one) => ({ ...one, value: folder }));
	const placed = changeNode(chosen, 'Settings', { parameters: { assignments: { assignments } } });
	const quick = changeNode(placed, 'Two minutes', { parameters: { amount: 5, unit: 'seconds' } });
	await publishAndPoll(session, publish, quick);

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

	const rowsOf = async (ids: number[]) => {
		if (!(await findTable(session, table))) return [];
		const rows = await readTable(session, table);
		return rows.filter(({ interactionId }) => ids.includes(Number(interactionId)));
	};
	await expect.poll(async () => (await rowsOf([twice, message, refused])).length).toBeGreaterThanOrEqual(4);
	fault.stop();
	const saved = await rowsOf([twice, message]);
	for (const { status, attachmentId, interactionId, file, bytes } of saved) {
		const expected = centre.attachments.bytes(Number(interactionId), Number(attachmentId));
		expect([status, bytes]).toEqual(['saved', expected.length]);
		expect(readFileSync(String(file)).equals(expected), `the bytes of ${file}`).toBe(true);
	}
	const ids = saved.map(({ attachmentId }) => Number(attachmentId));
	expect(new Set(ids)).toEqual(new Set([early, late, voicemail]));
	expect(saved).toHaveLength(3);
	const failure = { status: 'failed', customerNumber: '+33698763003' };
	expect(await rowsOf([refused])).toMatchObject([failure]);
});
