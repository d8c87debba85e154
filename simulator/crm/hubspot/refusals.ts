import { CrmRefusal, type Asked, type Doorman, type Route } from '../app';
import { Window } from '../window';

/** HubSpot's error body. Page: developers.hubspot.com/docs/api-reference/error-handling */
export function refuse(status: number, category: string, message: string, more: object = {}): CrmRefusal {
	const correlationId = 'aeb5f871-7f07-4993-9211-075dc63e7cbf';
	return new CrmRefusal(status, { status: 'error', message, correlationId, category, ...more });
}

export const invalid = (message: string) => refuse(400, 'VALIDATION_ERROR', message);
export const notFound = () => refuse(404, 'OBJECT_NOT_FOUND', 'resource not found');

export function rateLimited(policyName: 'SECONDLY' | 'TEN_SECONDLY_ROLLING'): CrmRefusal {
	return refuse(429, 'RATE_LIMITS', `You have reached your ${policyName.toLowerCase()} limit.`, {
		errorType: 'RATE_LIMIT',
		policyName,
	});
}

/** Checks the token and its scopes. Page: developers.hubspot.com/docs/guides/apps/authentication/scopes */
export class HubSpotDoorman implements Doorman {
	// Free and Starter: 100 requests in 10 seconds. Page: developers.hubspot.com/docs/guides/apps/api-usage/usage-details
	private readonly burst = new Window(100, 10_000);

	constructor(private readonly tokens: Map<string, readonly string[]>) {}

	admit({ headers }: Asked, { scope }: Route): void {
		const scopes = this.tokens.get((headers.authorization ?? '').replace(/^Bearer /, ''));
		if (!scopes) throw refuse(401, 'INVALID_AUTHENTICATION', 'Authentication credentials not found.');
		if (!this.burst.take()) throw rateLimited('TEN_SECONDLY_ROLLING');
		if (scope && !scopes.includes(scope))
			throw refuse(403, 'MISSING_SCOPES', 'This app hasn’t been granted all required scopes.', {
				errors: [
					{ message: 'One or more scopes are required.', context: { requiredGranularScopes: [scope] } },
				],
			});
	}

	unknownPath(): CrmRefusal {
		return new CrmRefusal(404, undefined);
	}

	unknownQuery(name: string): CrmRefusal {
		return invalid(`Unknown query parameter "${name}"`);
	}

	unknownKey(name: string): CrmRefusal {
		return invalid(`Invalid input JSON: unrecognized field "${name}"`);
	}
}
