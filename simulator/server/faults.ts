import type { OperationId } from './tokens';
import { Random } from '../random';
import type { FieldError } from './refusal';

/** What goes wrong with a request. Where the work comes before the fault, `afterWork` says so. */
export type Fault =
	| { kind: 'latency'; milliseconds: number }
	/** The request waits for something to happen. */
	| { kind: 'hold'; until: Promise<unknown> }
	| StatusFault
	/**
	 * The connection is cut: before the work, after it, or after it in the middle of the answer. With `workAfter` it is
	 * cut at once, and the work is done all the same, later.
	 */
	| { kind: 'reset'; afterWork?: boolean; midway?: boolean; workAfter?: Promise<unknown> }
	/** The answer comes byte by byte, with so many milliseconds in between, and never ends. */
	| { kind: 'drip'; milliseconds: number }
	/** The work is done, then half of the JSON is sent, with a Content-Length that fits the half. */
	| { kind: 'truncated' }
	/** The page of a proxy or a login form. */
	| { kind: 'html'; status: number }
	/** Called before the request is served: to let rows come and go between two pages, or to look on. */
	| { kind: 'mutate'; run: () => void }
	/** What the request writes shows in lists only after this time; until then they show what was before. */
	| { kind: 'late'; milliseconds: number };

export interface StatusFault {
	kind: 'status';
	status: number;
	/** Seconds, sent as they are or as a date of the simulator's clock. */
	retryAfter?: number;
	retryAfterAs?: 'seconds' | 'date';
	message?: string;
	errors?: FieldError[];
	afterWork?: boolean;
}

/** Which requests a fault meets; what is not given is any. */
export interface FaultScope {
	operationId?: OperationId;
	method?: string;
	/** Tested against the path below the base path. */
	path?: RegExp;
	/** Requests to let through first. */
	skip?: number;
	/** Requests to hit: 1, or with a `rate` any number. */
	times?: number;
	/** The share of requests to hit, drawn from the seed. */
	rate?: number;
	seed?: number;
}

/** A fault in force; `hits` counts the requests it met. */
export interface FaultInForce {
	readonly hits: number;
	stop(): void;
}

interface Rule {
	faults: readonly Fault[];
	scope: FaultScope;
	random: Random;
	passed: number;
	hits: number;
	stopped: boolean;
}

interface Target {
	operationId?: string;
	method: string;
	path: string;
}

/** The mix of a bad day: what `random` draws from unless set otherwise. */
const badDay: readonly Fault[] = [
	{ kind: 'latency', milliseconds: 200 },
	{ kind: 'status', status: 429, retryAfter: 1 },
	{ kind: 'status', status: 429 },
	{ kind: 'status', status: 503, retryAfter: 1 },
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 500, afterWork: true },
	{ kind: 'status', status: 504 },
	{ kind: 'reset' },
	{ kind: 'reset', afterWork: true },
	{ kind: 'truncated' },
	{ kind: 'html', status: 502 },
	{ kind: 'html', status: 200 },
];

function isMet({ scope, hits, stopped }: Rule, { operationId, method, path }: Target): boolean {
	return (
		!stopped &&
		hits < (scope.times ?? (scope.rate === undefined ? 1 : Infinity)) &&
		(!scope.operationId || scope.operationId === operationId) &&
		(!scope.method || scope.method === method) &&
		(!scope.path || path.search(scope.path) >= 0)
	);
}

/** The faults that a test or the command line asks for. */
export class Faults {
	private rules: Rule[] = [];

	/** Puts a fault in force. When several meet one request, all happen as far as the first that ends it. */
	add(fault: Fault & FaultScope): FaultInForce {
		return this.enforce([fault], fault);
	}

	/** A share of all requests meets a fault drawn from `faults`: same seed and same requests, same faults. */
	random(scope: FaultScope & { rate: number; faults?: readonly Fault[] }): FaultInForce {
		return this.enforce(scope.faults ?? badDay, scope);
	}

	clear(): void {
		this.rules = [];
	}

	/** The faults that this request meets; they count as hits. */
	meet(target: Target): Fault[] {
		const met = this.rules.filter((rule) => isMet(rule, target)).filter((rule) => this.strikes(rule));
		return met.map(({ faults, random }) => random.pick(faults));
	}

	private strikes(rule: Rule): boolean {
		const { skip = 0, rate = 1 } = rule.scope;
		rule.passed++;
		if (rule.passed <= skip || !rule.random.chance(rate)) return false;
		rule.hits++;
		return true;
	}

	private enforce(faults: readonly Fault[], scope: FaultScope): FaultInForce {
		const random = new Random(scope.seed ?? 1, 'faults', this.rules.length);
		const rule: Rule = { faults, scope, random, passed: 0, hits: 0, stopped: false };
		this.rules.push(rule);
		return {
			get hits() {
				return rule.hits;
			},
			stop: () => void (rule.stopped = true),
		};
	}
}
