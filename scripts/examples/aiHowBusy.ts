import example from '../../examples/ai-how-busy.json';
import { changeNode, chooseKiamo } from '../example';
import { callIn, openService } from './centre';
import type { Scenario } from './scenario';
import { startScriptedModel } from './scriptedModel';
import { expectSame } from '../expectSame';

const name = 'Conseil du soir';

/** Somebody asks in the chat; the model, a stand-in, asks the tool and says what it answered. */
export const aiHowBusy: Scenario = {
	name: 'AI assistant: how busy is a service? Asked of Kiamo live, with a tool that only reads',
	async play({ session, simulator }) {
		const service = openService(simulator, name);
		callIn(simulator, service, 3);
		const token = simulator.tokens.add({
			label: 'The assistant',
			apis: ['supervision'],
			verbs: ['GET'],
		});
		const credential = await session.saveKiamoCredential(simulator, {
			name: 'Kiamo, to read only',
			apiToken: token.value,
		});
		const model = await startScriptedModel({ search: 'conseil' });
		try {
			const openAiApi = await session.saveCredential('Model', 'openAiApi', {
				apiKey: 'none',
				url: model.url,
			});
			const chosen = changeNode(chooseKiamo(example, credential, {}), 'Chat model', {
				credentials: { openAiApi },
			});
			const id = await session.saveWorkflow(chosen);
			const question = { sessionId: 's-1', action: 'sendMessage', chatInput: 'Is the evening desk busy?' };
			const ask = async () => {
				const { data } = await session.runWorkflow(id, 'Question', question);
				const { runData, error } = data.resultData;
				if (error) throw new Error(error.message);
				return String(runData.Assistant[0].data?.main[0]?.[0].json.output);
			};
			const output = await ask();
			const told = JSON.parse(output) as object[];

			const [asked] = model.requests;
			expectSame('The tools', asked.tools.length, 1);
			const { name: tool, description, parameters } = asked.tools[0].function;
			expectSame('What the model may choose', Object.keys(parameters.properties), ['search']);
			if (!/live figures/i.test(description)) throw new Error(`The tool is described so: ${description}`);
			const [figures] = told.flat() as Array<Record<string, unknown>>;
			expectSame('What the tool told', [figures.name, figures.waiting, figures.open], [name, 3, true]);
			const size = output.length;
			if (size > 500) throw new Error(`The answer of the tool has ${size} characters`);

			token.active = false;
			const failure = await ask();
			if (!failure.includes('did not accept')) throw new Error(`Without the right it said: ${failure}`);
			return `the tool ${tool} answered in ${size} characters: ${output}`;
		} finally {
			model.close();
		}
	},
};
