import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printFrench } from '../../scripts/frenchExamples/print';

const root = join(__dirname, '../..');
const jsonIn = (folder: string) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && file !== 'texts.json')
		.sort();
const printed = printFrench(root);

it('every example is there in French', () => {
	// Those of single CRMs are in English only.
	const expected = jsonIn('examples').filter((file) => !file.startsWith('crm/'));
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

it.each([...printed])('examples-fr/%s looks for what it writes in French', (_, text) => {
	// A form calls its answers by the labels of its fields.
	const labels = [...text.matchAll(/"fieldLabel": "([^"]+)"/g)].map(([, label]) => label);
	const read = [...text.matchAll(/\$json\['([^']+)'\]/g)].map(([, label]) => label);
	expect(read.filter((label) => labels.length > 0 && !labels.includes(label))).toEqual([]);
});
