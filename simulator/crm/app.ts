import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Faults, type Fault } from '../server/faults';

/** A request as the handlers of an emulated CRM see it. */
export interface Asked {
	method: string;
	path: string;
	/** What the placeholders of the route hold, decoded. */
	params: string[];
	query: Partial<Record<string, string>>;
	/** Parsed JSON; the text itself where it is none. */
	body: unknown;
	headers: IncomingMessage['headers'];
}

export interface Answer {
	status?: number;
	json?: unknown;
	headers?: Record<string, string>;
}

/** An answer that refuses a request, in the words of the vendor. */
export class CrmRefusal extends Error {
	constructor(
		readonly status: number,
		readonly json: unknown,
		readonly headers: Record<string, string> = {},
	) {
		super(`${status}: ${JSON.stringify(json)}`);
	}
}

/** A call of a CRM. */
export interface Route {
	/** The page of the vendor's reference that it was written from. */
	page: string;
	/** What the credential needs for it. */
	scope?: string;
	/** Query parameters that it takes. */
	query?: readonly string[];
	/** Keys that the body may have; no body unless given. */
	body?: readonly string[];
	handle: (asked: Asked) => Answer;
}

/** Routes by method and path, such as `GET /people/{id}`. */
export type Routes = Record<string, Route>;

export interface Logged {
	method: string;
	path: string;
	query: Partial<Record<string, string>>;
	body: unknown;
	/** 0 when the connection was cut. */
	status: number;
}

/** How a vendor refuses what a route does not take, and who may call it. Each throws a CrmRefusal. */
export interface Doorman {
	admit(asked: Asked, route: Route): void;
	unknownPath(asked: Asked): CrmRefusal;
	unknownQuery(name: string): CrmRefusal | undefined;
	unknownKey(name: string): CrmRefusal;
}

interface CompiledRoute extends Route {
	method: string;
	pattern: RegExp;
}

/** An emulated CRM: answers its routes strictly, and keeps a log of all requests. */
export class CrmApp {
	readonly log: Logged[] = [];
	/** Statuses and resets that a test asks for. */
	readonly faults = new Faults();
	/** What happens at a request, given as JSON, before it is answered. */
	onRequest: (text: string) => Promise<void> | void = () => undefined;
	private readonly routes: CompiledRoute[];

	constructor(
		routes: Routes,
		private readonly doorman: Doorman,
	) {
		this.routes = Object.entries(routes).map(([at, route]) => {
			const [method, path] = at.split(' ');
			const escaped = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)');
			return { ...route, method, pattern: new RegExp(`^${escaped}$`) };
		});
	}

	/** Serves a request of an HTTP server. */
	readonly listener: RequestListener = (request, response) => {
		this.serve(request, response).catch((error: unknown) => {
			response.destroy(error instanceof Error ? error : undefined);
		});
	};

	/** Answers a request without HTTP; `afterWork` says that the work is done although the answer is another one. */
	answer(asked: Omit<Asked, 'params'>): Answer {
		const route = this.routes.find(
			({ method, pattern }) => method === asked.method && pattern.test(asked.path),
		);
		const params = (route?.pattern.exec(asked.path) ?? []).slice(1).map(decodeURIComponent);
		const whole = { ...asked, params };
		try {
			if (!route) throw this.doorman.unknownPath(whole);
			this.doorman.admit(whole, route);
			this.check(whole, route);
			return route.handle(whole);
		} catch (error) {
			if (!(error instanceof CrmRefusal)) throw error;
			return error;
		}
	}

	private check({ query, body }: Asked, route: Route): void {
		for (const name of Object.keys(query)) {
			const refusal = route.query?.includes(name) ? undefined : this.doorman.unknownQuery(name);
			if (refusal) throw refusal;
		}
		const keys = typeof body === 'object' && body !== null ? Object.keys(body) : [];
		for (const key of keys) if (!route.body?.includes(key)) throw this.doorman.unknownKey(key);
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://crm');
		const method = request.method ?? 'GET';
		const body = parse(Buffer.concat(chunks).toString());
		const query = Object.fromEntries(searchParams);
		await this.onRequest(JSON.stringify({ path: pathname, query, body }));
		const fault = this.faults.meet({ method, path: pathname }).map(asCrmFault).at(0);
		const done =
			fault && !fault.afterWork
				? {}
				: this.answer({ method, path: pathname, query, body, headers: request.headers });
		const { status = 200, json, headers = {} } = fault ? answerOf(fault) : done;
		this.log.push({ method, path: pathname, query, body, status });
		if (status === cutOff) {
			request.socket.destroy();
			return;
		}
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(json === undefined ? '' : JSON.stringify(json));
	}
}

type CrmFault = Extract<Fault, { kind: 'reset' | 'status' }>;

/** Stands for the status where the connection was cut. */
const cutOff = 0;

/** The mix of a bad day of a CRM. */
export const crmBadDay: readonly CrmFault[] = [
	{ kind: 'status', status: 429 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 502 },
	{ kind: 'status', status: 500, afterWork: true },
	{ kind: 'reset' },
	{ kind: 'reset', afterWork: true },
];

function asCrmFault(fault: Fault): CrmFault {
	if (fault.kind === 'reset' || fault.kind === 'status') return fault;
	throw new Error(`An emulated CRM has no fault of the kind "${fault.kind}"`);
}

const answerOf = (fault: CrmFault): Answer => ({
	status: fault.kind === 'reset' ? cutOff : fault.status,
	json: { message: 'A fault of the emulator' },
});

function parse(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (error instanceof SyntaxError) return text;
		throw error;
	}
}
