/** Words that must not come back, over every text that a person reads. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { description, keywords, n8n } from '../../package.json';
import { inNames, inPages, inTexts, type Refused } from './refused';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
	.split('\0')
	// The list of the words holds them, and a French page has French words.
	.filter((file) => file && !file.startsWith('test/words/') && !/(^|[-./])fr[./]/.test(file))
	.filter((file) => existsSync(join(root, file)));
const filesOf = (pattern: RegExp) => tracked.filter((file) => pattern.test(file));

interface Text {
	place: string;
	text: string;
}

/** Each use of a refused word, with what to write instead. */
function usesIn(texts: Text[], refused: Refused[]): string[] {
	return texts.flatMap(({ place, text }) =>
		refused.flatMap(({ pattern, write }) => {
			const found = new RegExp(pattern, `${pattern.flags}g`);
			return [...text.matchAll(found)].map((match) => {
				const { 0: word, index } = match;
				const around = text.slice(Math.max(0, index - 40), index + 40).replace(/\s+/g, ' ');
				return `${place}: "${word}" (write ${write}) in: ${around}`;
			});
		}),
	);
}

/** The lines of a file, without the addresses of links. */
const linesOf = (file: string): Text[] =>
	read(file)
		.replace(/\]\([^)\s]+\)/g, ']()')
		.split('\n')
		.map((text, index) => ({ place: `${file}:${index + 1}`, text }));

/** Every text in a value that JSON can hold. */
function textsIn(value: unknown, place: string): Text[] {
	if (typeof value === 'string') return [{ place, text: value }];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${place}.${name}`));
}

/** The comments and texts of a source file, and its names. */
function partsOf(file: string): { texts: Text[]; names: Text[] } {
	const source = read(file);
	const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
	const texts: Text[] = [];
	const names: Text[] = [];
	const placeOf = (position: number) => `${file}:${parsed.getLineAndCharacterOfPosition(position).line + 1}`;
	const comments = new Set<number>();
	function visit(node: ts.Node): void {
		for (const { pos, end } of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []) {
			if (!comments.has(pos)) texts.push({ place: placeOf(pos), text: source.slice(pos, end) });
			comments.add(pos);
		}
		if (ts.isIdentifier(node)) names.push({ place: placeOf(node.getStart()), text: node.text });
		else if (
			ts.isStringLiteralLike(node) ||
			ts.isTemplateHead(node) ||
			ts.isTemplateMiddleOrTemplateTail(node)
		) {
			const isImport = ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent);
			// A lone word in lower case is a value, such as a status of Kiamo.
			if (!isImport && !/^[a-z-]+$/.test(node.text))
				texts.push({ place: placeOf(node.getStart()), text: node.text });
		}
		for (const child of node.getChildren(parsed)) visit(child);
	}
	visit(parsed);
	return { texts, names };
}

it('finds a refused word in a text, a comment and a name', () => {
	expect(usesIn([{ place: 'here', text: 'Nothing is doubled, as it shall be' }], inTexts)).toHaveLength(2);
	expect(usesIn([{ place: 'here', text: 'told' }], inNames)).toHaveLength(1);
	const { texts, names } = partsOf('test/words/words.test.ts');
	expect(texts.map(({ text }) => text)).toContain('test/words/words.test.ts');
	expect(texts.map(({ text }) => text)).toContain(
		'/** The lines of a file, without the addresses of links. */',
	);
	expect(names.map(({ text }) => text)).toContain('partsOf');
});

it.each(filesOf(/^[^/]*\.md$|^docs\/.*\.md$/))('%s', (file) => {
	expect(usesIn(linesOf(file), inPages)).toEqual([]);
});

it('the package on npm', () => {
	expect(usesIn(textsIn({ description, keywords }, 'package.json'), inPages)).toEqual([]);
});

it.each(filesOf(/^examples\/.*\.json$/))('%s', (file) => {
	expect(usesIn(textsIn(JSON.parse(read(file)), file), inPages)).toEqual([]);
});

it.each(filesOf(/^(contract|\.github)\/.*\.ya?ml$/))('%s', (file) => {
	expect(usesIn(linesOf(file), inTexts)).toEqual([]);
});

it.each([...n8n.nodes, ...n8n.credentials])('the description in %s', (entry) => {
	const file = entry.replace(/^dist\/(.*)\.js$/, '../../$1');
	const [Class] = Object.values(jest.requireActual<Record<string, new () => { description?: object }>>(file));
	const built = new Class();
	expect(usesIn(textsIn(JSON.parse(JSON.stringify(built.description ?? built)), entry), inPages)).toEqual([]);
});

describe.each(['nodes', 'credentials', 'contract', 'scripts', 'simulator', 'test'])(
	'the code of %s',
	(folder) => {
		const parts = filesOf(new RegExp(`^${folder}/.*\\.(ts|mjs|cjs|js)$`)).map(partsOf);

		it('has no refused word in comments and texts', () => {
			expect(
				usesIn(
					parts.flatMap(({ texts }) => texts),
					inTexts,
				),
			).toEqual([]);
		});

		it('has no refused name', () => {
			expect(
				usesIn(
					parts.flatMap(({ names }) => names),
					inNames,
				),
			).toEqual([]);
		});
	},
);
