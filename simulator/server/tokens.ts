import { apiNames, type operations } from '../../contract/generated/operations';
import { Random } from '../random';
import { Refusal } from './refusal';

export type Api = keyof typeof apiNames;
export type OperationId = keyof typeof operations;
export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A row of Kiamo's page Development > API tokens. It may be changed in place: rights hold from the next request on. */
export interface Token {
	readonly value: string;
	label: string;
	apis: Api[];
	verbs: Verb[];
	active: boolean;
}

/** The tokens of a simulated Kiamo. */
export class Tokens {
	private readonly byValue = new Map<string, Token>();
	private readonly random: Random;

	constructor(seed: number) {
		this.random = new Random(seed, 'tokens');
	}

	/** Adds a token; what is not given is every right, and a value of 40 hexadecimal characters from the seed. */
	add(token: Partial<Token> = {}): Token {
		const added: Token = {
			value: token.value ?? this.random.hex(40),
			label: token.label ?? `Token ${this.byValue.size + 1}`,
			apis: token.apis ?? (Object.keys(apiNames) as Api[]),
			verbs: token.verbs ?? ['GET', 'POST', 'PUT', 'DELETE'],
			active: token.active ?? true,
		};
		this.byValue.set(added.value, added);
		return added;
	}

	get(value: string): Token {
		const token = this.byValue.get(value);
		if (!token) throw new Error('The simulator has no such token');
		return token;
	}

	list(): Token[] {
		return [...this.byValue.values()];
	}

	/** Throws the refusal that the vendor documents: 401 for a token that does not count here, 403 for a verb it lacks. */
	check(value: unknown, api: Api, verb: Verb): void {
		const token = typeof value === 'string' ? this.byValue.get(value) : undefined;
		if (!token?.active || !token.apis.includes(api)) {
			throw new Refusal(401, 'The authentication token is not valid');
		}
		if (!token.verbs.includes(verb)) throw new Refusal(403, 'Forbidden');
	}
}
