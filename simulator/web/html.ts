/** Markup in which every value is escaped already. */
export class Markup {
	constructor(readonly text: string) {}
}

export type Part = Markup | string | number | undefined | Part[];

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function render(part: Part): string {
	if (part === undefined) return '';
	if (part instanceof Markup) return part.text;
	if (Array.isArray(part)) return part.map(render).join('');
	return String(part).replace(/[&<>"']/g, (character) => entities[character]);
}

/** A template of HTML: values are escaped, other such templates are taken as they are, arrays are joined. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
	return new Markup(strings.map((text, position) => text + render(parts[position])).join(''));
}
