import { logIn } from '../../../scripts/sandbox/browser';
import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { momentOf, dayOf } from '../../../simulator/paris';
import { startScriptedModel, type ModelRequest, type Reply } from '../support/scriptedModel';
import { expect, test } from '../support/test';
import { inLanguage, openService, readExample, urlOf } from './support';

const example = readExample('ai-callback.json');

const name = 'Rappels, assistant';
const phone = '06 98 76 40 01';

// n8n ignores answers to its links that come from bots, and takes a browser without a window for one.
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36' });

// A user asks in the chat of the editor; the model, a substitute, looks for the contact, then wants to write.
test('AI assistant with approval: a callback is planned when a person approves it, and only then', async ({
	page,
	session,
	simulator,
}) => {
	const service = openService(simulator, name);
	const [base] = simulator.bases;
	simulator.addContact(base.id, { contactLastName: 'Kermadec', contactPhoneNumber: phone });
	const day = dayOf(simulator.clock.now(), 2);
	const token = simulator.tokens.add({
		label: 'The assistant',
		apis: ['contactManager', 'interaction'],
		verbs: ['GET', 'POST'],
	});
	const credential = await session.saveKiamoCredential(simulator, {
		name: 'Kiamo, with approval',
		apiToken: token.value,
	});
	const planned = { phone, date: `${day}T14:30`, label: 'Kermadec, about her order' };
	const model = await startScriptedModel((asked) => replyTo(asked, planned));
	try {
		const data = { apiKey: 'none', url: model.url };
		const openAiApi = await session.saveCredential('Model with approval', 'openAiApi', data);
		const chosen = chooseKiamo(example, credential, { base, service: { id: service, name } });
		const id = await session.saveWorkflow(changeNode(chosen, 'Chat model', { credentials: { openAiApi } }));
		const created = () =>
			simulator.centre.interactions
				.list({ service_id: [service] })
				.filter(({ reference }) => reference?.startsWith('AI-'));

		// The buttons of the chat lead to the address that n8n gives itself.
		const editor = urlOf('').replace('127.0.0.1', 'localhost');
		await logIn(page, editor);
		await page.goto(`${editor}/workflow/${id}`);
		await page.getByTestId('workflow-chat-button').click();
		const chat = page.getByTestId('canvas-chat');
		const input = page.getByPlaceholder(/Type (a )?message/);
		// While it shows an answer, the chat takes no message.
		const ask = async (text: string) => {
			await input.fill(text);
			await expect(async () => {
				await input.press('Enter');
				await expect(input).toHaveValue('', { timeout: 2_000 });
			}).toPass();
		};

		await ask('Call Ms. Kermadec back');
		const decline = chat
			.getByRole('link', { name: 'Decline' })
			.or(chat.getByRole('button', { name: 'Decline' }));
		await decline.first().click();
		await expect(chat.getByText('rejected the tool call')).toBeVisible();
		expect(created()).toEqual([]);

		await ask('Do call Ms. Kermadec back');
		const approve = chat
			.getByRole('link', { name: 'Approve' })
			.or(chat.getByRole('button', { name: 'Approve' }));
		await expect(
			chat.getByText(inLanguage(`Number: ${phone}`, `Numéro\u00a0: ${phone}`)).last(),
		).toBeVisible();
		expect(created()).toEqual([]);
		await approve.last().click();
		await expect.poll(created).toMatchObject([
			{
				destination: '0698764001',
				label: planned.label,
				scheduled_date: momentOf(day, '14:30').toISOString(),
			},
		]);
		await expect(chat.getByText('0698764001').last()).toBeVisible();
		const [{ tools }] = model.requests;
		expect(tools.map((tool) => tool.function.name).sort()).toEqual(['Find_contacts', 'Plan_a_callback']);
	} finally {
		model.close();
	}
});

/** Finds contacts, then plans the callback, then repeats what the last tool returned. */
function replyTo({ messages }: ModelRequest, planned: object): Reply {
	const asked = messages.map(({ role }) => role).lastIndexOf('user');
	const returned = messages.slice(asked).filter(({ role }) => role === 'tool');
	if (returned.length === 0) return { tool: 'Find_contacts', arguments: { search: 'Kermadec' } };
	if (returned.length === 1)
		return { tool: 'Plan_a_callback', arguments: { toolParameters: planned, hitlParameters: {} } };
	return String(returned.at(-1)?.content);
}
