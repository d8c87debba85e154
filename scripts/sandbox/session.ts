import { parse } from 'flatted';
import type { INodeExecutionData, INodeTypeDescription } from 'n8n-workflow';
import { until } from './until';

/** The owner of every n8n of the sandbox, which listens on this machine only. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Sandbox',
	lastName: 'Owner',
	password: 'Kiamo-sandbox-1',
};

export interface Workflow {
	id?: string;
	name: string;
	nodes: Array<{ name: string; type: string; [key: string]: unknown }>;
	connections: object;
	settings?: object;
}

/** A node's run: its outputs, each a list of items; `error` when it stopped the workflow. */
export interface NodeRun {
	executionTime: number;
	data?: { main: Array<Item[] | null> };
	error?: { message: string };
}
export type Item = Pick<INodeExecutionData, 'json' | 'pairedItem'>;
export interface Execution {
	id: string;
	status: string;
	data: { resultData: { runData: Record<string, NodeRun[]>; error?: { message: string } } };
}
/** A line of n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	status: string;
	mode: string;
}

/** n8n closes a connection that was idle for some seconds, maybe just when it is used again: each call has its own. */
const alone = { connection: 'close' };

/** The owner's session in a running n8n, over the calls that its editor makes. */
export class Session {
	private constructor(
		readonly url: string,
		private readonly cookie: string,
		/** The owner's personal project. */
		readonly projectId: string,
	) {}

	/** Logs in, after setting up the owner when this n8n has none yet. */
	static async open(url: string): Promise<Session> {
		const { email, password } = owner;
		const post = (path: string, body: object) =>
			fetch(`${url}/rest${path}`, {
				method: 'POST',
				headers: { ...alone, 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		const login = () => post('/login', { emailOrLdapLoginId: email, password });
		// n8n 1.x says that it is ready a moment before it is.
		let answer = await until('The login', async () => {
			const first = await login();
			return first.status === 404 ? undefined : first;
		});
		if (answer.status === 401) {
			await check(await post('/owner/setup', owner), 'owner setup');
			answer = await login();
		}
		await check(answer, 'login');
		const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
		const session = new Session(url, cookie.join('; '), '');
		const project = await session.call<{ id: string }>('GET', '/projects/personal');
		return new Session(url, session.cookie, project.id);
	}

	/** Makes a call of n8n's internal API and returns the `data` of its answer. */
	async call<Data>(method: string, path: string, body?: object): Promise<Data> {
		const answer = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: { ...alone, 'content-type': 'application/json', cookie: this.cookie },
			body: body && JSON.stringify(body),
		});
		await check(answer, `${method} ${path}`);
		return ((await answer.json()) as { data: Data }).data;
	}

	/** Every node that this n8n knows, as its editor sees them; one of several versions may be there several times. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const answer = await fetch(`${this.url}/types/nodes.json`, {
			headers: { ...alone, cookie: this.cookie },
		});
		await check(answer, 'the node types');
		return (await answer.json()) as INodeTypeDescription[];
	}

	/** Creates the credential of that name, or gives it these values. */
	async saveCredential(name: string, type: string, data: object): Promise<{ id: string; name: string }> {
		const all = await this.call<Array<{ id: string; name: string }>>('GET', '/credentials');
		const known = all.find((credential) => credential.name === name);
		const body = { name, type, data };
		return known
			? await this.call('PATCH', `/credentials/${known.id}`, body)
			: await this.call('POST', '/credentials', body);
	}

	/** Saves the credential of a simulated Kiamo; `apiToken` is that of every right unless given. */
	async saveKiamoCredential(
		{ url, token }: { url: string; token: string },
		{ name = 'Kiamo', apiToken = token } = {},
	): Promise<{ id: string; name: string }> {
		return await this.saveCredential(name, 'kiamoApi', { serverUrl: url, apiToken, defaultCountry: 'FR' });
	}

	/** Creates the workflow, or puts it in the place of the one of the same name. Returns its id. */
	async saveWorkflow(workflow: Workflow): Promise<string> {
		const all = await this.call<Array<{ id: string; name: string }>>('GET', '/workflows');
		const known = all.find(({ name }) => name === workflow.name);
		const saved = known
			? await this.call<{ id: string }>('PATCH', `/workflows/${known.id}?forceSave=true`, workflow)
			: await this.call<{ id: string }>('POST', '/workflows', { active: false, ...workflow });
		return saved.id;
	}

	/** Runs a workflow by hand, from its trigger of that name, and waits for its end. `json` is what the trigger puts out. */
	async runWorkflow(id: string, trigger: string, json?: object): Promise<Execution> {
		const workflowData = await this.call<Workflow>('GET', `/workflows/${id}`);
		const data = json && {
			startTime: Date.now(),
			executionTime: 0,
			executionIndex: 0,
			executionStatus: 'success',
			source: [null],
			data: { main: [[{ json }]] },
		};
		const body = { workflowData, triggerToStartFrom: { name: trigger, data } };
		const { executionId } = await this.call<{ executionId: string }>('POST', `/workflows/${id}/run`, body);
		const running = ['new', 'running', 'waiting'];
		return await until(`Execution ${executionId}`, async () => {
			const row = await this.call<Omit<Execution, 'data'> & { data: string }>(
				'GET',
				`/executions/${executionId}`,
			);
			// n8n 1.x says that it is over a moment before it has written what came of it.
			const data = parse(row.data) as Execution['data'] | undefined;
			return running.includes(row.status) || !data ? undefined : { ...row, data };
		});
	}

	/** Saves a workflow and publishes it. Returns its id. */
	async publish(workflow: Workflow): Promise<string> {
		const id = await this.saveWorkflow(workflow);
		const { versionId } = await this.call<{ versionId: string }>('GET', `/workflows/${id}`);
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
		return id;
	}

	async unpublish(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** The executions of a workflow, the newest first. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const all: ExecutionSummary[] = [];
		for (;;) {
			const lastId = all.length > 0 ? `&lastId=${Math.min(...all.map(({ id }) => Number(id)))}` : '';
			const path = `/executions?filter=${filter}&limit=100${lastId}`;
			const { results } = await this.call<{ results: ExecutionSummary[] }>('GET', path);
			all.push(...results);
			// n8n lists those that run before the others.
			if (results.length === 0) return all.sort((a, b) => Number(b.id) - Number(a.id));
		}
	}

	/** What an execution has done so far; nothing when it has just begun. */
	async executionData(id: string): Promise<Execution['data'] | undefined> {
		const { data } = await this.call<{ data?: string }>('GET', `/executions/${id}`);
		return data ? (parse(data) as Execution['data'] | undefined) : undefined;
	}

	/** The `eventId` of every item that a trigger has emitted, by n8n's own list of executions. */
	async emittedBy(workflowId: string, trigger: string): Promise<string[]> {
		const emitted: string[] = [];
		for (const { id } of await this.executions(workflowId)) {
			const { runData } = (await this.executionData(id))?.resultData ?? { runData: {} };
			const [items] = (trigger in runData && runData[trigger][0].data?.main) || [null];
			emitted.push(...(items ?? []).map(({ json }) => json.eventId as string));
		}
		return emitted;
	}
}

async function check(answer: Response, what: string): Promise<void> {
	if (!answer.ok)
		throw new Error(`n8n answered ${answer.status} to ${what}: ${(await answer.text()).slice(0, 500)}`);
}
