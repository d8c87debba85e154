import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ShownTool } from '../../support/aiTools';

interface Message {
	role: string;
	content: string;
}

/** A request as a model gets it, in the words of OpenAI's chat completions. */
export interface ModelRequest {
	messages: Message[];
	tools: Array<{ function: ShownTool }>;
}

export interface ScriptedModel {
	/** The base URL for the credential of the model. */
	url: string;
	/** What it was asked, in order. */
	requests: ModelRequest[];
	close(): void;
}

/** What a model replies: a text, or the tool to call. */
export type Reply = string | { tool: string; arguments: object };

/** Calls the first tool with these arguments, then repeats what the tool returned. */
export const callFirstTool =
	(toolArguments: object) =>
	({ messages, tools }: ModelRequest): Reply =>
		messages.find(({ role }) => role === 'tool')?.content ?? {
			tool: tools[0].function.name,
			arguments: toolArguments,
		};

/** A substitute for a model, which replies as `reply` says. */
export async function startScriptedModel(
	reply: (asked: ModelRequest) => Reply = () => 'Heard',
): Promise<ScriptedModel> {
	const requests: ModelRequest[] = [];
	const server = createServer((request, response) => {
		void read(request).then((asked) => {
			requests.push(asked);
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(toCompletion(reply(asked), requests.length)));
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

function toCompletion(reply: Reply, count: number): object {
	const isText = typeof reply === 'string';
	const call = isText ? undefined : { name: reply.tool, arguments: JSON.stringify(reply.arguments) };
	const message = isText
		? { role: 'assistant', content: reply }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [{ id: `call-${count}`, type: 'function', function: call }],
			};
	return {
		id: 'answer',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: isText ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
	};
}
