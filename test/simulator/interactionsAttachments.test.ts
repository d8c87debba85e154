import { minutes, after, useInteractions } from './interactionClient';

const { simulator, client, clock, centre, get, idsOf } = useInteractions();
const attachmentsOf = async (id: number) =>
	(await client().get<{ data: object[] }>(`/interactions/${id}/attachments`)).data.data;
const download = (id: number, attachmentId: number) =>
	client().get<Buffer>(`/interactions/${id}/attachments/${attachmentId}`, { responseType: 'arraybuffer' });

function endedCall(): number {
	const { id } = centre().receive({ service: 1, customer: '0612345678' });
	centre().answer(id, 1);
	centre().hangUp(id);
	return id;
}

test('a recording is ready some time after the end: only then is it shown, and the change with it', async () => {
	const id = endedCall();
	const attachmentId = centre().attach(id, { kind: 'recording', readyAfter: 45_000 });
	expect(await attachmentsOf(id)).toMatchObject([{ id: attachmentId, ready: false, size: null }]);
	expect(await download(id, attachmentId)).toMatchObject({ status: 409 });
	expect((await get(id)).has_recording).toBe(false);
	clock.advance(minutes(5));
	expect(await get(id)).toMatchObject({
		has_recording: true,
		has_voicemail: false,
		updated_at: after(45_000),
	});
	expect(await idsOf(`?updated_from=${after(45_000)}`)).toEqual([id]);
	expect(await attachmentsOf(id)).toEqual([
		{
			id: attachmentId,
			kind: 'recording',
			name: `recording-${id}-${attachmentId}.wav`,
			mime_type: 'audio/wav',
			size: 16_044,
			ready: true,
			created_at: after(0),
		},
	]);
	const { status, headers, data } = await download(id, attachmentId);
	expect([status, headers['content-type'], headers['content-length']]).toEqual([200, 'audio/wav', '16044']);
	expect([data.length, data.subarray(0, 4).toString()]).toEqual([16_044, 'RIFF']);
});

test('a voicemail or a file is shown as what it is, and every byte of it arrives', async () => {
	const { id } = centre().receive({ service: 1 });
	centre().abandon(id);
	centre().attach(id, { kind: 'voicemail' });
	const content = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
	const file = centre().attach(id, { kind: 'file', name: 'Devis été.pdf', content });
	expect(await get(id)).toMatchObject({ has_voicemail: true, has_recording: false });
	expect(await attachmentsOf(id)).toMatchObject([
		{ kind: 'voicemail' },
		{ kind: 'file', name: 'Devis été.pdf' },
	]);
	expect((await download(id, file)).data.equals(content)).toBe(true);
});

test('an unknown attachment is 404, of another interaction too', async () => {
	const [id, other] = [endedCall(), centre().receive({ service: 1 }).id];
	const attachmentId = centre().attach(id);
	expect((await download(id, 99)).status).toBe(404);
	expect((await download(other, attachmentId)).status).toBe(404);
	expect((await client().get('/interactions/99/attachments')).status).toBe(404);
});

test('bytes can be cut short or off like any other answer', async () => {
	const id = endedCall();
	const attachmentId = centre().attach(id, { size: 100_000 });
	simulator().faults.add({ kind: 'truncated' });
	expect((await download(id, attachmentId)).data).toHaveLength(50_000);
	simulator().faults.add({ kind: 'reset', midway: true });
	await expect(download(id, attachmentId)).rejects.toThrow('aborted');
	simulator().faults.add({ kind: 'status', status: 503 });
	expect((await download(id, attachmentId)).status).toBe(503);
	expect((await download(id, attachmentId)).data).toHaveLength(100_000);
	expect(simulator().counts.byStatus.reset).toBe(1);
});

test('a JSON answer can be cut off in the middle, after the work', async () => {
	simulator().faults.add({ kind: 'reset', midway: true });
	const sent = client().post('/services/4/interactions', [{ destination: '0612345678' }]);
	await expect(sent).rejects.toThrow('aborted');
	expect(await idsOf('')).toHaveLength(1);
});

test('messages are listed in the order they were written', async () => {
	const { id } = centre().receive({ service: 7, customer: 'client@exemple.fr', label: 'Facture' });
	clock.advance(1000);
	centre().answer(id, 11);
	centre().write(id, { author: 'agent', text: 'Bonjour, c’est noté.' });
	const { data } = await client().get<{ data: object[] }>(`/interactions/${id}/messages`);
	expect(data.data).toMatchObject([
		{ author: 'customer', agent_id: null, subject: 'Facture', created_at: after(0) },
		{ author: 'agent', agent_id: 11, text: 'Bonjour, c’est noté.', created_at: after(1000) },
	]);
	expect((await client().get('/interactions/99/messages')).status).toBe(404);
});
