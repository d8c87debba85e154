import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOperations, readContract, type Operation } from '../../contract/read';
import { copyContract, diffIn, type Result } from './collections/diff';
import { collectionOf, type Changes } from './collections/generate';

const contract = readContract();
const operations = listOperations(contract);

let folder: string;
beforeEach(() => {
	folder = copyContract();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const diff = async (text: string, ...args: string[]) => await diffIn(folder, text, ...args);

const compared = async (text: string, ...args: string[]) =>
	JSON.parse((await diff(text, '--json', ...args)).text) as Result;
const generated = (changes: Changes = {}) => collectionOf(contract, 'imported', changes);
const differing = ({ apis }: Pick<Result, 'apis'>) => apis.flatMap((api) => api.differing);
const documented = ({ changes = [] }: Result) =>
	changes.filter((change) => change.endsWith(': documented')).map((change) => change.split(':')[0]);
const addressesIn = (from: string) =>
	listOperations(readContract(from)).map(({ api, path }) => `${api.base}${path}`.replace(/\{\w+\}/g, '{}'));

type Node = Record<string, unknown> & { item?: Node[] };
/** A collection whose requests are changed one by one. */
function changed(change: (item: Node, request: Record<string, unknown>) => void, text = generated()): string {
	const collection = JSON.parse(text) as Node;
	const walk = ({ item = [] }: Node): void => {
		for (const each of item) {
			if (each.request) change(each, each.request as Record<string, unknown>);
			walk(each);
		}
	};
	walk(collection);
	return JSON.stringify(collection);
}

describe('what is read', () => {
	test('a file with a byte order mark', async () => {
		const result = await compared(`\uFEFF${generated()}`);
		expect(differing(result)).toEqual([]);
	});

	test.each([
		['an element that is nothing', '{"info":{"name":"Kiamo"},"item":[null]}'],
		[
			'an element deep inside that is a text',
			'{"info":{"name":"Kiamo"},"item":[{"name":"Agent","item":["x"]}]}',
		],
	])('%s ends with a sentence and code 2', async (_, text) => {
		expect(await diff(text)).toEqual({
			code: 2,
			text: 'This is no Postman collection of schema v2: an element of "item" is no request and no folder.',
		});
	});

	test('a collection without a name', async () => {
		const request = { method: 'GET', url: 'https://kiamo.example.com/api/v3/skills' };
		const { code, text } = await diff(JSON.stringify({ info: {}, item: [{ request }] }));
		expect(code).toBe(0);
		expect(text).toContain('listSkills: GET /skills');
	});

	test('the header of a token as a published collection has it', async () => {
		const collection = JSON.parse(generated({ title: 'API v3' })) as Node;
		const basicConfig = [
			{ key: 'key', value: 'Kiamo-Api-Token' },
			{ key: 'value', value: '<API key>' },
		];
		collection.auth = { type: 'apikey', apikey: { basicConfig } };
		const text = changed(
			(_, request) => {
				request.header = [];
			},
			JSON.stringify(collection).replaceAll('kiamo.example.com', 'example.com'),
		);
		expect(await compared(text)).toMatchObject({ conventions: [] });
		expect(await compared(text.replaceAll('Kiamo-Api-Token', 'X-Kiamo-Key'))).toMatchObject({
			conventions: [{ part: 'header', there: 'X-Kiamo-Key' }],
		});
	});

	test('folders by the words of the paths tell no API', async () => {
		const folderOf = ({ path }: Operation) =>
			path.split('/').findLast((word) => /^[a-z-]+$/.test(word)) ?? '';
		const result = await compared(generated({ folder: folderOf }));
		expect(differing(result)).toEqual([]);
	});
});

describe('base addresses', () => {
	const at = (host: string) => generated({ host });

	test.each(['{{server}}/v3', '{{server}}/{{prefix}}/v3', '{{server}}'])(
		'%s is no difference while the variables are not known',
		async (host) => {
			const result = await compared(at(host), '--write');
			expect(result.conventions).toEqual([]);
			expect(documented(result)).toHaveLength(operations.length);
			expect(result.changes).toHaveLength(operations.length);
		},
	);

	test('a base that is known to be shorter is one', async () => {
		const { conventions } = await compared(at('https://kiamo.example.com/v3'));
		expect(conventions).toHaveLength(5);
		expect(conventions[0]).toMatchObject({ part: 'base', here: '/api/v3', there: '/v3' });
	});

	test.each(['agent', 'workforce'])(
		'%s before all paths of an API is a part of its base, also where some of them have other names',
		async (word) => {
			const path = ({ api, path: own }: Operation) =>
				api.key === 'agent' ? `/${word}${own.replace(/^\/pause-reasons/, '/pauses/reasons')}` : own;
			const text = generated({ path });
			const result = await compared(text, '--write');
			expect(result.conventions).toEqual([
				{ part: 'base', name: 'Agent', here: '/api/v3', there: `/api/v3/${word}`, operations: [] },
			]);
			expect(differing(result).map(({ operationId }) => operationId)).toEqual(['listPauseReasons']);
			expect(addressesIn(folder).sort()).toEqual(
				operations
					.map((operation) => `${operation.api.base}${path(operation)}`.replace(/\{\w+\}/g, '{}'))
					.sort(),
			);
			expect((await compared(text, '--write')).changes).toEqual([]);
		},
	);

	test('what is at two bases is documented only at the one that is written', async () => {
		const text = changed((item, request) => {
			if (item.api !== 'Agent' || (request.url as Node).raw !== '{{baseUrl}}/skills') return;
			request.url = 'https://kiamo.example.com/agent/api/v3/skills?limit=1&offset=1';
		});
		const ids = documented(await compared(text, '--write'));
		expect(ids).toContain('listAgents');
		expect(ids).not.toContain('listSkills');
	});
});

describe('renames', () => {
	const renamedBy = (names: Record<string, string>) => generated({ rename: (name) => names[name] ?? name });
	const offered = ({ conventions, apis }: Result) =>
		new Set(
			[...conventions, ...differing({ apis }).flatMap(({ differences }) => differences)]
				.filter(({ renamed }) => renamed)
				.map(({ here, there }) => `${here?.replace(/^.*\./, '')} > ${there}`),
		);

	test.each<[string, string]>([
		['channel', 'media'],
		['direction', 'way'],
		['last_name', 'surname'],
		['first_name', 'given_name'],
		['created_at', 'creation_date'],
		['updated_at', 'modification_date'],
		['q', 'keyword'],
		['today', 'Today'],
		['filter', 'Filter'],
	])('%s may be called %s', async (here, there) => {
		expect(offered(await compared(renamedBy({ [here]: there })))).toEqual(new Set([`${here} > ${there}`]));
	});

	test('a property whose own properties have other names, too', async () => {
		const names = { today: 'Today', handled: 'Handled', received: 'Received' };
		expect(offered(await compared(renamedBy(names)))).toEqual(
			new Set(Object.entries(names).map(([here, there]) => `${here} > ${there}`)),
		);
	});
});

test('what no saved response shows is assumed', async () => {
	const text = changed((item) => {
		item.response = [];
	});
	await compared(text, '--write');
	const sourceOf = (id: string) =>
		listOperations(readContract(folder)).find(({ operationId }) => operationId === id)?.['x-source'];
	expect(sourceOf('listSkills')).toMatch(/; the answer is assumed$/);
	expect(sourceOf('deleteAgent')).not.toContain('assumed');
});

test('a second collection that is not of Kiamo is refused, too', async () => {
	const second = join(folder, 'v2.json');
	const changes = { title: 'Billing', header: 'X-Key', host: 'https://billing.example.com/v1' };
	writeFileSync(second, generated(changes).replaceAll('kiamo', 'billing'));
	const { code, text } = await diff(generated(), '--v2', second, '--write');
	expect(code).toBe(2);
	expect(text).toContain('"Billing" does not look like a collection of Kiamo');
	expect(readFileSync(join(folder, 'agent.yaml'), 'utf8')).toBe(
		readFileSync(join(__dirname, '../../contract/agent.yaml'), 'utf8'),
	);
});
