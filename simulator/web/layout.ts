import type { Simulator } from '..';
import { html, type Markup, type Part } from './html';
import { addressOf } from './view';

const style = html`<style>
	:root {
		color-scheme: light dark;
		font:
			14px/1.4 system-ui,
			sans-serif;
		--line: light-dark(#ccc, #555);
		--head: light-dark(#eef1f5, #2b2f36);
		--bad: light-dark(#b00020, #ff8a80);
		--marked: light-dark(#fff3c4, #4a4215);
	}
	body {
		margin: 1rem;
	}
	nav a {
		margin-right: 1rem;
	}
	[aria-current] {
		font-weight: bold;
	}
	.scroll {
		overflow: auto;
		max-height: 80vh;
		border: 1px solid var(--line);
	}
	table {
		border-collapse: separate;
		border-spacing: 0;
		min-width: 100%;
	}
	th,
	td {
		padding: 0.25rem 0.5rem;
		border-bottom: 1px solid var(--line);
		text-align: left;
		vertical-align: top;
		white-space: nowrap;
		background: Canvas;
	}
	thead th {
		position: sticky;
		top: 0;
		z-index: 2;
		background: var(--head);
	}
	tr > :first-child {
		position: sticky;
		left: 0;
		z-index: 1;
	}
	thead th:first-child {
		z-index: 3;
	}
	tbody tr {
		scroll-margin-top: 3rem;
	}
	tr:target > * {
		background: var(--marked);
	}
	td.long {
		white-space: normal;
		overflow-wrap: anywhere;
		min-width: 20rem;
	}
	tbody th {
		font-weight: normal;
	}
	input,
	select,
	textarea {
		font: inherit;
		min-width: 9rem;
	}
	[aria-invalid] {
		outline: 2px solid var(--bad);
	}
	small,
	[role='alert'] {
		display: block;
		color: var(--bad);
	}
</style>`;

function navigation({ bases }: Simulator, path: string): Markup {
	const links = [
		...bases.map(({ id, name, contacts }) => ({
			to: addressOf(id, { search: '', offset: 0 }),
			label: `${name} (${contacts.size})`,
		})),
		{ to: '/requests', label: 'API requests' },
	];
	return html`<nav aria-label="Pages">
		${links.map(
			({ to, label }) =>
				html`<a href="${to}" ${to === path ? html`aria-current="page"` : undefined}>${label}</a>`,
		)}
	</nav>`;
}

/** A whole page: what is in `main`, below a line of links in which the page's own path is marked. */
export function layout(simulator: Simulator, path: string, title: string, main: Part): Markup {
	const { contactsCreated, contactsUpdated, contactsDeleted } = simulator.counts;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>${title} – Kiamo simulator</title>
				${style}
			</head>
			<body>
				<header>
					${navigation(simulator, path)}
					<p>
						Written by the API: ${contactsCreated} contacts created, ${contactsUpdated} updated,
						${contactsDeleted} deleted
					</p>
				</header>
				<main>
					<h1>${title}</h1>
					${main}
				</main>
			</body>
		</html>`;
}
