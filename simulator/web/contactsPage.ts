import { matches, type Contact } from '../contactQuery';
import type { Simulator } from '..';
import type { Base } from '../kiamo';
import { columnsOf, contactRow, type Rejected } from './contactRow';
import { html, type Markup, type Part } from './html';
import { layout } from './layout';
import { addressOf, type View } from './view';

const pageSize = 25;

/** The contacts found, most recently changed first, those included that lists of the API do not show yet. */
function find({ contacts }: Base, search: string): Contact[] {
	return contacts
		.all()
		.filter((row) => matches(row, { search: search.toLowerCase() }))
		.sort((a, b) => b.updatedAt - a.updatedAt || (a.contact.id < b.contact.id ? 1 : -1))
		.map(({ contact }) => contact);
}

function searchBox(base: Base, { search }: View): Markup {
	return html`<form action="${addressOf(base.id, { search: '', offset: 0 })}" role="search">
		<label>Search <input type="search" name="search" value="${search}" /></label>
		<button>Search</button>
	</form>`;
}

function pager(base: Base, { search, offset }: View, total: number): Markup {
	const link = (label: string, rel: string, to: number) =>
		html`<a rel="${rel}" href="${addressOf(base.id, { search, offset: to })}">${label}</a> `;
	const last = Math.min(offset + pageSize, total);
	return html`<p>
		${total ? `Contacts ${offset + 1}–${last} of ${total}` : 'No contacts'}
		${offset > 0 ? link('Previous', 'prev', Math.max(0, offset - pageSize)) : undefined}
		${last < total ? link('Next', 'next', last) : undefined}
	</p>`;
}

function alert({ fields }: Base, { reason, complaints }: Rejected): Markup {
	const lines = [...complaints].map(
		([name, message]) => html`<li>${fields.get(name)?.label ?? name}: ${message}</li>`,
	);
	return html`<div role="alert">
		${reason}
		<ul>
			${lines}
		</ul>
	</div>`;
}

function table(base: Base, rows: Part): Markup {
	const headings = [
		'Contact',
		...columnsOf(base).map(({ label, required }) => (required ? `${label} *` : label)),
		'Created (UTC)',
		'Updated (UTC)',
	];
	return html`<div class="scroll" role="region" aria-label="Contacts" tabindex="0">
		<table>
			<thead>
				<tr>
					${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
				</tr>
			</thead>
			<tbody>
				${rows}
			</tbody>
		</table>
	</div>`;
}

/** The contacts of a base, each as a row to edit; a form that was rejected is shown as the person left it. */
export function contactsPage(simulator: Simulator, base: Base, asked: View, rejected?: Rejected): Markup {
	const found = find(base, asked.search);
	const lastOffset = Math.max(0, Math.ceil(found.length / pageSize) - 1) * pageSize;
	const view = { search: asked.search, offset: Math.min(asked.offset, lastOffset) };
	const contacts = found.slice(view.offset, view.offset + pageSize);
	const rejectedRow = base.contacts.get(rejected?.contactId ?? '');
	// The contact may have moved to another page since the form was shown.
	if (rejectedRow && !contacts.includes(rejectedRow.contact)) contacts.unshift(rejectedRow.contact);
	const rows = [undefined, ...contacts].map((contact) =>
		contactRow(base, view, contact, rejected?.contactId === contact?.id ? rejected : undefined),
	);
	return layout(simulator, addressOf(base.id, { search: '', offset: 0 }), base.name, [
		searchBox(base, view),
		rejected && alert(base, rejected),
		pager(base, view, found.length),
		table(base, rows),
		html`<p>* required</p>`,
	]);
}
