import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { apiBases, apiNames, tokenHeader } from '../../../contract/generated/operations';
import { cleanText } from '../values/text';

export type ApiName = keyof typeof apiNames;

/** The credential `kiamoApi` as the user filled it. */
export type KiamoCredential = ICredentialDataDecryptedObject & {
	serverUrl: string;
	apiToken: string;
	ignoreSslIssues?: boolean;
	defaultCountry?: string;
	separateAddresses?: boolean;
	useProxy?: boolean;
	proxyUrl?: string;
	proxyUser?: string;
	proxyPassword?: string;
};

/** The address of its own that an API has in the credential; empty where it has none. */
function ownAddress(credential: KiamoCredential, api: ApiName): string {
	return credential.separateAddresses ? cleanText(credential[`${api}Url`]) : '';
}

/** What the credential calls the address at which an API is asked. */
export function addressLabel(credential: KiamoCredential, api: ApiName): string {
	return ownAddress(credential, api) ? `address of the ${apiNames[api]} API` : 'server address';
}

/** An address without what an API adds to it, for people who give it along. */
function withoutBase(address: string): string {
	const ends = Object.values(apiBases).filter((base) => address.endsWith(base));
	return address.slice(0, address.length - Math.max(0, ...ends.map(({ length }) => length)));
}

/**
 * The address that the paths of an API follow: its own when the credential has one, else the server's with the base.
 * Throws a RangeError, with a sentence for the user, when it is no http(s) address.
 */
export function addressOf(credential: KiamoCredential, api: ApiName): string {
	const own = ownAddress(credential, api);
	const server = own || cleanText(credential.serverUrl);
	const url = httpUrl(server);
	if (!url) {
		throw new RangeError(
			`The ${addressLabel(credential, api)} in the Kiamo credential is not a valid URL. Start it with http:// or https://, e.g. https://kiamo.example.com`,
		);
	}
	const address = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
	return own ? address : `${withoutBase(address)}${apiBases[api]}`;
}

type Proxy = Exclude<NonNullable<IHttpRequestOptions['proxy']>, string>;

/**
 * The proxy of the credential; undefined where none is used. Throws a RangeError, with a sentence for the user, when its
 * address is none. User name and password have fields of their own, where they are not shown.
 */
export function proxyOf(credential: KiamoCredential): Proxy | undefined {
	if (!credential.useProxy) return undefined;
	const url = httpUrl((credential.proxyUrl ?? '').trim());
	if (!url || url.username || url.password) {
		throw new RangeError(
			'The proxy address in the Kiamo credential is not valid. Write it like http://proxy.example.com:8080, and use the fields below it for user name and password',
		);
	}
	const { protocol, hostname, port } = url;
	const username = credential.proxyUser ?? '';
	return {
		protocol,
		host: hostname,
		port: Number(port || (protocol === 'https:' ? 443 : 80)),
		...(username ? { auth: { username, password: credential.proxyPassword ?? '' } } : {}),
	};
}

/** What nobody may read who may use the credential, beside the token. */
export function proxySecrets({
	useProxy,
	proxyUrl = '',
	proxyUser = '',
	proxyPassword = '',
}: KiamoCredential) {
	if (!useProxy) return [];
	const hostname = httpUrl(proxyUrl.trim())?.hostname ?? '';
	return [proxyPassword, proxyUser, proxyUrl, hostname];
}

function httpUrl(text: string): URL | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	return url && url.hostname && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

/** The token of a credential, without the marks that nobody sees and that come along where it is copied. */
export const tokenOf = ({ apiToken }: ICredentialDataDecryptedObject) => cleanText(apiToken);

/** Puts the token on a request (documented in the vendor's overview of API v3). */
export async function authenticate(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	return { ...request, headers: { ...request.headers, [tokenHeader]: tokenOf(credential) } };
}
