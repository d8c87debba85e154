import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { apiNames } from '../../../contract/generated/operations';
import { requestFor, type ListId } from './client';
import { connect, send, type Connection } from './connection';
import { listPaging, operationOf } from './contract';
import { authenticate, tokenOf, type ApiName, type KiamoCredential } from './credential';
import { missingOf, readAnswer } from './door';
import type { ByteStream } from './exchange';
import { failed, type Answer, type Cause, type Failure } from './failure';
import { toPage } from './page';
import { sentenceOf } from './sentences';

const testTimeoutSeconds = 10;
const firstRow = { page: { size: 1 } };

/** One list of each API, to see whether the token opens it, and whether the nodes can read it. */
const probes = {
	activityPlanning: 'listActivities',
	agent: 'listAgents',
	contactManager: 'listBases',
	interaction: 'listServices',
	supervision: 'listServiceIndicators',
} as const satisfies Record<ApiName, ListId>;

/**
 * Tests the credential: says which of the five APIs the token opens and, when none, whether the address, the
 * certificate or the token is at fault.
 */
export async function kiamoApiTest(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const credential = data as KiamoCredential;
	const connection = testConnection(this, credential);
	try {
		const apis = Object.keys(probes) as ApiName[];
		const answers = await Promise.all(apis.map(async (api) => await probe(connection, probes[api])));
		const open = apis.filter((_, index) => answers[index].ok).map((api) => apiNames[api]);
		const closed = answers.flatMap((answer) => (answer.ok ? [] : [answer.failure]));
		return open.length > 0 ? opened(open, closed) : nothingOpened(closed, credential);
	} catch (error) {
		// No web address: all else that can go wrong is an answer.
		return { status: 'Error', message: (error as RangeError).message };
	}
}

/** Asks for the first row of a list, and looks whether a node could read it. */
async function probe(connection: Connection, list: (typeof probes)[ApiName]): Promise<Answer<unknown>> {
	const request = requestFor(list, firstRow);
	const answer = await send(connection, request);
	if (!answer.ok) return answer;
	const page = toPage(readAnswer(answer.data), listPaging(list), firstRow.page);
	if (!page) return failed(request, { kind: 'unreadable', html: false });
	const missing = [...new Set(page.data.flatMap((row) => missingOf(operationOf(list).rows, row)))];
	if (missing.length === 0) return answer;
	return failed(request, { kind: 'badRows', isAll: true, count: page.data.length, missing });
}

function opened(open: string[], closed: Failure[]): INodeCredentialTestResult {
	const others = closed.map(({ request: { api }, cause }) => {
		const why = cause.kind === 'refused' ? String(cause.status) : sayKind(cause);
		return `${apiNames[api]} (${why})`;
	});
	const rest = others.length > 0 ? ` Not available: ${others.join(', ')}.` : '';
	return { status: 'OK', message: `The token gives access to: ${open.join(', ')}.${rest}` };
}

/** In a word or two; Check Compatibility says more. */
function sayKind(cause: Cause): string {
	switch (cause.kind) {
		case 'badRows':
			return `records without ${cause.missing.join(', ')}`;
		case 'unreadable':
			return cause.html ? 'a web page' : 'unreadable';
		case 'unreachable':
			return 'no answer';
		case 'tooLarge':
			return 'too much data';
		default:
			return cause.kind;
	}
}

function nothingOpened(closed: Failure[], credential: KiamoCredential): INodeCredentialTestResult {
	// A token that is known but lacks rights tells more than one that is not, and that more than an API that is not there.
	const telling = [403, 401].map((status) =>
		closed.find(({ cause }) => cause.kind === 'refused' && cause.status === status),
	);
	const failure = telling.find(Boolean) ?? closed[0];
	const { message, description } = sentenceOf(failure);
	if (failure.cause.kind !== 'refused' || ![401, 403].includes(failure.cause.status)) {
		return { status: 'Error', message: `${message}. ${description}` };
	}
	const hint = /^[0-9a-f]{40}$/i.test(tokenOf(credential))
		? ''
		: ' A token of Kiamo has 40 characters, digits and a to f. This one is different: check that it was copied completely.';
	return {
		status: 'Error',
		message: `Kiamo didn't accept the API token, or it lacks the permission GET for all five APIs.${hint} In Kiamo, under Development > API tokens, check that the token is active and has GET enabled for the APIs you use.`,
	};
}

/** A connection for the only request helper that n8n gives to the test of a credential. */
function testConnection({ helpers }: ICredentialTestFunctions, credential: KiamoCredential): Connection {
	const connection = connect(credential, { timeout: testTimeoutSeconds }, async (request) => {
		const { method, url, timeout, headers, proxy } = await authenticate(credential, request);
		const response = (await helpers.request({
			method,
			uri: url,
			headers,
			timeout,
			proxy: proxy as string | undefined,
			json: true,
			useStream: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			followAllRedirects: false,
			rejectUnauthorized: credential.ignoreSslIssues !== true,
		})) as { statusCode: number; headers: IDataObject; body: ByteStream };
		return { status: response.statusCode, headers: response.headers, body: response.body };
	});
	// What was not answered in time is not asked again: the user waits.
	return { ...connection, deadline: Date.now() + testTimeoutSeconds * 1000 };
}
