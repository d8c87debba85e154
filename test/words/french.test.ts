/** The French pages say what the English ones say, and follow French typography. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { n8n } from '../../package.json';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pairs = [
	...readdirSync(join(root, 'docs/fr'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => [file === 'README.md' ? file : `docs/${file}`, `docs/fr/${file}`]),
];
const frenchOf = new Map(pairs.map(([english, french]) => [english, french]));

/** What is between two headings; the first has none. Other headings of the page are numbers. */
function sectionsOf(text: string): string[] {
	return text.replace(/^```.*?^```$/gms, '').split(/^(?=#+ )/m);
}

const headingsOf = (text: string) =>
	sectionsOf(text).flatMap((section) => /^(#+) (.*)$/m.exec(section)?.slice(1, 3) ?? []);
const levelsOf = (text: string) => headingsOf(text).filter((_, at) => at % 2 === 0);
const fencesOf = (text: string) => text.match(/^```.*?^```$/gms) ?? [];
/** The tables, each row as its number of cells and its code. */
const tablesOf = (text: string) =>
	text
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => ({ cells: line.split(/(?<!\\)\|/).length, code: codeIn(line) }));
const codeIn = (text: string) => [...text.matchAll(/`[^`\n]+`/g)].map(([code]) => code).sort();

/** The numbers of a text, with what groups their digits and the sign before their decimals; those of code, links and times of day are not among them. */
function numbersIn(text: string, groups: RegExp, decimals: string): number[] {
	const prose = text.replace(
		/`[^`\n]+`|\]\([^)]*\)|(?:src|srcset|width)="[^"]*"|<!--.*?-->|\d+ (?:am|pm|h)\b/g,
		' ',
	);
	return [...prose.matchAll(/\d+(?:[,\u00a0]\d{3}(?!\d))*(?:[.,]\d+)?/g)]
		.map(([number]) => Number(number.replace(groups, '').replace(decimals, '.')))
		.sort((a, b) => a - b);
}

/** The number of the heading that an anchor names. */
function numberOf(file: string, anchor: string): number {
	const titles = headingsOf(read(file)).filter((_, at) => at % 2 === 1);
	const anchors = titles.map((title) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\- _]/gu, '')
			.replaceAll(' ', '-'),
	);
	return anchors.indexOf(anchor);
}

/** Where the links and pictures of a section lead: a file of the repository as its French page, an anchor as its number. */
function targetsIn(section: string, file: string): string[] {
	const targets = [...section.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
		([, link, picture]) => link || picture,
	);
	return targets
		.map((target) => {
			if (/^[a-z]+:/.test(target)) return target;
			const [path, anchor] = target.split('#');
			const to = path ? relative(root, resolve(root, dirname(file), path)) : file;
			return `${frenchOf.get(to) ?? to} ${anchor ? numberOf(to, anchor) : ''}`;
		})
		.sort();
}

/** What the panels show. */
const labels = new Set<string>();
function collect(value: unknown): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		if (['displayName', 'name', 'action'].includes(key) && typeof inner === 'string') labels.add(inner);
		collect(inner);
	}
}
for (const entry of [...n8n.nodes, ...n8n.credentials]) {
	const file = entry.replace(/^dist\/(.*)\.js$/, '../../$1');
	const [Class] = Object.values(jest.requireActual<Record<string, new () => INodeType>>(file));
	collect(JSON.parse(JSON.stringify(new Class())));
}
const labelsIn = (text: string) =>
	[...text.matchAll(/\*+([^*\n]+)\*+/g)].map(([, name]) => name).filter((name) => labels.has(name));

it('has French pages on the README, the credential, the check of the server, troubleshooting and each recipe', () => {
	const recipes = readdirSync(join(root, 'docs/recipes'));
	expect([...frenchOf.values()]).toEqual(
		expect.arrayContaining([
			'docs/fr/README.md',
			'docs/fr/check-your-server.md',
			'docs/fr/credential.md',
			'docs/fr/troubleshooting.md',
			...recipes.map((file) => `docs/fr/recipes/${file}`),
		]),
	);
});

describe.each(pairs)('%s and %s', (english, french) => {
	const ours = existsSync(join(root, english)) ? read(english) : '';
	// French pages lead to the French examples.
	const theirs = read(french).replaceAll('examples-fr/', 'examples/');

	it('have the same headings, tables and commands', () => {
		expect(levelsOf(theirs)).toEqual(levelsOf(ours));
		expect(tablesOf(theirs)).toEqual(tablesOf(ours));
		expect(fencesOf(theirs)).toEqual(fencesOf(ours));
	});

	it('link to the same places in each section', () => {
		const own = ([...sections]: string[], file: string) =>
			sections.map((section) => targetsIn(section, file));
		const language = (targets: string[][]) =>
			targets.map((section) => section.filter((to) => to !== 'docs/fr/README.md ' && to !== 'README.md '));
		expect(language(own(sectionsOf(theirs), french))).toEqual(language(own(sectionsOf(ours), english)));
	});

	it('lead from French to French pages and examples, where they are there', () => {
		const paths = [...read(french).matchAll(/\]\(([^)#\s]+)/g)].map(([, path]) =>
			relative(root, resolve(root, dirname(french), path)),
		);
		expect(paths.filter((path) => frenchOf.has(path) && path !== 'README.md')).toEqual([]);
		expect(read(french)).not.toMatch(/[^-]examples\/[\w/-]+\.json/);
	});

	it('hold the same numbers in each section', () => {
		const english = sectionsOf(ours).map((section) => numbersIn(section, /,/g, '.'));
		expect(sectionsOf(theirs).map((section) => numbersIn(section, /\u00a0/g, ','))).toEqual(english);
	});

	it('name the same labels of the panels, in English', () => {
		const missing = sectionsOf(ours).flatMap((section, at) =>
			labelsIn(section).filter((label) => !sectionsOf(theirs)[at]?.includes(label)),
		);
		expect(missing).toEqual([]);
	});

	it('follow French typography, and say "vous"', () => {
		const prose = sectionsOf(theirs)
			.join('')
			.replace(/`[^`\n]+`|\]\([^)]*\)|<[^>]+>|https?:\S+|\*+[^*\n]+\*+|^\| .*$/gm, '');
		expect(prose.match(/.{0,20}[^\u00a0\s\d:?!*][:;?!](?=\s|$)/gm) ?? []).toEqual([]);
		// A number or a sign of punctuation does not begin a line.
		const spaced = theirs.replace(/`[^`\n]+`|^\| -.*$/gm, '');
		expect(spaced.match(/.{0,20} [:;?!»](?=\s|$)|.{0,20}« .|.{0,20}\d \d{3}(?!\d)/gm) ?? []).toEqual([]);
		expect(prose.match(/.{0,20}(?<!\p{L})(tu|ton|ta|tes|toi)(?!\p{L})/giu) ?? []).toEqual([]);
	});
});
