import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate, node, runOn } from '../contactManager/support';
import { KiamoApi } from '../../credentials/KiamoApi.credentials';
import { hiderOf } from '../../nodes/shared/transport/secrets';
import { loadOptions, mapFields, searchList, testCredential } from '../support/methods';
import { everything } from './leak';
import { answering, readBases, request, said, serve, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer | undefined;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 1 });
});
afterEach(async () => {
	await server?.close();
	server = undefined;
});
afterAll(() => simulator.close());

const token = 'c0ffee0123456789abcdefc0ffee0123456789ab';
const password = 'Grüne/9+"p&ss\' <word>';
const inHex = (text: string) => [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));
const inPercent = (text: string) =>
	inHex(text)
		.map((byte) => `%${byte}`)
		.join('');
const eachOf = (text: string, form: (code: number) => string) =>
	Array.from({ length: text.length }, (_, at) => form(text.charCodeAt(at))).join('');
const inEscapes = (text: string) => eachOf(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`);
const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
const inNames = (text: string) => text.replace(/[&<>"']/g, (char) => `&${names[char]};`);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const forms = (secret: string): Array<[string, string]> => [
	['as it is', secret],
	['in capitals', secret.toUpperCase()],
	['URL-encoded', encodeURIComponent(secret)],
	['each byte URL-encoded', inPercent(secret)],
	['URL-encoded twice', inPercent(secret).replaceAll('%', '%25')],
	['with slashes as PHP writes them in JSON', secret.replaceAll('/', '\\/')],
	['base64', base64(secret)],
	['base64 for URLs', Buffer.from(secret).toString('base64url')],
	['base64 behind one byte', base64(`:${secret}!`)],
	['base64 behind two bytes', base64(`a:${secret}?!`)],
	['in hexadecimal', Buffer.from(secret).toString('hex')],
	['as JSON escapes', inEscapes(secret)],
	['in hexadecimal with colons', inHex(secret).join(':')],
	['as a dump of bytes', inHex(secret).join(' ').toUpperCase()],
	['as a list of bytes', inHex(secret).join(', 0x')],
	[
		'as escapes of bytes',
		inHex(secret)
			.map((byte) => `\\x${byte}`)
			.join(''),
	],
	[
		'as mails are encoded',
		inHex(secret)
			.map((byte) => `=${byte}`)
			.join('')
			.toUpperCase(),
	],
	['with its special characters as mails encode them', encodeURIComponent(secret).replaceAll('%', '=')],
	['with its special characters as escapes of bytes', encodeURIComponent(secret).replaceAll('%', '\\x')],
	['base64 twice', base64(base64(secret))],
	['URL-encoded as forms are', encodeURIComponent(secret).replaceAll('%20', '+')],
	['as JSON in JSON', JSON.stringify(JSON.stringify(secret))],
	['on several lines', secret.replace(/.{12}/g, '$&\r\n')],
	['on several lines in JSON', JSON.stringify(secret.replace(/.{12}/g, '$&\n'))],
	['base64 on several lines', base64(`Token: ${secret} Accept: any`).replace(/.{16}/g, '$&\r\n')],
	['with the entities of HTML that have names', inNames(secret)],
	['as entities of HTML, twice', inNames(eachOf(secret, (code) => `&#${code};`))],
	['as entities of HTML', eachOf(secret, (code) => `&#${code};`)],
	['as hexadecimal entities', eachOf(secret, (code) => `&#x${code.toString(16)};`)],
];
/** What must be gone: a good part of a form. */
const middle = (form: string) => form.slice(4, -4);

it.each([...forms(token), ...forms(password)])('hides a secret %s', (_how, form) => {
	const hide = hiderOf([token, password]);
	expect(hide(`before ${form} after`)).not.toContain(middle(form));
	expect(hide(`before ${form} after`)).toMatch(/^before .* after$/s);
	expect(hide(JSON.stringify({ form }))).not.toContain(middle(form));
});

it('leaves a text without a secret as it is, and hides no secret of less than four characters', () => {
	const hide = hiderOf([token, 'abc', '', undefined as never]);
	const text = `abc 100 % ${token.slice(1)} \\u0041 %41`;
	expect(hide(text)).toBe(text);
	expect(hiderOf([''])(text)).toBe(text);
});

describe.each(forms(token))('a token that the server repeats %s', (_how, form) => {
	const at = { apiToken: token };

	it('is in no refusal', async () => {
		const errors = [{ field: `fields.${form}`, message: `${form} is unknown` }];
		server = await serve(answering({ code: 422, message: `No ${form}`, errors }, 422));
		const run = await readBases(simulator, { credentials: { ...at, serverUrl: server.url } });
		expect(said(run).message).toContain('Kiamo refused the data');
		expect(everything(run)).not.toContain(middle(form));
	});

	it('is in no output of API Request', async () => {
		server = await serve(answering({ [form]: { token: form, deep: [form] } }));
		const run = await request(
			simulator,
			{ path: '/echo' },
			{ credentials: { ...at, serverUrl: server.url } },
		);
		expect(run.json).toHaveLength(1);
		expect(everything(run)).not.toContain(middle(form));
	});

	it('is in no error of a redirect, and in no answer of the credential test', async () => {
		const location = `http://${form.replace(/[^\w-]/g, '')}.example.com/`;
		server = await serve((_incoming, response) => response.writeHead(302, { location }).end());
		const credentials = credentialsOf(simulator, { ...at, serverUrl: server.url });
		const run = await readBases(simulator, { credentials });
		const tested = await testCredential({ node, method: 'kiamoApiTest', credentials });
		for (const shown of [everything(run), everything(tested)]) {
			expect(shown.toLowerCase()).not.toContain(token);
		}
	});
});

it('what a proxy says about its user and password is in no error', async () => {
	const secrets = { proxyUser: 'jean.dupont', proxyPassword: password };
	server = await serve((incoming, response) => {
		const given = String(incoming.headers['proxy-authorization']);
		const said = `${given} ${base64(password)} ${password} jean.dupont`;
		response.writeHead(407, { 'content-type': 'application/json' }).end(JSON.stringify({ message: said }));
	});
	const run = await readBases(simulator, {
		credentials: { useProxy: true, proxyUrl: server.url, ...secrets },
	});
	expect(said(run).message).toBe('Kiamo refused the request (407)');
	for (const secret of [password, 'jean.dupont', middle(base64(`jean.dupont:${password}`))]) {
		expect(everything(run)).not.toContain(secret);
	}
});

describe('the credential', () => {
	const { properties } = new KiamoApi();
	const property = (name: string) => properties.find((one) => one.name === name);

	it('can not be used by the HTTP Request node unless the user allows it', () => {
		expect(property('allowedHttpRequestDomains')).toMatchObject({
			default: 'none',
			options: [{ value: 'all' }, { value: 'domains' }, { value: 'none' }],
		});
		expect(property('allowedDomains')).toBeDefined();
	});

	it('hides token and password while they are typed', () => {
		for (const name of ['apiToken', 'proxyPassword']) {
			expect(property(name)?.typeOptions).toEqual({ password: true });
		}
	});

	it('warns of an address without encryption, and of certificates that are not checked', () => {
		expect(property('httpNotice')).toMatchObject({
			type: 'notice',
			displayOptions: { show: { serverUrl: [{ _cnd: { startsWith: 'http://' } }] } },
		});
		expect(property('sslNotice')).toMatchObject({
			type: 'notice',
			displayOptions: { show: { ignoreSslIssues: [true] } },
		});
	});
});

describe('what a server names like an expression', () => {
	const code = '={{ $env.SECRET }}';
	const rows = {
		data: [
			{ id: code, name: 'Bad', label: 'Bad' },
			{ id: 'a1', name: code, label: code, data_type: 'string', required: false },
		],
		total: 2,
	};
	const editor = async () => {
		server = await serve(answering(rows));
		const credentials = credentialsOf(simulator, { serverUrl: server.url });
		return { node, credentials, parameters: { base: locate('a1') } };
	};
	const texts = (thing: unknown) => JSON.stringify(thing).match(/"=+[^"]*"/g) ?? [];

	it('is not offered as an ID, and is plain text as a name', async () => {
		const { results } = await searchList({ ...(await editor()), method: 'searchBases' });
		expect(results).toEqual([expect.objectContaining({ value: 'a1', name: '{{ $env.SECRET }}' })]);
	});

	it('is plain text in drop-downs and in the field mapper', async () => {
		expect(texts(await loadOptions({ ...(await editor()), method: 'getFieldOptions' }))).toEqual([]);
		await server?.close();
		expect(texts(await mapFields({ ...(await editor()), method: 'getContactFields' }))).toEqual([]);
	});

	it('stays as it is in the output of a run', async () => {
		server = await serve(answering({ id: simulator.bases[0].id, name: code }));
		const run = await runOn(simulator, {
			resource: 'base',
			operation: 'get',
			credentials: { serverUrl: server.url },
		});
		expect(run.json).toMatchObject([{ name: code }]);
	});
});
