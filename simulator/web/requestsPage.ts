import type { SeenRequest, Simulator } from '..';
import { html, type Markup } from './html';
import { layout } from './layout';

const shown = 50;

/** A query as one reads it: decoded, with air between the parameters. */
const readable = (query: string): string =>
	[...new URLSearchParams(query)].map(([name, value]) => `${name}=${value}`).join(' & ');

const row = ({ method, path, query, operationId, status }: SeenRequest): Markup =>
	html`<tr>
		<th scope="row">${method}</th>
		<td>${path}</td>
		<td class="long">${readable(query)}</td>
		<td>${operationId ?? 'none'}</td>
		<td>${status}</td>
	</tr>`;

/** The last requests that the API was asked, newest first. */
export function requestsPage(simulator: Simulator): Markup {
	const requests = simulator.counts.lastRequests.slice(-shown).reverse();
	const headings = ['Method', 'Path', 'Query', 'Operation', 'Status'];
	return layout(
		simulator,
		'/requests',
		'API requests',
		html`<p>${requests.length ? `The last ${requests.length}, newest first.` : 'None so far.'}</p>
			<div class="scroll" role="region" aria-label="API requests" tabindex="0">
				<table>
					<thead>
						<tr>
							${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
						</tr>
					</thead>
					<tbody>
						${requests.map(row)}
					</tbody>
				</table>
			</div>`,
	);
}
