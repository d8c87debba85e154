import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ToldTool } from '../../support/aiTools';

interface Message {
	role: string;
	content: string;
}

/** A request as a model gets it, in the words of OpenAI's chat completions. */
export interface ModelRequest {
	messages: Message[];
	tools: Array<{ function: ToldTool }>;
}

export interface ScriptedModel {
	/** The base URL for the credential of the model. */
	url: string;
	/** What it was asked, in order. */
	requests: ModelRequest[];
	close(): void;
}

/**
 * A substitute for a model: it calls the first tool with these arguments, then repeats what the tool answered. Without
 * arguments it only says that it has heard.
 */
export async function startScriptedModel(toolArguments?: object): Promise<ScriptedModel> {
	const requests: ModelRequest[] = [];
	const server = createServer((request, response) => {
		void read(request).then((asked) => {
			requests.push(asked);
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(answer(asked, toolArguments)));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const close = () => void server.close();
	return { url: `http://127.0.0.1:${port}/v1`, requests, close };
}

async function read(request: IncomingMessage): Promise<ModelRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString()) as ModelRequest;
}

function answer({ messages, tools }: ModelRequest, toolArguments?: object): object {
	const shown = toolArguments ? messages.find(({ role }) => role === 'tool')?.content : 'Heard';
	const call = { name: tools[0].function.name, arguments: JSON.stringify(toolArguments) };
	const message =
		shown === undefined
			? { role: 'assistant', content: null, tool_calls: [{ id: 'call-1', type: 'function', function: call }] }
			: { role: 'assistant', content: shown };
	const finish_reason = shown === undefined ? 'tool_calls' : 'stop';
	return {
		id: 'answer',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason }],
		usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
	};
}
