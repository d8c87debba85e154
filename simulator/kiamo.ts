import { Centre, type CentreOptions } from './centre';
import { Contacts, type Base } from './store/contacts';
import { Counts } from './counts';
import { seedBases } from './data/bases';
import type { Environment } from './environment';
import { Faults } from './server/faults';
import { Random } from './random';
import { Tokens } from './server/tokens';

export interface ContractViolation {
	operationId: string;
	status: number;
	errors: string[];
}

/** Everything one simulated Kiamo knows; the handlers of its operations work on it. */
export class Kiamo {
	readonly startedAt: Date;
	readonly tokens: Tokens;
	readonly faults = new Faults();
	readonly counts = new Counts();
	readonly contractViolations: ContractViolation[] = [];
	readonly bases: Base[];
	readonly centre: Centre;
	private idsGiven = 0;
	private readonly machine: string;

	/** Same seed, same French data; its times are spread over the two years before the clock's present. */
	constructor(
		readonly seed: number,
		contacts: number,
		readonly env: Environment,
		{ history = 2000, traffic = 0 }: Partial<CentreOptions> = {},
	) {
		this.startedAt = env.now();
		this.tokens = new Tokens(seed);
		this.machine = new Random(seed, 'machine').hex(10);
		this.bases = seedBases(seed, contacts, this.startedAt).map(({ id, name, fields, contacts: seeded }) => {
			const store = new Contacts(env, (time) => this.nextId(time), id);
			store.load(seeded);
			return { id, name, fields: new Map(fields.map((field) => [field.name, field])), contacts: store };
		});
		this.centre = new Centre(env, seed, this.bases, { history, traffic });
	}

	get quirks() {
		return this.env.quirks;
	}

	/** 24 hexadecimal characters, built like a MongoDB ObjectId: they grow with time, then with a counter. */
	private nextId(time: number): string {
		this.idsGiven = (this.idsGiven + 1) % 2 ** 24;
		const seconds = Math.floor(time / 1000).toString(16);
		return seconds.padStart(8, '0') + this.machine + this.idsGiven.toString(16).padStart(6, '0');
	}
}
