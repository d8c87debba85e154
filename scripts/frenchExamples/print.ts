import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * French texts by the English ones, for each example; those of all CRMs share theirs, with `{CRM}` for the name. A text is all
 * of a parameter; one that holds a quotation mark, a point or a tag is also looked for inside longer ones: `'Not planned'`, `.Day`, a
 * sentence of a note.
 */
export type Texts = Record<string, Record<string, string>>;

/** The CRMs whose examples are there in French, by their folders. */
const crms = new Map([
	['crm/hubspot/', 'HubSpot'],
	['crm/odoo/', 'Odoo'],
	['crm/pipedrive/', 'Pipedrive'],
	['crm/postgres/', 'PostgreSQL'],
	['crm/salesforce/', 'Salesforce'],
]);

interface Example {
	name: string;
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

/** The French examples by their path. Throws when a French text is not used, or when a text for people has none. */
export function printFrench(root: string): Map<string, string> {
	const texts = JSON.parse(readFileSync(join(root, 'examples-fr/texts.json'), 'utf8')) as Texts;
	const french = new Map<string, string>();
	for (const [section, own] of Object.entries(texts)) {
		const used = new Set<string>();
		for (const file of filesOf(root, section)) french.set(file, printOne(root, file, own, used));
		const unused = Object.keys(own).filter((text) => !used.has(text));
		if (unused.length > 0) throw new Error(`${section} no longer has: ${unused.join('\n')}`);
	}
	return french;
}

function filesOf(root: string, section: string): string[] {
	if (section !== 'crm/') return [section];
	return [...crms.keys()].flatMap((folder) =>
		readdirSync(join(root, 'examples', folder)).map((file) => folder + file),
	);
}

/** One example in French. Adds the texts that it has to `used`. */
function printOne(root: string, file: string, texts: Record<string, string>, used: Set<string>): string {
	const crm = crms.get(file.replace(/[^/]*$/, ''));
	const source = readFileSync(join(root, 'examples', file), 'utf8');
	const example = JSON.parse(crm ? source.replaceAll(crm, '{CRM}') : source) as Example;
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
	/** What of a text has no French. */
	const restOf = (text: string) =>
		text in texts ? '' : parts.reduce((rest, part) => rest.replaceAll(part, ''), text).trim();
	const missing = [example.name, ...textsForPeople(example)].map(restOf).filter((rest) => rest !== '');
	if (missing.length > 0) throw new Error(`${file} has no French for: ${missing.join('\n')}`);
	const nodes = example.nodes.map((node) => ({
		...node,
		parameters: mapTexts(node.parameters, translate) as Example['nodes'][number]['parameters'],
	}));
	const french = JSON.stringify({ ...example, name: translate(example.name), nodes }, null, '\t');
	return `${crm ? french.replaceAll('{CRM}', crm) : french}\n`;
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
