/** HTML of the pages of the simulator. */

/** Markup in which every value is escaped already. */
export class Markup {
	constructor(readonly text: string) {}
}
export type Part = Markup | string | number | undefined | Part[];

function render(part: Part): string {
	if (Array.isArray(part)) return part.map(render).join('');
	if (part instanceof Markup) return part.text;
	return String(part ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
export const markup = (strings: TemplateStringsArray, ...parts: Part[]) =>
	new Markup(strings.map((text, place) => text + render(parts[place])).join(''));

/** A table with a line of headings. */
export const table = (headings: string[], rows: Part) => markup`<table>
	<thead><tr>${headings.map((heading) => markup`<th scope="col">${heading}</th>`)}</tr></thead>
	<tbody>${rows}</tbody>
</table>`;
