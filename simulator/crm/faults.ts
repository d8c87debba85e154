import { Random } from '../random';

/** What a request gets instead of its answer; status 0 cuts the connection. */
export interface FaultKind {
	status: number;
	/** Whether the work is done all the same. */
	afterWork?: boolean;
}

/** The mix of a bad day. */
const badDay: readonly FaultKind[] = [
	{ status: 429 },
	{ status: 500 },
	{ status: 502 },
	{ status: 500, afterWork: true },
	{ status: 0 },
	{ status: 0, afterWork: true },
];

interface Rule {
	fault?: FaultKind;
	match: RegExp;
	times: number;
	chance: (random: Random) => boolean;
	random: Random;
}

/** The faults that a test asks for. */
export class CrmFaults {
	hits = 0;
	private rules: Rule[] = [];

	/** The next `times` requests whose method and path match, such as `/^POST .*calls$/`, meet the fault. */
	next(match: RegExp, fault: FaultKind, times = 1): void {
		this.rules.push({ match, fault, times, chance: () => true, random: new Random(1, 'next') });
	}

	/** A share of all requests meets one of a bad day, until `clear`. */
	random({ rate, seed }: { rate: number; seed: number }): void {
		const random = new Random(seed, 'crm faults');
		this.rules.push({ match: /./, times: Infinity, random, chance: (draws) => draws.chance(rate) });
	}

	clear(): void {
		this.rules = [];
	}

	/** The fault that a request meets, if any. */
	meet({ method, path }: { method: string; path: string }): FaultKind | undefined {
		const rule = this.rules.find(
			({ match, times, chance, random }) => times > 0 && match.test(`${method} ${path}`) && chance(random),
		);
		if (!rule) return undefined;
		rule.times--;
		this.hits++;
		return rule.fault ?? rule.random.pick(badDay);
	}
}
