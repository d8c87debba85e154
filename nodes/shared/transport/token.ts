import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { tokenHeader } from '../../../contract/generated/operations';

/** Puts the token on a request (documented in the vendor's overview of API v3). */
export async function authenticate(
	{ apiToken }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	return { ...request, headers: { ...request.headers, [tokenHeader]: String(apiToken ?? '').trim() } };
}
