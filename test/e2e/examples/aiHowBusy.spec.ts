import { changeNode, chooseKiamo } from '../../../scripts/workflow';
import { callFirstTool, startScriptedModel } from '../support/scriptedModel';
import { expect, test } from '../support/test';
import { callIn, openService, readExample } from './support';

const example = readExample('ai-how-busy.json');

const name = 'Conseil du soir';

// A user asks in the chat; the model, a substitute, calls the tool and repeats its answer.
test('AI assistant: how busy is a service? Asked of Kiamo live, with a tool that only reads', async ({
	session,
	simulator,
}) => {
	const service = openService(simulator, name);
	callIn(simulator, service, 3);
	const token = simulator.tokens.add({ label: 'The assistant', apis: ['supervision'], verbs: ['GET'] });
	const credential = await session.saveKiamoCredential(simulator, {
		name: 'Kiamo, to read only',
		apiToken: token.value,
	});
	const model = await startScriptedModel(callFirstTool({ search: 'conseil' }));
	try {
		const data = { apiKey: 'none', url: model.url };
		const openAiApi = await session.saveCredential('Model', 'openAiApi', data);
		const chosen = chooseKiamo(example, credential, {});
		const id = await session.saveWorkflow(changeNode(chosen, 'Chat model', { credentials: { openAiApi } }));
		const question = { sessionId: 's-1', action: 'sendMessage', chatInput: 'Is the evening desk busy?' };
		const ask = async () => {
			const { resultData } = (await session.runWorkflow(id, 'Question', question)).data;
			expect(resultData.error?.message).toBeUndefined();
			return resultData.runData.Assistant[0].data?.main[0]?.[0].json.output as string;
		};
		const output = await ask();

		const [request] = model.requests;
		expect(request.tools).toHaveLength(1);
		const { description, parameters } = request.tools[0].function;
		expect(Object.keys(parameters.properties)).toEqual(['search']);
		expect(description).toMatch(/live figures/i);
		const [figures] = (JSON.parse(output) as object[]).flat();
		expect(figures).toMatchObject({ service_name: name, waiting: 3, open: true });
		expect(output.length).toBeLessThanOrEqual(500);

		token.active = false;
		expect(await ask()).toContain("didn't accept");
	} finally {
		model.close();
	}
});
