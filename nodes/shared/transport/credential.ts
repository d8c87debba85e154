import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { apiBases, apiNames } from '../../../contract/generated/operations';

export type ApiName = keyof typeof apiNames;

/** The credential `kiamoApi` as the user filled it. */
export type KiamoCredential = ICredentialDataDecryptedObject & {
	serverUrl: string;
	apiToken: string;
	ignoreSslIssues?: boolean;
	defaultCountry?: string;
	separateAddresses?: boolean;
};

/**
 * The address that the paths of an API follow: its own when the credential has one, else the server's with `/api/v3`.
 * Throws a RangeError, with a sentence for the user, when it is no http(s) address.
 */
export function addressOf(credential: KiamoCredential, api: ApiName): string {
	const own = credential.separateAddresses ? String(credential[`${api}Url`] ?? '').trim() : '';
	const server = (own || credential.serverUrl || '').trim();
	const url = URL.canParse(server) ? new URL(server) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new RangeError(
			`The ${own ? `address of the ${apiNames[api]} API` : 'server address'} in the Kiamo credential is not a web address. Write it with http:// or https://, for instance https://kiamo.example.com`,
		);
	}
	const address = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	const base = apiBases[api];
	return own || address.endsWith(base) ? address : `${address}${base}`;
}
