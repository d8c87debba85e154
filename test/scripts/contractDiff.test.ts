import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractFiles, listOperations, readContract } from '../../contract/read';
import type { ApiReport } from '../../scripts/contractDiff/report';
import { run } from '../../scripts/contractDiff/run';

const root = join(__dirname, '../..');
const collection = (name: string) => join(__dirname, 'collections', `${name}.json`);
let folder: string;
const prepare = () => {
	folder = mkdtempSync(join(tmpdir(), 'contract-'));
	for (const file of [...contractFiles, 'redocly.yaml', 'evidence.js'])
		copyFileSync(join(root, 'contract', file), join(folder, file));
};
/** The text of all files of the contract. */
const contractText = () => contractFiles.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
const cleanUp = () => rmSync(folder, { recursive: true, force: true });

async function diff(...args: string[]) {
	const said: string[] = [];
	const code = await run(args, (text) => said.push(text), folder);
	return { code, text: said.join('\n') };
}
async function diffApi(name: string, api: string): Promise<ApiReport> {
	const { text } = await diff(collection(name), '--json');
	const found = (JSON.parse(text) as { apis: ApiReport[] }).apis.find((other) => other.api === api);
	if (!found) throw new Error(`No ${api} in ${text}`);
	return found;
}
async function differencesOf(operationId: string, api: string) {
	const found = (await diffApi('exported', api)).differing.find((pair) => pair.operationId === operationId);
	return found && { certain: found.certain, differences: found.differences };
}
async function diffText(text: string) {
	const file = join(folder, 'collection.json');
	writeFileSync(file, text);
	return await diff(file);
}

describe('The comparison with a collection', () => {
	beforeAll(prepare);
	afterAll(cleanUp);

	test('finds what exists as written, whatever the ids are called and the folders nest', async () => {
		const { asWritten, bases } = await diffApi('exported', 'Contact Manager');
		expect(asWritten.map(({ operationId }) => operationId)).toEqual(['getBase', 'getContact']);
		expect(bases).toEqual(['/api/v3']);
	});

	test('lays several requests of one call over each other', async () => {
		const { asWritten, bases } = await diffApi('exported', 'Interaction');
		expect(asWritten).toContainEqual({
			operationId: 'createInteractions',
			call: 'POST /services/{serviceId}/interactions',
			requests: ['Create a callback', 'Create a task for an agent'],
		});
		expect(bases).toEqual(['/interaction/api/v3', '/api/v3']);
	});

	test('says which parameters and fields of an answer are only there, disabled ones too', async () => {
		expect(await differencesOf('listBases', 'Contact Manager')).toEqual({
			certain: true,
			differences: [
				{ part: 'parameter', name: 'q', here: 'text' },
				{ part: 'parameter', name: 'page_token', there: 'no example' },
				{ part: 'parameter', name: 'archived', there: 'false' },
				{ part: 'answer', name: 'data[].owner', there: '"support"' },
			],
		});
	});

	test('reads a body with comments, an ellipsis and placeholders without quotes', async () => {
		expect(await differencesOf('createContacts', 'Contact Manager')).toEqual({
			certain: true,
			differences: [
				{ part: 'body', name: 'external_id', there: '"C-1234"' },
				{ part: 'body', name: 'owner_id', there: 'no example' },
			],
		});
	});

	test.each([
		[
			'another path',
			'deleteContact',
			'Contact Manager',
			'path',
			'/contact-bases/{baseId}/contacts/{contactId}',
		],
		['another path by the name of the request', 'listPauseReasons', 'Agent', 'path', '/pauses/reasons'],
		['another verb', 'qualifyInteraction', 'Interaction', 'verb', 'POST'],
		['a form', 'setAgentState', 'Agent', 'body', 'a form {"state":"paused","pause_reason_id":3}'],
		['a body that cannot be read', 'setServiceOpen', 'Supervision', 'body', 'it could not be read'],
		[
			'a list where an envelope was expected',
			'listServiceIndicators',
			'Supervision',
			'answer',
			'list [{"service_id":1}]',
		],
	])('names %s', async (_, operationId, api, part, there) => {
		const found = await differencesOf(operationId, api);
		expect(found?.differences).toContainEqual(expect.objectContaining({ part, there }));
		expect(found?.certain).toBe(true);
	});

	test('names what is missing on either side', async () => {
		const { onlyHere, onlyThere } = await diffApi('exported', 'Contact Manager');
		expect(onlyHere).toContainEqual({ operationId: 'listContacts', call: 'GET /bases/{baseId}/contacts' });
		expect(onlyThere).toEqual([{ call: 'POST /bases/{baseId}/merge', requests: ['Merge contacts'] }]);
		const { onlyThere: others } = await diffApi('exported', 'Other');
		expect(others).toEqual([{ call: 'GET /ping', requests: ['Ping'] }]);
	});

	test('reads the published form, whose disabled parameters are in a field of their own', async () => {
		const { asWritten, bases } = await diffApi('published', 'Agent');
		expect(asWritten).toEqual([
			{ operationId: 'listSkills', call: 'GET /skills', requests: ['List skills'] },
		]);
		expect(bases).toEqual(['/api/v3']);
	});

	test('prints text for people, and leaves the contract as it is', async () => {
		const before = contractText();
		const { code, text } = await diff(collection('exported'));
		expect(code).toBe(0);
		expect(text).toContain('Contact Manager: 2 as written, 3 differ');
		expect(text).toContain('verb: here PUT; there POST');
		expect(contractText()).toBe(before);
	});
});

describe('What is no collection', () => {
	beforeAll(prepare);
	afterAll(cleanUp);

	test.each([
		['no JSON', 'Not found', 'it is not JSON'],
		['something else', '{"openapi":"3.1.0"}', 'it has no "info"'],
		['null', 'null', 'it has no "info"'],
		['a list', '[]', 'it has no "info"'],
	])('%s ends with a sentence and code 2', async (_, text, sentence) => {
		const said = await diffText(text);
		expect(said.code).toBe(2);
		expect(said.text).toContain('This is no Postman collection');
		expect(said.text).toContain(sentence);
	});

	test.each([
		['a file that is not there', 'none.json', 'no such file'],
		['an unknown option', '--wirte', '--wirte'],
	])('%s ends with a sentence and code 2', async (_, argument, sentence) => {
		const { code, text } = await diff(argument);
		expect(code).toBe(2);
		expect(text).toContain(sentence);
	});

	test('an empty collection compares: all is only here', async () => {
		const { code, text } = await diffText('{"info":{"name":"Kiamo"},"item":[]}');
		expect(code).toBe(0);
		expect(text).toContain('0 of the');
	});
});

describe('--write', () => {
	const operation = (operationId: string) =>
		listOperations(readContract(folder)).find((other) => other.operationId === operationId);

	const comment = '# A comment that has to stay.';
	const uncertain = ['setAgentState', 'setServiceOpen', 'addGroupAgent'];
	let before: unknown[];
	beforeAll(async () => {
		prepare();
		before = uncertain.map(operation);
		const agents = join(folder, 'agent.yaml');
		writeFileSync(agents, readFileSync(agents, 'utf8').replace('  /pause-reasons:', `  ${comment}\n$&`));
		await diff(collection('exported'), '--write');
	});
	afterAll(cleanUp);

	test('marks, moves and adds what is certain, and the result is a valid contract', () => {
		const documented = "vendor's Postman collection";
		expect(operation('getBase')).toMatchObject({
			'x-evidence': 'documented',
			'x-source': `${documented}, Get a base`,
		});
		// It has no parameter q there: that has to be settled before the call is documented.
		expect(operation('listBases')?.['x-evidence']).toBe('observed');
		expect(operation('deleteContact')?.path).toBe('/contact-bases/{baseId}/contacts/{contactId}');
		expect(operation('getContact')?.path).toBe('/bases/{baseId}/contacts/{contactId}');
		expect(operation('listPauseReasons')?.path).toBe('/pauses/reasons');
		expect(operation('qualifyInteraction')?.verb).toBe('POST');
		const added = operation('listBases')?.parameters?.find(({ name }) => name === 'archived');
		expect(added).toMatchObject({ schema: { type: 'boolean' }, 'x-evidence': 'documented' });
		const text = contractText();
		expect(
			readContract(folder)['contact-manager.yaml'].components.schemas.NewContact.properties,
		).toHaveProperty('external_id.type', 'string');
		expect(text).toContain(`${comment}\n  /pauses/reasons:`);
		execFileSync(
			process.execPath,
			[join(root, 'node_modules/@redocly/cli/bin/cli.js'), 'lint', '--config', join(folder, 'redocly.yaml')],
			{ cwd: root, env: { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }, stdio: 'pipe' },
		);
	});

	test('leaves alone what is uncertain: no type, another format, a verb that Kiamo does not have', () => {
		expect(uncertain.map(operation)).toEqual(before);
		const text = contractText();
		expect(text).not.toContain('page_token');
		expect(text).not.toContain('owner_id');
	});

	test('changes nothing the second time', async () => {
		const once = contractText();
		const { text } = await diff(collection('exported'), '--write');
		expect(contractText()).toBe(once);
		expect(text).toContain('Nothing to change in the contract.');
	});
});
