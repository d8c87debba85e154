import { CrmRefusal, type Asked, type Doorman } from '../app';
import { Window } from '../window';

/** Pipedrive's error body. Page: pipedrive.readme.io/docs/core-api-concepts-http-status-codes */
export function refuse(status: number, code: string, error: string): CrmRefusal {
	return new CrmRefusal(status, { success: false, error, code, data: null });
}

export const invalid = (error: string) => refuse(400, 'ERR_SCHEMA_VALIDATION_FAILED', error);

const rateLimited = () => refuse(429, 'ERR_TOO_MANY_REQUESTS', 'request over limit');

/** Tokens that a call of version 2 costs. Page: pipedrive.readme.io/docs/core-api-concepts-rate-limiting */
function costOf({ method, path }: Asked): number {
	if (path.endsWith('/search')) return 20;
	if (method !== 'GET') return 5;
	return /\/\d+$/.test(path) ? 1 : 10;
}

/** Checks the API token, the burst limit of the plan Lite, and the tokens of the day. */
export class PipedriveDoorman implements Doorman {
	/** Tokens spent. */
	spent = 0;
	// "20 requests per 2 seconds" for each API token. Page: pipedrive.readme.io/docs/core-api-concepts-rate-limiting
	private readonly burst = new Window(20, 2000);

	constructor(
		private readonly token: string,
		private readonly tokensADay: number,
	) {}

	admit(asked: Asked): void {
		const given = asked.query.api_token ?? asked.headers['x-api-token'];
		if (given !== this.token) throw refuse(401, 'ERR_UNAUTHORIZED', 'unauthorized access');
		if (!this.burst.take() || this.spent >= this.tokensADay) throw rateLimited();
		this.spent += costOf(asked);
	}

	unknownPath(): CrmRefusal {
		return refuse(404, 'ERR_NOT_FOUND', 'Endpoint not found');
	}

	unknownQuery(name: string): CrmRefusal | undefined {
		return name === 'api_token' ? undefined : invalid(`Query parameter '${name}' is not allowed`);
	}

	unknownKey(name: string): CrmRefusal {
		return invalid(`Property '${name}' is not allowed`);
	}
}
