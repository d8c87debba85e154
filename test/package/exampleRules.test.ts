/** What makes an example easy to import, to read and to change; each rule reads the JSON files. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../package.json';

interface Node {
	id: string;
	name: string;
	type: string;
	position: [number, number];
	parameters: Record<string, unknown>;
}
interface Example {
	nodes: Node[];
	connections: Record<string, Record<string, Array<Array<{ node: string }> | null>>>;
}
interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

const root = join(__dirname, '../..');
const files = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.json'),
);
const examples = files.map((file): [string, Example] => [
	file,
	JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Example,
]);

const isSticky = ({ type }: Node) => type === 'n8n-nodes-base.stickyNote';
const isTable = ({ type }: Node) => type === 'n8n-nodes-base.dataTable';
const isCreate = (node: Node) => isTable(node) && node.parameters.resource === 'table';
const nodesOf = ({ nodes }: Example) => nodes.filter((node) => !isSticky(node));

const widths: Record<string, number> = { agent: 224, chatHitlTool: 240 };

/** A node with its name and subtitle below; a Switch grows with its outputs. */
function heightOf({ type, parameters }: Node): number {
	const { values = [] } = (parameters.rules ?? {}) as { values?: object[] };
	const outputs = type.endsWith('.switch') ? values.length + 1 : 1;
	return Math.max(96, 38 * outputs) + 40;
}

/** What n8n draws, in pixels. */
function boxOf(node: Node): Box {
	const { name, type, parameters, position } = node;
	const [left, top] = position;
	const { width, height } = isSticky(node)
		? { width: Number(parameters.width), height: Number(parameters.height) }
		: { width: widths[/\w+$/.exec(type)?.[0] ?? ''] ?? 96, height: heightOf(node) };
	return { name, left, top, right: left + width, bottom: top + height };
}
const boxesOf = (nodes: Node[]) => nodes.map(boxOf);

/** What n8n draws of a node, with what is on its left: the bolt of a trigger, the names of the inputs of a Merge. */
function withSign(node: Node): Box {
	const box = boxOf(node);
	if (node.type.endsWith('.merge')) return { ...box, left: box.left - 72 };
	return /Trigger$|webhook$/.test(node.type) ? { ...box, left: box.left - 40 } : box;
}

/** The nodes that cover the names of a Switch's outputs. */
function besideSwitches(example: Example): string[] {
	return nodesOf(example)
		.filter(({ type }) => type.endsWith('.switch'))
		.flatMap((node) => {
			const { right, top, bottom } = boxOf(node);
			const names = { name: '', left: right, right: right + 110, top, bottom };
			return boxesOf(nodesOf(example)).filter((box) => overlap(names, box));
		})
		.map(({ name }) => name);
}
const overlap = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const isWithin = (inner: Box, outer: Box) =>
	inner.left >= outer.left &&
	inner.right <= outer.right &&
	inner.top >= outer.top &&
	inner.bottom <= outer.bottom;
const pairsIn = (boxes: Box[]) => boxes.flatMap((a, at) => boxes.slice(at + 1).map((b) => [a, b] as const));

/** Pixels that the text of a sticky takes from its top. */
function textHeight({ parameters }: Node): number {
	const perLine = (Number(parameters.width) - 32) / 6.4;
	const lines = String(parameters.content).split('\n');
	return lines.reduce((height, line) => {
		if (line === '') return height + 8;
		if (line.startsWith('#')) return height + 32;
		return height + 18 * Math.ceil(line.replaceAll('**', '').length / perLine);
	}, 20);
}

/** The stickies whose text reaches a node, each with that node. */
function hiddenTexts(example: Example): string[][] {
	return example.nodes.filter(isSticky).flatMap((sticky) => {
		const text = { ...boxOf(sticky), bottom: sticky.position[1] + textHeight(sticky) };
		return boxesOf(nodesOf(example))
			.filter((box) => overlap(text, box))
			.map(({ name }) => [sticky.name, name]);
	});
}

/** Every text of a parameter that is an expression; the code between braces, each piece by itself. */
function codeIn(value: unknown): string[] {
	if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(codeIn);
	if (typeof value !== 'string' || !value.includes('{{')) return [];
	return value
		.split('{{')
		.slice(1)
		.map((part) => part.split('}}')[0].trim());
}

const followersOf = ({ connections }: Example, name: string) => {
	const { main = [] } = name in connections ? connections[name] : {};
	return main.flatMap((output) => (output ?? []).map(({ node }) => node));
};

/** The names of the nodes in the order in which n8n first comes to them: of two branches, the upper one first. */
function orderOf(example: Example): string[] {
	const order: string[] = [];
	const byName = new Map(example.nodes.map((node) => [node.name, node]));
	const visit = (name: string) => {
		if (order.includes(name)) return;
		order.push(name);
		const next = followersOf(example, name).map((follower) => byName.get(follower) as Node);
		next.sort((a, b) => a.position[1] - b.position[1] || a.position[0] - b.position[0]);
		for (const follower of next) visit(follower.name);
	};
	for (const { name, type } of nodesOf(example)) if (/Trigger$|webhook$/.test(type)) visit(name);
	return order;
}

/** The name of the table that a node creates, or whose rows it works on. */
function tableOf(example: Example, node: Node): string {
	if (isCreate(node)) return String(node.parameters.tableName);
	const { value } = node.parameters.dataTableId as { value: string };
	const [, from] = /\$\('(.+?)'\)/.exec(value) ?? [];
	const create = example.nodes.find(({ name }) => name === from);
	return create && isCreate(create) ? String(create.parameters.tableName) : value;
}

/** An example of several workflows has a folder, and one page; those of a CRM are in a folder of `crm`. */
function readPage(file: string): string {
	const [name] = file.replace(/^crm\//, 'crm-').split(/\.|\//);
	return readFileSync(join(root, 'docs/recipes', `${name}.md`), 'utf8');
}

it('reads all the examples', () => {
	expect(examples.length).toBeGreaterThan(13);
});

describe.each(examples)('%s', (file, example) => {
	const { nodes } = example;
	const stickies = nodes.filter(isSticky);
	const isOfCrm = file.startsWith('crm/');

	it('has at most 20 nodes, 26 or 27 in a sync of several workflows, none of them with code', () => {
		// A CRM that needs two calls, to read or to write, has one node more.
		const most = /crm.\w+.contacts-both-ways/.test(file) ? 27 : 26;
		expect(nodesOf(example).length).toBeLessThanOrEqual(file.includes('/') ? most : 20);
		expect(nodes.filter(({ type }) => /\.(code|function|functionItem|aiTransform)$/.test(type))).toEqual([]);
	});

	it('gives each node an ID of its own, without which n8n does not import it', () => {
		const ids = nodes.map(({ id }) => id);
		expect([...new Set(ids)]).toEqual(ids);
	});

	it('has only short expressions, one statement each', () => {
		const code = nodes.flatMap(({ parameters }) => codeIn(parameters));
		expect(code.filter((piece) => piece.length > 150)).toEqual([]);
		const withoutTexts = code.map((piece) => piece.replace(/'[^']*'|"[^"]*"/g, ''));
		expect(withoutTexts.filter((piece) => /;\s|\bfunction\b|=> \{|\bconst\b|\blet\b/.test(piece))).toEqual(
			[],
		);
	});

	it('keeps each node within one sticky, below its text, and apart from other nodes', () => {
		const boxes = boxesOf(nodesOf(example));
		const notes = boxesOf(stickies);
		const outside = nodesOf(example).filter((node) => !notes.some((note) => isWithin(withSign(node), note)));
		expect(outside.map(({ name }) => name)).toEqual([]);
		const touching = [...pairsIn(boxes), ...pairsIn(notes)].filter(([a, b]) => overlap(a, b));
		expect(touching.map(([a, b]) => [a.name, b.name])).toEqual([]);
		expect(hiddenTexts(example)).toEqual([]);
		expect(besideSwitches(example)).toEqual([]);
	});

	it('is readable when the editor fits it into its window', () => {
		const boxes = boxesOf(nodes);
		const width = Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
		const height = Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
		expect(width).toBeLessThanOrEqual(2000);
		expect(height).toBeLessThanOrEqual(1270);
	});

	it('creates every data table before it works on its rows, and reuses it', () => {
		const order = orderOf(example);
		const creates = nodes.filter(isCreate);
		for (const { parameters } of creates) {
			expect(parameters).toMatchObject({ operation: 'create', options: { createIfNotExists: true } });
			expect(parameters.tableName).toMatch(/^Kiamo recipe: ./);
		}
		const unmade = nodes
			.filter((node) => isTable(node) && !isCreate(node))
			.filter((node) => {
				const create = creates.find((one) => tableOf(example, one) === tableOf(example, node));
				return !create || order.indexOf(create.name) > order.indexOf(node.name);
			});
		expect(unmade.map(({ name }) => name)).toEqual([]);
	});

	it('names its data tables on its page', () => {
		const page = readPage(file);
		const tables = nodes.filter(isTable).map((node) => tableOf(example, node));
		for (const name of tables) expect(page).toContain(`**${name}**`);
		if (tables.length > 0) expect(page).toMatch(/creates/);
	});

	it('has a page with its address for Import from URL', () => {
		const [, path] = /github\.com\/(.+?)(?:\.git)?$/.exec(repository.url) ?? [];
		const address = `https://raw.githubusercontent.com/${path}/main/examples/${file}`;
		expect(readPage(file)).toContain(address);
		// The README links to the page of a CRM, which has several.
		if (!isOfCrm) expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`](${address})`);
	});
});

it('keeps the French texts of all stickies above the nodes', () => {
	const folder = join(root, 'examples-fr');
	const hidden = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json') && file !== 'texts.json')
		.flatMap((file) => hiddenTexts(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example));
	expect(hidden).toEqual([]);
});

// n8n takes the newest table whose name contains the one it looks for, in any case.
it('names no data table by a part of the name of another, and gives a table the same columns everywhere', () => {
	const columns = new Map<string, Set<string>>();
	for (const [, example] of examples) {
		for (const node of example.nodes.filter(isTable)) {
			const seen = columns.get(tableOf(example, node)) ?? new Set();
			if (isCreate(node)) seen.add(JSON.stringify(node.parameters.columns));
			columns.set(tableOf(example, node), seen);
		}
	}
	const names = [...columns.keys()];
	expect(names.length).toBeGreaterThan(5);
	for (const name of names) {
		const containing = names.filter((other) => other.toLowerCase().includes(name.toLowerCase()));
		expect(containing).toEqual([name]);
		expect([name, columns.get(name)?.size]).toEqual([name, 1]);
	}
});

// A try that ends in doubt may have created: nothing is created again before the next try can have seen it.
describe('what a workflow creates in a CRM', () => {
	const of = (name: string) => examples.filter(([file]) => file.startsWith('crm/') && file.endsWith(name));
	const before = (example: Example, name: string) =>
		nodesOf(example).filter((node) => followersOf(example, node.name).includes(name));
	const isTimeLeft = /now\.plus\(\{ minutes: .*retryMinutes \/ 2 \}\) < .*tryAfter/;

	it.each(of('contacts-both-ways.json'))(
		'%s: contacts at a second try, in the first half of its time',
		(_, example) => {
			const [choice] = nodesOf(example).filter(({ type }) => type.endsWith('.switch'));
			const rules = (choice.parameters.rules as { values: Array<{ outputKey: string }> }).values;
			const rule = JSON.stringify(rules.find(({ outputKey }) => outputKey === 'A new contact'));
			expect(rule).toContain('attempts > 1');
			expect(rule).toMatch(isTimeLeft);
			const due = example.nodes.find(({ name }) => name === 'Due');
			// A try that was not over when the run began to read the CRM is not due yet.
			expect(JSON.stringify(due?.parameters)).toContain(
				`"condition":"lte","keyValue":"={{ $('Every 5 minutes').first().json.timestamp }}"`,
			);
		},
	);

	// PostgreSQL has a key for a call.
	const calls = of('interaction-ended-to-activity.json').filter(([file]) => !file.includes('postgres'));
	it.each(calls)('%s: a call that was looked up, in the first half of its time', (_, example) => {
		const [create] = nodesOf(example).filter(({ name }) => /^Create the /.test(name));
		const [filter, ...others] = before(example, create.name);
		expect(others).toEqual([]);
		expect(JSON.stringify(filter.parameters)).toMatch(isTimeLeft);
		const order = orderOf(example);
		expect(order.indexOf('Found?')).toBeLessThan(order.indexOf(create.name));
	});
});
