import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * French texts by the English ones, for each example. A text is all of a parameter; one that holds a quotation mark, a point or a tag is
 * also looked for inside expressions and code: `'Not planned'`, `.Day`.
 */
export type Texts = Record<string, Record<string, string>>;

interface Example {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

/** The French examples by their path. Throws when a French text is not used, or when a text for people has none. */
export function printFrench(root: string): Map<string, string> {
	const texts = JSON.parse(readFileSync(join(root, 'examples-fr/texts.json'), 'utf8')) as Texts;
	return new Map(Object.entries(texts).map(([file, own]) => [file, printOne(root, file, own)]));
}

function printOne(root: string, file: string, texts: Record<string, string>): string {
	const example = JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Example;
	const used = new Set<string>();
	// A part that holds another one comes before it.
	const parts = Object.keys(texts)
		.filter((text) => /['"`.<]/.test(text))
		.sort((a, b) => b.length - a.length);
	function translate(text: string): string {
		if (text in texts) {
			used.add(text);
			return texts[text];
		}
		for (const english of parts) {
			if (!text.includes(english)) continue;
			used.add(english);
			text = text.replaceAll(english, texts[english]);
		}
		return text;
	}
	const nodes = example.nodes.map((node) => ({
		...node,
		parameters: mapTexts(node.parameters, translate) as Example['nodes'][number]['parameters'],
	}));
	const french = { ...example, name: translate(example.name), nodes };
	const unused = Object.keys(texts).filter((text) => !used.has(text));
	const missing = textsForPeople(example).filter((text) => translate(text) === text);
	if (unused.length > 0) throw new Error(`${file} no longer has: ${unused.join('\n')}`);
	if (missing.length > 0) throw new Error(`${file} has no French for: ${missing.join('\n')}`);
	return `${JSON.stringify(french, null, '\t')}\n`;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') return change(value);
	if (Array.isArray(value)) return value.map((inner) => mapTexts(inner, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]));
}

/** Notes, and what a form shows. */
function textsForPeople({ nodes }: Example): string[] {
	return nodes.flatMap(({ type, parameters }) => {
		if (type === 'n8n-nodes-base.stickyNote') return [parameters.content as string];
		if (!/^n8n-nodes-base\.form(Trigger)?$/.test(type)) return [];
		const shown: string[] = [];
		collect(parameters, shown);
		return shown;
	});
}

const shownInForms = [
	'formTitle',
	'formDescription',
	'fieldLabel',
	'placeholder',
	'completionTitle',
	'completionMessage',
	'buttonLabel',
];

function collect(value: unknown, shown: string[]): void {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		// An expression shows the texts that another node made.
		if (shownInForms.includes(key) && typeof inner === 'string' && /^[^=].*\p{L}/u.test(inner))
			shown.push(inner);
		collect(inner, shown);
	}
}
