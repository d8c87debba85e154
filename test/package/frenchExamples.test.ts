import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printFrench, type Texts } from '../../scripts/frenchExamples/print';

const root = join(__dirname, '../..');
const jsonIn = (folder: string) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && file !== 'texts.json')
		.sort();
const printed = printFrench(root);

it('every example is there in French', () => {
	const expected = jsonIn('examples');
	expect([...printed.keys()].sort()).toEqual(expected);
	expect(jsonIn('examples-fr')).toEqual(expected);
});

it.each([...printed])('examples-fr/%s is what `npx tsx scripts/frenchExamples.ts` writes', (file, text) => {
	expect(readFileSync(join(root, 'examples-fr', file), 'utf8')).toBe(text);
});

it.each([...printed])('examples-fr/%s has the nodes and connections of the English one', (file, text) => {
	interface Example {
		nodes: Array<{ name: string; type: string; position: number[] }>;
		connections: object;
	}
	const [french, english] = [text, readFileSync(join(root, 'examples', file), 'utf8')].map(
		(json) => JSON.parse(json) as Example,
	);
	const shapeOf = ({ nodes, connections }: Example) => ({
		nodes: nodes.map(({ name, type, position }) => ({ name, type, position })),
		connections,
	});
	expect(shapeOf(french)).toEqual(shapeOf(english));
});

const notesOf = (json: string) =>
	(JSON.parse(json) as { nodes: Array<{ type: string; parameters: { content: string } }> }).nodes
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ parameters }) => parameters.content);

it.each([...printed])(
	'examples-fr/%s names the nodes, tables and numbers of the English one',
	(file, text) => {
		const english = readFileSync(join(root, 'examples', file), 'utf8');
		const nodes = [...english.matchAll(/^\t\t\t"name": "(.+)"/gm)].map(([, name]) => name);
		const namesIn = (note: string) => [...note.matchAll(/\*+([^*\n]+)\*+/g)].map(([, name]) => name);
		/** Times of day are written in another way. */
		const numbersIn = (note: string) =>
			note
				.replace(/(?<=\d)[,\u00a0](?=\d{3})/g, '')
				.replace(/\d+ (pm|am|h)\b/g, '')
				.match(/\d+/g)
				?.sort();
		notesOf(english).forEach((note, at) => {
			const french = notesOf(text)[at];
			const named = namesIn(note).filter((name) => nodes.includes(name) || name.startsWith('Kiamo recipe: '));
			expect(namesIn(french)).toEqual(expect.arrayContaining(named));
			const strange = (names: string[]) => names.filter((name) => !nodes.includes(name)).length;
			expect(strange(namesIn(french))).toBeLessThanOrEqual(strange(namesIn(note)));
			expect(numbersIn(french)).toEqual(numbersIn(note));
		});
	},
);

it.each([...printed])('examples-fr/%s looks for what it writes in French', (_, text) => {
	// A form calls its answers by the labels of its fields.
	const labels = [...text.matchAll(/"fieldLabel": "([^"]+)"/g)].map(([, label]) => label);
	const read = [...text.matchAll(/\$json\['([^']+)'\]/g)].map(([, label]) => label);
	expect(read.filter((label) => labels.length > 0 && !labels.includes(label))).toEqual([]);
});

it('follows French typography', () => {
	const texts = JSON.parse(readFileSync(join(root, 'examples-fr/texts.json'), 'utf8')) as Texts;
	const french = Object.values(texts).flatMap((own) => Object.values(own));
	// A colon between two texts of an expression is no punctuation.
	expect(french.filter((text) => /(?<!['"}]) [:;?!](\s|$)|\d \d{3}(?!\d)/.test(text))).toEqual([]);
});
