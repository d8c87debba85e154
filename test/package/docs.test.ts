import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { n8n, scripts } from '../../package.json';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = [
	...readdirSync(root).filter((file) => file.endsWith('.md')),
	...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => join('docs', file)),
];

/** The anchors of a page as GitHub makes them of its headings. */
function anchorsOf(page: string): Set<string> {
	const headings = withoutSnippets(read(page)).matchAll(/^#+ (.*)$/gm);
	return new Set(
		[...headings].map(([, heading]) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\- _]/gu, '')
				.replaceAll(' ', '-'),
		),
	);
}

const withoutSnippets = (text: string) => text.replace(/^```.*?^```$/gms, '');
const snippetsIn = (text: string, language: string) =>
	[...text.matchAll(/^```(\w+)[^\n]*\n(.*?)^```$/gms)]
		.filter(([, of]) => of === language)
		.map(([, , snippet]) => snippet);
/** Where links and pictures lead to, in Markdown and in HTML. */
const targetsIn = (text: string) =>
	[...withoutSnippets(text).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(
		([, link, attribute]) => link || attribute,
	);
const isOutside = (target: string) => /^[a-z]+:/.test(target);

/** Where GitHub has the files of the repository as they are, for Import from URL. */
const raw = 'https://raw.githubusercontent.com/n8n-nodes-kiamo/n8n-nodes-kiamo/main';

describe.each(pages)('%s', (page) => {
	const text = read(page);

	it('links to files and headings that are there', () => {
		const broken = targetsIn(text)
			.filter((target) => !isOutside(target))
			.filter((target) => {
				const [path, anchor] = target.split('#');
				const file = path ? relative(root, resolve(root, dirname(page), path)) : page;
				return !existsSync(join(root, file)) || (anchor && !anchorsOf(file).has(anchor));
			});
		expect(broken).toEqual([]);
	});

	it('links to other places over https', () => {
		const outside = targetsIn(text).filter(isOutside);
		expect(outside.filter((target) => !URL.canParse(target) || !target.startsWith('https://'))).toEqual([]);
	});

	it('names only scripts of package.json, and files that are there', () => {
		const named = [...text.matchAll(/npm (run ([\w:-]+)|start|test)\b/g)].map(
			([, command, script]) => script || command,
		);
		expect(named.filter((script) => !(script in scripts))).toEqual([]);
		const files = [
			...text.matchAll(
				/`((?:nodes|scripts|simulator|test|docs|examples|contract|credentials|\.ci)\/[\w./-]*)`/g,
			),
		];
		expect(files.map(([, file]) => file).filter((file) => !existsSync(join(root, file)))).toEqual([]);
	});

	it('shows JSON that can be read', () => {
		for (const snippet of snippetsIn(text, 'json'))
			expect(() => JSON.parse(snippet) as unknown).not.toThrow();
	});

	it('shows commands that a shell knows', () => {
		const known =
			/^(([A-Z]+=\S+ )?npm (start|test|pack|install|run [\w:-]+)( |$)|export [A-Z][A-Z0-9_]+=\S+$|git grep -\w+ |\w+=(['"]).*\5$)/;
		const lines = snippetsIn(text, 'bash').flatMap((snippet) => snippet.trim().split('\n'));
		expect(lines.filter((line) => !known.test(line))).toEqual([]);
	});
});

it('checks every kind of link', () => {
	expect(targetsIn('[a](b.md#c) ![d](e.png) <source srcset="f.png"> <img src="g.png">')).toEqual([
		'b.md#c',
		'e.png',
		'f.png',
		'g.png',
	]);
});

describe('pictures', () => {
	const files = readdirSync(join(root, 'docs/images')).map((file) => `docs/images/${file}`);
	const sizesOf = (ending: string) =>
		files.filter((file) => file.endsWith(ending)).map((file) => statSync(join(root, file)).size);

	it('are there in light and dark, and all of them are shown', () => {
		const shown = pages.flatMap((page) =>
			targetsIn(read(page))
				.filter((target) => /\.(png|webp)$/.test(target))
				.map((target) => relative(root, resolve(root, dirname(page), target))),
		);
		expect([...new Set(shown)].sort()).toEqual(files.sort());
		const stems = (theme: string) =>
			files
				.filter((file) => file.includes(`-${theme}.`))
				.map((file) => file.replace(new RegExp(`-${theme}\\.\\w+$`), ''));
		expect(stems('dark')).toEqual(stems('light'));
		expect(files.filter((file) => !/-(light|dark)\.\w+$/.test(file))).toEqual([]);
	});

	it('load quickly', () => {
		expect(Math.max(...sizesOf('.png'))).toBeLessThan(150_000);
		expect(sizesOf('.png').reduce((sum, size) => sum + size, 0)).toBeLessThan(1_200_000);
		expect(Math.max(...sizesOf('.webp'))).toBeLessThan(1_500_000);
	});
});

/** The workflows of an example: those of its folder, if it has one. Those of a CRM are in `examples/crm`. */
function filesOf(example: string): string[] {
	const path = example.replace(/^crm-(?!to-)/, 'crm/');
	const folder = join(root, 'examples', path);
	return existsSync(folder) ? readdirSync(folder).map((file) => `${path}/${file}`) : [`${path}.json`];
}

it('the README is short', () => {
	expect(read('README.md').split(/\s+/).length).toBeLessThan(1_300);
});

it('has a recipe for every example, which imports it, and no others', () => {
	const names = (folder: string) => readdirSync(join(root, folder)).map((file) => file.replace(/\.\w+$/, ''));
	const crms = names('examples/crm').map((name) => `crm-${name}`);
	const examples = [...names('examples').filter((name) => name !== 'crm'), ...crms];
	expect(names('docs/recipes').sort()).toEqual(examples.sort());
	for (const name of names('docs/recipes')) {
		for (const file of filesOf(name))
			expect(read(`docs/recipes/${name}.md`)).toContain(`(../../examples/${file})`);
		expect(read('README.md')).toContain(`(docs/recipes/${name}.md)`);
		const [file, ...more] = filesOf(name);
		if (more.length === 0) expect(read('README.md')).toContain(`${raw}/examples/${file}`);
	}
});

const nodes = n8n.nodes.map((entry): [string, INodeType] => {
	const file = entry.replace(/^dist\/(.*)\.js$/, '../../$1');
	const [Class] = Object.values(jest.requireActual<Record<string, new () => INodeType>>(file));
	const node = new Class();
	return [node.description.displayName, node];
});

/** The page of a node: `Kiamo Agent Trigger` is on docs/nodes/agent-trigger.md. */
const pageOf = (name: string) =>
	`docs/nodes/${name
		.replace(/^Kiamo /, '')
		.toLowerCase()
		.replaceAll(' ', '-')}.md`;

/** Whether a page names what the panel shows, whatever its emphasis; `Names or IDs` and units go without saying. */
function isNamed(page: string, name: string): boolean {
	const shown = name.replace(/ Names? or IDs?$| \((Minutes|Seconds|MB|Insecure)\)$/, '');
	const text = read(page).replace(/[*_`]/g, '').replace(/\s+/g, ' ');
	return new RegExp(`(?<!\\w)${shown.replace(/[()]/g, '\\$&')}s?(?!\\w)`, 'i').test(text);
}

it('has a page for every node, and no others', () => {
	const files = readdirSync(join(root, 'docs/nodes')).map((file) => `docs/nodes/${file}`);
	expect(files.sort()).toEqual(nodes.map(([name]) => pageOf(name)).sort());
	for (const [name] of nodes) expect(read('README.md')).toContain(`[${name}](${pageOf(name)})`);
});

describe.each(nodes)('the page of %s', (name, { description: { properties } }) => {
	const page = pageOf(name);

	it('names every resource, operation, event and rule', () => {
		const shown = properties.flatMap((property) => {
			if (['resource', 'operation', 'events'].includes(property.name))
				return (property.options as INodePropertyOptions[]).map((option) => option.name);
			if (property.name !== 'rules') return [];
			return (property.options as INodePropertyCollection[]).map(({ displayName }) => displayName);
		});
		expect(shown.filter((choice) => !isNamed(page, choice))).toEqual([]);
	});

	it('names every filter and option', () => {
		const shown = properties
			.filter(({ type, name: key }) => type === 'collection' && key !== 'requestOptions')
			.flatMap(({ options }) => (options as INodeProperties[]).map(({ displayName }) => displayName));
		expect([...new Set(shown)].filter((option) => !isNamed(page, option))).toEqual([]);
	});
});

it('each promise names a test that is there', () => {
	const rows = [...read('docs/promises.md').matchAll(/\| `(test\/[^`]+)`: (.+?) \|$/gm)];
	expect(rows.length).toBeGreaterThan(12);
	const unknown = rows.filter(
		([, file, title]) => !existsSync(join(root, file)) || !read(file).includes(title),
	);
	expect(unknown.map(([row]) => row)).toEqual([]);
});
