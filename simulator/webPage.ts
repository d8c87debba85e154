import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply } from 'fastify';
import { checkFields } from './api/fields';
import type { Simulator } from './index';
import { markup, table, type Markup, type Part } from './markup';
import { Refusal } from './server/refusal';
import type { Base, Contact, ContactValues, Field } from './store/contacts';
import type { FieldValue } from './store/fieldIndex';
import { makeToken, showTokens } from './tokensPage';

export interface WebPage {
	readonly url: string;
	close(): Promise<void>;
}

interface Asked {
	Params: { baseId: string; contactId: string };
	Querystring: { search?: string; offset?: string };
	Body: URLSearchParams;
}

const style = markup`<style>
	:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
	nav a { margin-right: 1rem }
	th, td { padding: 0.25rem 0.5rem; border-bottom: 1px solid #8888; text-align: left; vertical-align: top }
	tbody th { position: sticky; left: 0; background: Canvas; font-weight: normal }
	tr:target > * { background: light-dark(#fff3c4, #4a4215) }
	td { overflow-wrap: anywhere }
</style>`;

function layout({ bases, counts }: Simulator, title: string, main: Part): Markup {
	const { contactsCreated: created, contactsUpdated: updated, contactsDeleted: deleted } = counts;
	const links = bases.map(
		({ id, name, contacts }) => markup`<a href="/bases/${id}">${name} (${contacts.size})</a>`,
	);
	return markup`<!doctype html>
<html lang="en">
	<meta charset="utf-8" /><title>${title} – Kiamo simulator</title>${style}
	<nav>${links} <a href="/requests">API requests</a> <a href="/tokens">Development > API tokens</a></nav>
	<p>Written by the API: ${created} contacts created, ${updated} updated, ${deleted} deleted</p>
	<h1>${title}</h1>
	${main}
</html>`;
}

/** What an input shows of a value. Browsers send every line end as CRLF, so all are made one. */
const textOf = (value?: FieldValue) => String(value ?? '').replace(/\r\n?/g, '\n');

/** The value that a person means by a text; one that is not of the field's type stays a text, to be refused. */
function valueOf({ data_type: type }: Field, text: string): FieldValue {
	const trimmed = text.trim();
	if (trimmed === '') return null;
	if (type === 'number' && Number.isFinite(Number(trimmed))) return Number(trimmed);
	if (type === 'boolean' && ['true', 'false'].includes(trimmed)) return trimmed === 'true';
	return text;
}

function fieldInput({ name, label, values }: Field, text: string, form: string): Markup {
	const attributes = markup`name="${name}" form="${form}" aria-label="${label}" title="${values?.join(', ')}"`;
	// An input drops line ends, and a textarea the one that it begins with.
	return text.includes('\n')
		? markup`<textarea ${attributes}>${'\n'}${text}</textarea>`
		: markup`<input value="${text}" ${attributes} />`;
}

/** A contact as a row of inputs; without one, the row for a new contact. */
function contactRow({ id: baseId, fields }: Base, contact?: Contact): Markup {
	const { id = 'new', updated_at } = contact ?? {};
	const path = `/bases/${baseId}/contacts/${id}`;
	const inputs = [...fields.values()].map((field) =>
		fieldInput(field, textOf(contact?.fields[field.name]), `form-${id}`),
	);
	return markup`<tr id="${contact ? `contact-${id}` : 'new-contact'}">
		<th scope="row">${contact ? id : 'New contact'}
			<form id="form-${id}" method="post" action="${path}" autocomplete="off">
				<input type="hidden" name="shown" value="${updated_at}" />
				<button>${contact ? 'Save' : 'Add'}</button>
				${contact && markup`<button formaction="${path}/delete">Delete</button>`}
			</form>
		</th>${inputs.map((input) => markup`<td>${input}</td>`)}<td>${updated_at}</td></tr>`;
}

const pageSize = 25;

function contactsPage(simulator: Simulator, base: Base, { search = '', offset }: Asked['Querystring']) {
	const found = base.contacts.search(search.trim());
	const from = Math.max(0, Math.min(Number(offset) || 0, found.length - 1));
	const shown = found.slice(from, from + pageSize);
	const link = (label: string, to: number) => {
		const query = new URLSearchParams({ search, offset: `${Math.max(0, to)}` }).toString();
		return markup`<a href="/bases/${base.id}?${query}">${label}</a> `;
	};
	const range = found.length ? `${from + 1}–${from + shown.length} of ${found.length}` : 'none';
	const headings = [...base.fields.values()].map(({ label, required }) => label + (required ? ' *' : ''));
	const rows = [undefined, ...shown].map((contact) => contactRow(base, contact));
	return layout(simulator, base.name, [
		markup`<form><input type="search" name="search" aria-label="Search" value="${search}" />
			<button>Search</button></form>`,
		markup`<p>Contacts: ${range} ${from > 0 ? link('Previous', from - pageSize) : undefined}
			${from + pageSize < found.length ? link('Next', from + pageSize) : undefined}</p>`,
		table(['Contact', ...headings, 'Updated (UTC)'], rows),
	]);
}

function requestsPage(simulator: Simulator): Markup {
	const requests = simulator.counts.lastRequests.slice(-50).reverse();
	const rows = requests.map(({ method, path, query, operationId, status }) => {
		const readable = [...new URLSearchParams(query)].map((pair) => pair.join('=')).join(' & ');
		const cells = [path, readable, operationId, status].map((cell) => markup`<td>${cell}</td>`);
		return markup`<tr><th scope="row">${method}</th>${cells}</tr>`;
	});
	return layout(simulator, 'API requests', table(['Method', 'Path', 'Query', 'Operation', 'Status'], rows));
}

function find({ bases }: Simulator, { baseId, contactId }: Asked['Params']) {
	const base = bases.find(({ id }) => id === baseId);
	const contact = base?.contacts.get(contactId);
	const isKnown = contact || !contactId || contactId === 'new';
	if (!base || !isKnown) throw new Refusal(404, 'There is no such base or contact.');
	return { base, contact };
}

function save(simulator: Simulator, { base, contact }: ReturnType<typeof find>, form: URLSearchParams) {
	const changes: ContactValues = {};
	for (const field of base.fields.values()) {
		const text = form.has(field.name) ? textOf(form.get(field.name)) : undefined;
		const isChanged = text !== undefined && text !== textOf(contact?.fields[field.name]);
		if (isChanged) changes[field.name] = valueOf(field, text);
	}
	// A form that is older than a change by the API would silently take that change back.
	if (contact && form.get('shown') !== contact.updated_at && Object.keys(changes).length) {
		throw new Refusal(409, 'Not saved: the contact was changed since you opened the page. Open it again.');
	}
	const errors = checkFields(base.fields, changes, '', !contact).map(({ field, message }) => {
		const name = field.replace('fields.', '');
		return `${base.fields.get(name)?.label ?? name}: ${message}`;
	});
	if (errors.length) throw new Refusal(422, `Not saved. ${errors.join(' ')}`);
	return contact
		? simulator.changeContact(base.id, contact.id, changes)
		: simulator.addContact(base.id, changes);
}

/** Starts a page on the loopback interface on which a person sees and changes what a simulated Kiamo holds. */
export async function startWebPage(simulator: Simulator, { port = 0 } = {}): Promise<WebPage> {
	const app = Fastify({ forceCloseConnections: true });
	const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
	const send = (reply: FastifyReply, page: Markup) =>
		reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page.text);
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
		done(null, new URLSearchParams(String(body))),
	);
	app.setErrorHandler((error, _request, reply) => {
		const status = error instanceof Refusal ? error.status : 500;
		const message = error instanceof Error ? error.message : undefined;
		const main = markup`<p role="alert">${message}</p><a href="/">Back to the contacts</a>`;
		return send(reply.code(status), layout(simulator, `Error ${status}`, main));
	});
	// Browsers say which site a form is on. The name in `Host` is checked too: any site may let its own point here.
	app.addHook('onRequest', async ({ headers: { origin, host = '' }, method }) => {
		const isOurs = origin === `http://${host}` && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
		const isForeign = method === 'POST' && origin !== undefined && !isOurs;
		if (isForeign) throw new Refusal(403, 'This form is on another site.');
	});
	app.get('/', (_request, reply) => reply.redirect(`/bases/${simulator.bases[0].id}`));
	app.get('/requests', (_request, reply) => send(reply, requestsPage(simulator)));
	app.get('/tokens', (_request, reply) =>
		send(reply, layout(simulator, 'Development > API tokens', showTokens(simulator))),
	);
	app.post<Asked>('/tokens', ({ body }, reply) => {
		makeToken(simulator, body);
		return reply.redirect('/tokens', 303);
	});
	app.get<Asked>('/bases/:baseId', ({ params, query }, reply) =>
		send(reply, contactsPage(simulator, find(simulator, params).base, query)),
	);
	app.post<Asked>('/bases/:baseId/contacts/:contactId', ({ params, body }, reply) => {
		const { id } = save(simulator, find(simulator, params), body);
		return reply.redirect(`/bases/${params.baseId}#contact-${id}`, 303);
	});
	app.post<Asked>('/bases/:baseId/contacts/:contactId/delete', ({ params }, reply) => {
		find(simulator, params);
		simulator.removeContact(params.baseId, params.contactId);
		return reply.redirect(`/bases/${params.baseId}`, 303);
	});
	await app.listen({ port, host: '127.0.0.1' });
	const { port: taken } = app.server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${taken}`, close: () => app.close() };
}
