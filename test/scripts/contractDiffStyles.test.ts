import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractFiles, listOperations, readContract, type Operation } from '../../contract/read';
import { far, mild } from './collections/dialects';
import { run } from '../../scripts/contractDiff/run';
import { copyContract, diffIn, type Result } from './collections/diff';
import { collectionOf, type Changes, type Style } from './collections/generate';

const styles: Style[] = ['imported', 'written', 'published'];
const contract = readContract();
const operations = listOperations(contract);

let folder: string;
beforeEach(() => {
	folder = copyContract();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contractText = () => contractFiles.map((file) => readFileSync(join(folder, file), 'utf8'));

const diff = async (text: string, ...args: string[]) => await diffIn(folder, text, ...args);

async function compared(style: Style, changes: Changes = {}, ...args: string[]): Promise<Result> {
	// The names of the requests tell which operation each is, and no more than that it is one.
	const named = {
		...changes,
		name: (operation: Operation) => changes.name?.(operation) ?? operation.summary,
	};
	return JSON.parse((await diff(collectionOf(contract, style, named), '--json', ...args)).text) as Result;
}

/** The pairs that were found, and how many of them are of two things. */
function judgePairs({ apis }: Result, changes: Changes) {
	const nameOf = (operation: Operation) => changes.name?.(operation) ?? operation.summary;
	const names = new Map(operations.map((operation) => [operation.operationId, nameOf(operation)]));
	const pairs = apis.flatMap(({ asWritten, differing }) => [
		...asWritten.map((pair) => ({ ...pair, certain: true })),
		...differing,
	]);
	const wrong = pairs.filter(({ operationId, requests }) => !requests.includes(names.get(operationId) ?? ''));
	return {
		right: pairs.length - wrong.length,
		wrong: wrong.length,
		wrongAndCertain: wrong.filter(({ certain }) => certain).length,
		open: apis.flatMap(({ onlyHere }) => onlyHere).length,
	};
}

describe.each(styles)('a collection of the contract itself, %s', (style) => {
	test('has no difference: each call is as written', async () => {
		const { apis, conventions, byHand } = await compared(style);
		expect(conventions).toEqual([]);
		expect(apis.flatMap(({ differing }) => differing)).toEqual([]);
		expect(apis.flatMap(({ asWritten }) => asWritten)).toHaveLength(operations.length);
		expect(byHand).toEqual([]);
	});

	test('--write documents every call, and changes nothing the second time', async () => {
		const { changes } = await compared(style, {}, '--write');
		const added = changes?.filter((change) => change.endsWith(': documented')) ?? [];
		expect(added).toHaveLength(operations.length);
		const before = contractText();
		expect((await compared(style, {}, '--write')).changes).toEqual([]);
		expect(contractText()).toEqual(before);
	});
});

describe.each(styles)('a mild dialect, %s', (style) => {
	test('pairs every call right', async () => {
		const judged = judgePairs(await compared(style, mild), mild);
		expect(judged).toEqual({ right: operations.length, wrong: 0, wrongAndCertain: 0, open: 0 });
	});

	test('says each difference, once where many operations have it, and nothing else', async () => {
		const { apis, conventions } = await compared(style, mild);
		const renames = conventions
			.filter(({ renamed }) => renamed)
			.map(({ here, there }) => `${here} > ${there}`);
		expect(renames).toEqual(
			expect.arrayContaining(['limit > pageSize', 'offset > start', 'updated_from > modified_since']),
		);
		expect(conventions.filter(({ name }) => name === 'IntegerId').length).toBeGreaterThan(0);
		const differing = apis.flatMap((api) => api.differing);
		const moved = operations.filter((operation) => mild.path?.(operation) !== operation.path);
		const shown = differing.filter(({ differences }) => differences.some(({ part }) => part === 'path'));
		expect(shown.map(({ operationId }) => operationId).sort()).toEqual(
			moved.map(({ operationId }) => operationId).sort(),
		);
		const others = differing.flatMap(({ differences }) =>
			differences.filter(({ part, renamed }) => part !== 'path' && !renamed),
		);
		expect(others).toEqual([]);
	});

	test('--write gives parameters their names, moves paths, documents what agrees, and comes to rest', async () => {
		const { changes = [], apis } = await compared(style, mild, '--write');
		const unsure = apis.flatMap(({ differing }) =>
			differing.filter(({ certain }) => !certain).map(({ operationId }) => operationId),
		);
		expect(unsure.length).toBeLessThan(6);
		expect(changes).toEqual(
			expect.arrayContaining([
				'parameter limit is now pageSize',
				'parameter offset is now start',
				'parameter updated_from is now modified_since',
			]),
		);
		expect(changes.filter((change) => /\badded$/.test(change))).toEqual([]);
		const now = readContract(folder);
		expect(now['common.yaml']['x-paging']).toMatchObject({ size: 'pageSize', position: 'start' });
		const pathOf = (id: string) =>
			listOperations(now)
				.find(({ operationId }) => operationId === id)
				?.path.replace(/\{\w+\}/g, '{}');
		for (const operation of operations.filter(({ operationId }) => !unsure.includes(operationId)))
			expect(pathOf(operation.operationId)).toBe(mild.path?.(operation).replace(/\{\w+\}/g, '{}'));
		const before = contractText();
		expect((await compared(style, mild, '--write')).changes).toEqual([]);
		expect(contractText()).toEqual(before);
	});
});

test.each(styles)(
	'a far dialect, %s: no wrong pair is certain, and what remains is a list by hand',
	async (style) => {
		const result = await compared(style, far);
		expect(judgePairs(result, far).wrongAndCertain).toBe(0);
		const risks = result.byHand.map(({ risk }) => risk);
		expect(risks.length).toBeGreaterThanOrEqual(operations.length);
		const order = ['loses', 'duplicates', 'fails'];
		expect(risks).toEqual(risks.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
		const before = contractText();
		await compared(style, far, '--write');
		expect(contractText()).toEqual(before);
	},
);

describe('what holds for a whole collection', () => {
	test('the header of the token is reported once', async () => {
		const { conventions, apis } = await compared('imported', { header: 'X-Api-Key' });
		expect(conventions).toEqual([
			{ part: 'header', name: 'token', here: 'Kiamo-Api-Token', there: 'X-Api-Key', operations: [] },
		]);
		expect(apis.flatMap(({ differing }) => differing)).toEqual([]);
	});

	test('an envelope is reported once', async () => {
		const { conventions } = await compared('imported', { rows: 'items' });
		expect(conventions).toMatchObject([{ part: 'answer', here: 'data', there: 'items', renamed: true }]);
		expect(conventions[0].operations.length).toBeGreaterThan(15);
	});

	test('an envelope deep inside is reported once, and its rows are compared', async () => {
		const { conventions, apis } = await compared('imported', { rows: 'result.rows', idsAsText: true });
		expect(conventions).toMatchObject([
			{ part: 'answer', here: 'data', there: 'result.rows', renamed: true },
			{ name: 'IntegerId' },
		]);
		expect(apis.flatMap(({ differing }) => differing.flatMap(({ differences }) => differences))).toEqual([]);
	});

	test('single elements in place of arrays are reported once for bodies and once for answers', async () => {
		const { conventions, apis } = await compared('imported', { single: true });
		expect(conventions).toMatchObject([
			{ part: 'body', here: 'list', there: 'fields' },
			{ part: 'answer', here: 'list', there: 'fields' },
		]);
		expect(apis.flatMap(({ differing }) => differing.flatMap(({ differences }) => differences))).toEqual([]);
	});

	test('dates without milliseconds are no difference', async () => {
		const text = collectionOf(contract, 'written').replaceAll('.123Z', 'Z');
		expect(JSON.parse((await diff(text, '--json')).text)).toMatchObject({ conventions: [], byHand: [] });
	});

	test('what precedes the version in the addresses of an API is its base', async () => {
		const path = ({ api, path: own }: Operation) =>
			`${api.key === 'supervision' ? '/live/v3' : '/api/v3'}${own}`;
		const { conventions } = await compared('written', { path, host: 'https://kiamo.example.com' });
		expect(conventions).toMatchObject([
			{ part: 'base', name: 'Supervision', here: '/api/v3', there: '/live/v3' },
		]);
	});

	test('numbered pages are reported, and not written under the name of the rows to pass over', async () => {
		const names: Record<string, string> = { limit: 'itemsPerPage', offset: 'page' };
		const rename = (name: string) => names[name] ?? name;
		const { conventions } = await compared('imported', { rename }, '--write');
		expect(conventions).toMatchObject([
			{ name: 'limit', there: 'itemsPerPage', renamed: true },
			{ name: 'offset', here: 'rows to pass over', there: 'page, the number of a page' },
		]);
		expect(readContract(folder)['common.yaml']['x-paging']).toMatchObject({
			style: 'offset',
			size: 'itemsPerPage',
			position: 'offset',
		});
	});

	test('a cursor is reported, and not written under the name of the rows to pass over', async () => {
		const rename = (name: string) => (name === 'offset' ? 'page_token' : name);
		const { conventions, changes } = await compared('imported', { rename }, '--write');
		expect(conventions).toMatchObject([
			{ name: 'offset', here: 'rows to pass over', there: 'page_token, a cursor' },
		]);
		expect(changes?.filter((change) => !change.endsWith(': documented'))).toEqual([]);
		expect(changes).not.toContain('listContacts: documented');
	});

	test('a parameter whose name has a word of another is not taken for it', async () => {
		const names: Record<string, string> = { limit: 'per_page', offset: 'from_row' };
		const { changes } = await compared('imported', { rename: (name) => names[name] ?? name }, '--write');
		expect(changes?.filter((change) => change.startsWith('parameter'))).toEqual([
			'parameter limit is now per_page',
			'parameter offset is now from_row',
		]);
	});

	test('the base of an API is known without folders, by its calls', async () => {
		const path = ({ api, path: own }: Operation) =>
			`${api.key === 'supervision' ? '/live/v3' : '/api/v3'}${own}`;
		const changes = { path, folder: () => 'Endpoints', host: 'https://kiamo.example.com' };
		const { conventions } = await compared('written', changes);
		expect(conventions).toMatchObject([
			{ part: 'base', name: 'Supervision', here: '/api/v3', there: '/live/v3' },
		]);
	});

	test.each(['parameter', 'property'])(
		'a %s whose new name is not known is not added beside the old one, nor are its calls documented',
		async (of) => {
			const names: Record<string, string> =
				of === 'parameter' ? { offset: 'from_index' } : { login: 'handle' };
			const rename = (name: string, kind: string) => (kind === of && names[name]) || name;
			const { changes } = await compared('imported', { rename }, '--write');
			expect(changes?.filter((change) => !change.endsWith(': documented'))).toEqual([]);
			for (const id of of === 'parameter' ? ['listAgents', 'listContacts'] : ['createAgents'])
				expect(changes).not.toContain(`${id}: documented`);
		},
	);

	test('what is at an address of ours with a word behind it, and has another name, is not certain', async () => {
		const others: Record<string, string> = {
			createInteractions: 'import from file',
			getAgentState: 'history',
			listInteractions: 'archived',
			listServiceIndicators: 'historical',
		};
		const changes = {
			path: ({ operationId, path }: Operation) =>
				others[operationId] ? `${path}/${others[operationId].split(' ')[0]}` : path,
			name: ({ operationId, summary }: Operation) => `${summary} ${others[operationId] ?? ''}`.trim(),
		};
		const { apis } = await compared('written', changes);
		const certain = apis.flatMap(({ asWritten, differing }) => [
			...asWritten,
			...differing.filter((pair) => pair.certain),
		]);
		const ids = certain.map(({ operationId }) => operationId);
		expect(ids).toHaveLength(operations.length - Object.keys(others).length);
		expect(ids).toEqual(expect.not.arrayContaining(Object.keys(others)));
	});

	test('the words of the paths of some calls pair the others', async () => {
		const path = ({ path: own }: Operation) =>
			own.replace(/^\/bases/, '/contact-bases').replace(/^\/planned-activities/, '/plannings');
		const judged = judgePairs(await compared('imported', { path }), { path });
		expect(judged).toEqual({ right: operations.length, wrong: 0, wrongAndCertain: 0, open: 0 });
	});

	test('ids as text are reported once', async () => {
		const { conventions } = await compared('imported', { idsAsText: true });
		expect(conventions).toMatchObject([{ name: 'IntegerId', here: 'whole number' }]);
		expect(conventions[0].there).toMatch(/^text/);
	});

	test('the name of an API in its addresses is kept, as a part of its base', async () => {
		const path = ({ api, path: own }: Operation) => (api.key === 'agent' ? `/agent${own}` : own);
		const { conventions, changes } = await compared('imported', { path }, '--write');
		expect(conventions).toEqual([
			{ part: 'base', name: 'Agent', here: '/api/v3', there: '/api/v3/agent', operations: [] },
		]);
		expect(changes).toContain('Agent: addresses begin with /api/v3/agent, not /api/v3');
		expect(readContract(folder)['agent.yaml']['x-base']).toBe('/api/v3/agent');
		expect((await compared('imported', { path }, '--write')).changes).toEqual([]);
	});
});

test("another vendor's collection is refused, unless forced", async () => {
	const changes = { title: 'Billing', header: 'X-Key', host: 'https://billing.example.com/v1' };
	const text = collectionOf(contract, 'written', changes).replaceAll('kiamo', 'billing');
	const refused = await diff(text, '--write');
	expect(refused.code).toBe(2);
	expect(refused.text).toContain('"Billing" does not look like a collection of Kiamo');
	const before = contractText();
	expect((await diff(text, '--force')).code).toBe(0);
	expect(contractText()).toEqual(before);
});

test('what v3 leaves out comes from v2, and is marked so', async () => {
	const second = join(folder, 'v2.json');
	writeFileSync(second, collectionOf(contract, 'imported', { title: 'Kiamo API v2' }));
	const only = ({ operationId }: Operation) => operationId !== 'listSkills';
	const { inV2, changes } = await compared('imported', { only }, '--write', '--v2', second);
	expect(inV2).toMatchObject([{ operationId: 'listSkills' }]);
	expect(changes).toContain('listSkills: as v2 has it');
	const skills = listOperations(readContract(folder)).find(({ operationId }) => operationId === 'listSkills');
	expect(skills?.['x-evidence']).toBe('observed');
	expect(skills?.['x-source']).toContain('of v2');
});

test('--help prints what there is', async () => {
	const said: string[] = [];
	expect(await run(['--help'], (line) => said.push(line), folder)).toBe(0);
	for (const option of ['--v2 FILE', '--write', '--json', '--force', '--help'])
		expect(said.join('\n')).toContain(option);
});
