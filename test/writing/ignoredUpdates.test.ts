/** Servers that answer an update with success, and change nothing. */
import { operationUses } from '../quirks/operations';
import { startWorld } from '../quirks/world';
import { credentialsOf } from '../contactManager/support';
import { runNode } from '../support/harness';
import { serve } from '../http/support';

const updates = [
	'agent.update',
	'agent.upsert to update an agent',
	'interaction.update',
	'activity.update',
	'plannedActivity.update',
	'plannedActivity.upsert to change what is otherwise',
	'plannedActivity.replace to change what is otherwise',
];

/** Runs a use on a server that answers PUT with `{}`, `after` the work or without it. */
async function runIgnored(title: string, isDone: boolean) {
	const use = operationUses.find((one) => one.title === title);
	if (!use) throw new Error(`There is no use ${title}`);
	const kiamo = await startWorld();
	const server = await serve((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const { method = 'GET', url = '/', headers } = incoming;
			const isPut = method === 'PUT';
			const reply = (status: number, text: string) =>
				response.writeHead(status, { 'content-type': 'application/json' }).end(isPut ? '{}' : text);
			if (isPut && !isDone) return reply(200, '');
			const body = method === 'GET' ? undefined : Buffer.concat(chunks);
			const sent = {
				'kiamo-api-token': String(headers['kiamo-api-token']),
				'content-type': 'application/json',
			};
			return void fetch(new URL(url, kiamo.url), { method, headers: sent, body }).then(
				async (answer) => reply(answer.status, await answer.text()),
				() => response.destroy(),
			);
		});
	});
	try {
		const parameters = use.use.set?.(kiamo) ?? {};
		kiamo.clock.advance(60_000);
		const [resource, operation] = use.name.split('.');
		return await runNode({
			node: use.of.node,
			credentials: credentialsOf(kiamo, { serverUrl: server.url }),
			parameters: { resource, operation, ...parameters },
		});
	} finally {
		await server.close();
		await kiamo.close();
	}
}

it.each(updates)('%s: a hint says what Kiamo shows otherwise than it was sent', async (title) => {
	const { error, hints } = await runIgnored(title, false);
	expect(error).toBeUndefined();
	expect(hints.map(({ message }) => message)).toEqual([
		expect.stringMatching(/^Kiamo confirmed 1 update but shows other values than were sent for: "\w+"/),
	]);
});

it.each(updates)('%s: no hint where the update was done', async (title) => {
	const { error, hints } = await runIgnored(title, true);
	expect(error).toBeUndefined();
	expect(hints).toEqual([]);
});
