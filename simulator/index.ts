import type { AddressInfo } from 'node:net';
import { readContract } from '../contract/read';
import { Clock } from './clock';
import { Contract } from './contract';
import { handlers } from './api';
import { Environment } from './environment';
import type { Write } from './journal';
import { Kiamo } from './kiamo';
import type { Quirks } from './server/quirks';
import type { Base, Contact, ContactValues } from './store/contacts';
import { Dialect } from './server/dialect';
import { createServer, selfSignedCertificate } from './server/http';

export { Clock } from './clock';
export type { OperationId } from './server/tokens';
export type { Counts, SeenRequest } from './counts';
export type { Fault, FaultInForce, FaultScope, Faults } from './server/faults';
export type { ContractViolation } from './kiamo';
export type { Base, Contact, ContactValues } from './store/contacts';
export type { Write } from './journal';
export type { BadRows, Quirks } from './server/quirks';
export type { Api, Token, Tokens, Verb } from './server/tokens';

export interface SimulatorOptions {
	/** Contacts of the first base, 100 unless given. */
	contacts?: number;
	/** Past interactions, 2,000 unless given; they are made up when somebody first looks. */
	history?: number;
	/** Interactions that customers begin in an hour; 0, the default, and only what a test asks for happens. */
	traffic?: number;
	seed?: number;
	/** 0, the default, takes any free port. */
	port?: number;
	tls?: boolean;
	/** Real time unless given. */
	clock?: Clock;
	/** Where the API is mounted; where the contract has it unless given. */
	basePath?: string;
	/** The value of the token with every right; from the seed unless given. */
	token?: string;
	/** A dialect of `contract/dialects`, or the path of an overlay: its APIs lie where it says, below `basePath` without its end. */
	dialect?: string;
	/** Ways in which the server differs from the plain case; they can be changed while it runs. */
	quirks?: Partial<Quirks>;
}

// One per process: what is compiled from the contract serves every simulator.
const contract = new Contract(handlers);
const written = readContract();
const asWritten = new Dialect(written, written);

/** Starts a Kiamo on the loopback interface. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { contacts = 100, seed = 1, port = 0, tls = false, clock = new Clock() } = options;
	const { history, traffic } = options;
	const kiamo = new Kiamo(seed, contacts, new Environment(clock, options.quirks), { history, traffic });
	const { value: token } = kiamo.tokens.add({ label: 'All permissions', value: options.token });
	const certificate = tls ? await selfSignedCertificate() : undefined;
	await contract.init();
	const dialect = options.dialect
		? new Dialect(written, readContract(undefined, options.dialect))
		: asWritten;
	kiamo.quirks.putReplaces ||= dialect.putReplaces.length > 0 && dialect.putReplaces;
	const basePath = (options.basePath ?? dialect.base).replace(/\/+$/, '');
	const root = basePath.endsWith(dialect.base) ? basePath.slice(0, -dialect.base.length) : basePath;
	const app = createServer(
		kiamo,
		contract,
		dialect.isPlain ? basePath : root,
		certificate,
		dialect.isPlain ? undefined : dialect,
	);
	await app.listen({ port, host: '127.0.0.1' });
	const { port: taken } = app.server.address() as AddressInfo;
	const url = `${tls ? 'https' : 'http'}://127.0.0.1:${taken}`;
	return new Simulator(
		kiamo,
		clock,
		{
			url,
			basePath,
			bases: Object.values(dialect.bases).map((base) => `${root}${base}`),
			token,
			tokenHeader: dialect.tokenHeader,
			certificate: certificate?.cert,
		},
		() => app.close(),
	);
}

/** A running Kiamo and everything a test may do to it behind the API's back. */
export class Simulator {
	/** The server's address, without a path. */
	readonly url: string;
	/** The address of the API: `url` and the base path. */
	readonly apiUrl: string;
	/** The addresses of the APIs, in the order of the docs, where they are not all that one. */
	readonly apiUrls: string[];
	/** The token that has every right. */
	readonly token: string;
	/** The header that carries it. */
	readonly tokenHeader: string;
	/** PEM, with `tls`. */
	readonly certificate?: string;

	constructor(
		private readonly kiamo: Kiamo,
		/** The clock that tests move. A quirk may put the server's own time off from it. */
		readonly clock: Clock,
		address: {
			url: string;
			basePath: string;
			bases: string[];
			token: string;
			tokenHeader: string;
			certificate?: string;
		},
		private readonly stop: () => Promise<void>,
	) {
		this.url = address.url;
		this.apiUrl = `${address.url}${address.basePath}`;
		const apiUrls = address.bases.map((base) => `${address.url}${base}`);
		this.apiUrls = apiUrls.every((url) => url === this.apiUrl) ? [] : apiUrls;
		this.token = address.token;
		this.tokenHeader = address.tokenHeader;
		this.certificate = address.certificate;
	}

	get tokens() {
		return this.kiamo.tokens;
	}
	get faults() {
		return this.kiamo.faults;
	}
	/** Lasting ways of the server, listed in `server/quirks.ts`: set a property to change it. */
	get quirks() {
		return this.kiamo.quirks;
	}
	get counts() {
		return this.kiamo.counts;
	}
	/** "Clients", "Prospects" and "Fournisseurs". */
	get bases(): readonly Base[] {
		return this.kiamo.bases;
	}
	/** The contact center as it is now: what happens in it behind the API's back. */
	get centre() {
		this.kiamo.centre.live();
		return this.kiamo.centre;
	}
	/** Answers of the simulator's own that the contract does not allow: a test should find none. */
	get contractViolations() {
		return this.kiamo.contractViolations;
	}

	/** What requests of the API wrote, the first first, whatever they were answered. */
	get writes(): readonly Write[] {
		return this.kiamo.env.journal.writes;
	}

	/** The contacts of a base as they are now, ordered by id. */
	contacts(baseId = this.bases[0].id): Contact[] {
		return [...this.base(baseId).contacts.all()];
	}

	/** Adds a contact unchecked. `at` is when it was created; lists show it after `lateBy` milliseconds. */
	addContact(baseId: string, fields: ContactValues, times: { at?: Date; lateBy?: number } = {}): Contact {
		return this.base(baseId).contacts.add(fields, times);
	}

	/** Sets fields unchecked. For `lateBy` milliseconds lists go on showing the contact as it was. */
	changeContact(baseId: string, contactId: string, fields: ContactValues, { lateBy = 0 } = {}): Contact {
		const { contacts } = this.base(baseId);
		return contacts.change(this.contact(baseId, contactId), fields, lateBy);
	}

	removeContact(baseId: string, contactId: string): void {
		this.base(baseId).contacts.remove(this.contact(baseId, contactId));
	}

	clearContacts(baseId = this.bases[0].id): void {
		this.base(baseId).contacts.clear();
	}

	/** Runs once before the page of contacts that follows the first `pages`: for rows that come and go in between. */
	betweenPages(run: () => void, pages = 1): void {
		this.faults.add({ kind: 'mutate', operationId: 'listContacts', skip: pages, run });
	}

	resetCounts(): void {
		this.counts.reset();
	}

	/** Stops listening and cuts every open connection. */
	async close(): Promise<void> {
		await this.stop();
	}

	private base(baseId: string): Base {
		const base = this.bases.find(({ id }) => id === baseId);
		if (!base) throw new Error(`The simulator has no base ${baseId}`);
		return base;
	}

	private contact(baseId: string, contactId: string): Contact {
		const contact = this.base(baseId).contacts.get(contactId);
		if (!contact) throw new Error(`Base ${baseId} has no contact ${contactId}`);
		return contact;
	}
}
