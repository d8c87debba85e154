import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** Where the vendor publishes the collection of API v3 (documented: the address of its public reference). */
const publicAddress =
	'https://apiv3.developer.mykiamo.com/api/collections/8283488/TzefB3oo?segregateAuth=true&versionTag=latest';

/** Where v2 is published, by the same pattern (assumed: only that it exists has been seen). */
const publicAddressV2 =
	'https://apiv2.developer.mykiamo.com/api/collections/8283488/2sBXijKC5r?segregateAuth=true&versionTag=latest';

async function follow(address: URL, signal: AbortSignal, redirects: number): Promise<string> {
	if (address.protocol !== 'https:') throw new Error(`it leads to ${address.origin}, which is not HTTPS`);
	const response = await new Promise<IncomingMessage>((done, fail) => {
		get(address, { signal, headers: { accept: 'application/json' } }, done).on('error', fail);
	});
	const { statusCode = 0, headers } = response;
	if (statusCode === 200) return await text(response);
	response.destroy();
	if (statusCode < 300 || statusCode >= 400 || !headers.location) {
		throw new Error(`it answered with HTTP status ${statusCode}`);
	}
	if (redirects === 0) throw new Error('it redirects again and again');
	return await follow(new URL(headers.location, address), signal, redirects - 1);
}

/** Fetches a collection over HTTPS and nothing else, within `seconds`. Throws a sentence that says what to do instead. */
export async function fetchCollection(address = publicAddress, seconds = 30): Promise<string> {
	const signal = AbortSignal.timeout(seconds * 1000);
	try {
		return await follow(new URL(address), signal, 5);
	} catch (error) {
		const reason = signal.aborted ? `no answer within ${seconds} seconds` : (error as Error).message;
		throw new Error(
			`The collection could not be fetched from ${address} (${reason}). Open that address in a browser, save it, and run: npm run contract:diff -- FILE`,
			{ cause: error },
		);
	}
}

/** The text of the collections that the command line asks for. */
export async function readSources(
	file: string | undefined,
	v2: string | undefined,
	print: (text: string) => void,
): Promise<{ v3: string; v2?: string }> {
	const second = v2 === undefined ? undefined : readFileSync(v2, 'utf8');
	if (file !== undefined) return { v3: readFileSync(file, 'utf8'), v2: second };
	const v3 = await fetchCollection();
	// It only fills gaps: without it the comparison goes on.
	const fetched =
		second ??
		(await fetchCollection(publicAddressV2).catch((error: unknown) => {
			print(`Without the collection of v2: ${(error as Error).message}`);
			return undefined;
		}));
	return { v3, v2: fetched };
}
