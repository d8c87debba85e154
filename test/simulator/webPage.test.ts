import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import axios from 'axios';
import { Clock, type Contact } from '../../simulator';
import { startWebPage, type WebPage } from '../../simulator/web/server';
import { useSimulator } from './client';

const nasty = `<script>alert(1)</script>"'`;
const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;';
const clock = new Clock(new Date('2026-03-01T08:00:00Z'));
const { simulator, client, baseId, contactsPath } = useSimulator({ contacts: 60, clock });
const held: { page?: WebPage } = {};

beforeEach(async () => {
	held.page = await startWebPage(simulator());
	clock.advance(60_000);
});
afterEach(async () => await held.page?.close());

interface Row {
	action: string;
	shown: Record<string, string>;
	html: string;
}

const basePath = () => `/bases/${baseId()}`;
const addressOf = (path: string) => `${held.page?.url}${path}`;
const contact = (position = 0) => simulator().contacts()[position];
const current = ({ id }: Contact) =>
	simulator()
		.contacts()
		.find((known) => known.id === id);

async function get(path: string) {
	const response = await fetch(addressOf(path));
	return { status: response.status, html: await response.text() };
}

async function post(path: string, values: Record<string, string> = {}, headers: Record<string, string> = {}) {
	const response = await fetch(addressOf(path), {
		method: 'POST',
		body: new URLSearchParams(values),
		headers,
		redirect: 'manual',
	});
	const location = response.headers.get('location') ?? '';
	return { status: response.status, location, html: await response.text() };
}

const unescape = (text: string) =>
	text.replace(/&(lt|gt|quot|amp|#39);/g, (entity) => {
		const characters: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
		return characters[entity] ?? "'";
	});

function attribute(tag: string, name: string): string {
	return unescape(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

/** The row of a contact, with what a browser submits when nothing is touched. */
function rowOf(html: string, rowId: string): Row {
	const [row] = new RegExp(`<tr id="${rowId}">.*?</tr>`, 's').exec(html) ?? [''];
	const shown: Row['shown'] = {};
	for (const [tag] of row.matchAll(/<input [^>]*>/g)) shown[attribute(tag, 'name')] = attribute(tag, 'value');
	for (const [, tag, options] of row.matchAll(/(<select [^>]*>)(.*?)<\/select>/gs)) {
		const chosen = /<option[^>]* selected>/.exec(options)?.[0] ?? '';
		shown[attribute(tag, 'name')] = attribute(chosen, 'value');
	}
	for (const [, tag, text] of row.matchAll(/(<textarea [^>]*>)\n?(.*?)<\/textarea>/gs)) {
		shown[attribute(tag, 'name')] = unescape(text).replace(/\n/g, '\r\n');
	}
	return { action: attribute(/<form [^>]*>/.exec(row)?.[0] ?? '', 'action'), shown, html: row };
}

const ids = (html: string) => [...html.matchAll(/<tr id="contact-(\w+)">/g)].map(([, id]) => id);

/** A contact that the first page shows. */
function add(fields: Contact['fields'] = {}): Contact {
	const added = simulator().addContact(baseId(), { contactLastName: 'Petit', ...fields });
	clock.advance(60_000);
	return added;
}

/** Opens the page, changes inputs in the row of a contact on it, and saves. */
async function edit({ id }: Contact, values: Record<string, string>) {
	const { action, shown } = rowOf((await get(basePath())).html, `contact-${id}`);
	return await post(action, { ...shown, ...values });
}

describe('what it shows', () => {
	test('the bases with their sizes, and the first of them to begin with', async () => {
		const { html } = await get('/');
		for (const link of ['Clients (60)', 'Prospects (12)', 'Fournisseurs (5)']) expect(html).toContain(link);
		expect(html).toContain('<h1>Clients</h1>');
		expect(html).toContain('<html lang="en">');
		expect((await get(`/bases/${simulator().bases[2].id}`)).html).toContain('<h1>Fournisseurs</h1>');
	});

	test('contacts in pages of 25, most recently changed first', async () => {
		simulator().changeContact(baseId(), contact(7).id, { contactCity: 'Ici' });
		const byUpdate = [...simulator().contacts()].sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
		const first = await get(basePath());
		expect(ids(first.html)).toEqual(byUpdate.slice(0, 25).map(({ id }) => id));
		expect(first.html).not.toContain('Previous');
		const next = attribute(/<a rel="next"[^>]*>/.exec(first.html)?.[0] ?? '', 'href');
		const second = await get(next);
		const last = await get(`${basePath()}?offset=50`);
		expect(ids(second.html)).toEqual(byUpdate.slice(25, 50).map(({ id }) => id));
		expect(ids(last.html)).toEqual(byUpdate.slice(50).map(({ id }) => id));
		expect(last.html).toContain('Contacts 51–60 of 60');
		expect(last.html).not.toContain('rel="next"');
		const previous = attribute(/<a rel="prev"[^>]*>/.exec(last.html)?.[0] ?? '', 'href');
		expect(ids((await get(previous)).html)).toEqual(ids(second.html));
		expect(ids((await get(`${basePath()}?offset=9999`)).html)).toEqual(ids(last.html));
		expect(ids((await get(`${basePath()}?offset=-1`)).html)).toEqual(ids(first.html));
	});

	test('a search for a part of any field, whatever its case, which paging keeps', async () => {
		const found = add({ notes: 'Préfère le MATIN, quai 7b' });
		expect(ids((await get(`${basePath()}?search=matin,+QUAI`)).html)).toEqual([found.id]);
		expect((await get(`${basePath()}?search=nowhere`)).html).toContain('No contacts');
		for (let count = 0; count < 26; count++) add({ crmId: 'many & more' });
		const { html } = await get(`${basePath()}?search=many+%26`);
		const next = await get(attribute(/<a rel="next"[^>]*>/.exec(html)?.[0] ?? '', 'href'));
		expect(ids(next.html)).toHaveLength(1);
		expect(next.html).toContain('Contacts 26–26 of 26');
	});

	test('a contact that lists of the API do not show yet', async () => {
		const { id } = simulator().addContact(baseId(), { contactLastName: 'Tard' }, { lateBy: 5000 });
		expect(ids((await get(basePath())).html)[0]).toBe(id);
	});

	test('required columns first, then standard ones, and inputs that fit', async () => {
		const { id } = add({ segment: 'VIP', optIn: false, score: 1.5, birthDate: '1980-02-29' });
		const { html } = await get(basePath());
		const headings = [...html.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(([, heading]) => heading);
		expect(headings.slice(0, 4)).toEqual(['Contact', 'Nom *', 'Civilité', 'Prénom']);
		expect(headings.indexOf('CRM id')).toBeGreaterThan(headings.indexOf('Ville de l&#39;entreprise'));
		const { html: row, shown } = rowOf(html, `contact-${id}`);
		expect(shown).toMatchObject({ segment: 'VIP', optIn: 'false', score: '1.5', birthDate: '1980-02-29' });
		expect(row).toMatch(/<input type="number"[^>]* name="score"/);
		expect(row).toMatch(/<input type="date"[^>]* name="birthDate"/);
		expect(row).toContain('aria-label="Score, ');
	});

	test('the last 50 requests of the API, newest first, and what they wrote', async () => {
		for (let count = 0; count < 50; count++) await client().get('/bases');
		await client().post(contactsPath(), [{ fields: { contactLastName: 'Un' } }]);
		await client().get(`${contactsPath()}?filter[contactCity]=${encodeURIComponent(`À ${nasty}`)}&limit=1`);
		const { html } = await get('/requests');
		const rows = [...html.matchAll(/<tr>\s*<th scope="row">.*?<\/tr>/gs)].map(([row]) => row);
		expect(rows).toHaveLength(50);
		expect(rows[0]).toContain(`filter[contactCity]=À ${escaped} &amp; limit=1`);
		for (const part of ['GET', contactsPath(), 'listContacts', '200']) expect(rows[0]).toContain(part);
		for (const part of ['POST', 'createContacts', '201']) expect(rows[1]).toContain(part);
		expect(html.replace(/\s+/g, ' ')).toContain('1 contacts created, 0 updated, 0 deleted');
	});

	test('every value escaped', async () => {
		const { id } = add({ contactLastName: nasty, notes: `</textarea>${nasty}`, segment: nasty });
		await client().get(`/bases/${id}?q=${encodeURIComponent(nasty)}`);
		const refused = await edit(contact(60), { contactEmail: nasty });
		const pages = [
			(await get(`${basePath()}?search=${encodeURIComponent(nasty)}`)).html,
			(await get('/requests')).html,
			(await get(`/bases/${encodeURIComponent(nasty)}`)).html,
			refused.html,
		];
		for (const html of pages) {
			expect(html).toContain(escaped);
			expect(html).not.toContain('<script');
		}
		expect(ids(pages[0])).toEqual([id]);
		expect(pages[0]).toContain(`type="search" name="search" value="${escaped}"`);
		expect(rowOf(pages[0], `contact-${id}`).shown).toMatchObject({
			contactLastName: nasty,
			notes: `</textarea>${nasty}`,
			segment: nasty,
		});
	});
});

describe('what it changes', () => {
	test('the one field that a person edits, as a change in Kiamo and not of the API', async () => {
		const before = add({ contactCity: 'Metz', score: 12.5, notes: 'a\nb' });
		const { status, location } = await edit(before, { contactCity: 'Nancy' });
		expect([status, location]).toEqual([303, `${basePath()}#contact-${before.id}`]);
		expect(current(before)).toEqual({
			...before,
			fields: { ...before.fields, contactCity: 'Nancy' },
			updated_at: clock.now().toISOString(),
		});
		expect(simulator().counts).toMatchObject({ requests: 0, contactsUpdated: 0 });
		const { data } = await client().get<Contact>(`${contactsPath()}/${before.id}`);
		expect(data.fields.contactCity).toBe('Nancy');
	});

	test('nothing when a row is saved as it is, odd as its values may be', async () => {
		add({
			contactCity: ' a\r\nb\rc ',
			notes: '\n\nd\n',
			score: 'many',
			birthDate: '30/02/2020',
			optIn: 'oui',
		});
		add({
			contactEmail: 'X@y.example ',
			lastVisit: '2026-01-01T10:00:00.123+01:00',
			segment: '',
			score: 1e21,
		});
		const before = [...simulator().contacts()];
		for (const offset of [0, 25, 50]) {
			const path = `${basePath()}?offset=${offset}`;
			const { html } = await get(path);
			for (const id of ids(html)) {
				const { action, shown } = rowOf(html, `contact-${id}`);
				expect(Object.keys(shown)).toHaveLength(27);
				const { location } = await post(action, shown);
				expect(location).toBe(`${offset ? path : basePath()}#contact-${id}`);
			}
		}
		expect(simulator().contacts()).toEqual(before);
	});

	test('an input of its type would blank a value that is none, so such a value is in a text input', async () => {
		const { id } = add({ score: 'many', birthDate: '2020-02-30', optIn: 'oui' });
		const { html, shown } = rowOf((await get(basePath())).html, `contact-${id}`);
		expect(html).toMatch(/<input type="text"[^>]* name="score"/);
		expect(html).toMatch(/<input type="text"[^>]* name="birthDate"/);
		expect(shown.optIn).toBe('oui');
	});

	test('numbers, booleans and blanks as such', async () => {
		const before = add({ contactCity: 'Metz', score: 3, optIn: true });
		await edit(before, { contactCity: ' ', score: '12.50', optIn: 'false' });
		expect(current(before)?.fields).toMatchObject({ contactCity: null, score: 12.5, optIn: false });
		await edit(before, { score: '', optIn: '' });
		expect(current(before)?.fields).toMatchObject({ score: null, optIn: null });
	});

	test('a new contact, with the fields that were filled in only', async () => {
		const { action, shown } = rowOf((await get(`${basePath()}?search=x`)).html, 'new-contact');
		const values = { ...shown, contactLastName: 'Zola', score: '7', optIn: 'true' };
		const { status, location } = await post(action, values);
		const added = simulator().contacts().at(-1);
		expect([status, location]).toEqual([303, `${basePath()}?search=x#contact-${added?.id}`]);
		expect(simulator().contacts()).toHaveLength(61);
		expect(added?.fields).toEqual({ contactLastName: 'Zola', score: 7, optIn: true });
		expect(simulator().counts.contactsCreated).toBe(0);
	});

	test('a contact deleted, back on the page one was on', async () => {
		const { html } = await get(`${basePath()}?search=e&offset=25`);
		const [id] = ids(html);
		const button = /<button formaction[^>]*>/.exec(rowOf(html, `contact-${id}`).html)?.[0] ?? '';
		const { status, location } = await post(attribute(button, 'formaction'));
		expect([status, location]).toEqual([303, `${basePath()}?search=e&offset=25`]);
		expect(
			simulator()
				.contacts()
				.map((known) => known.id),
		).not.toContain(id);
		expect(simulator().contacts()).toHaveLength(59);
		expect(simulator().counts.contactsDeleted).toBe(0);
	});
});

describe('what it refuses', () => {
	test.each([
		['contactEmail', 'nobody', 'E-mail: This value is not a valid email address.'],
		['contactLastName', ' ', 'Nom: This value should not be blank.'],
		['score', 'many', 'Score: This value should be of type number.'],
		['birthDate', '2020-02-30', 'Date de naissance: This value is not a valid date.'],
	])('a %s of "%s", said with its label and kept in the row', async (name, value, message) => {
		const before = add();
		const { status, html } = await edit(before, { [name]: value, contactCity: 'Nancy' });
		expect(status).toBe(422);
		expect(html).toContain(`<li>${message}</li>`);
		const row = rowOf(html, `contact-${before.id}`);
		expect(row.shown).toMatchObject({ [name]: value.trim(), contactCity: 'Nancy' });
		expect(row.html).toMatch(new RegExp(`name="${name}"[^>]* aria-invalid="true"`));
		expect(current(before)).toEqual(before);
	});

	test('a new contact without its required field, of which the rest is kept', async () => {
		const { status, html } = await post(`${basePath()}/contacts`, { contactCity: 'Nancy', crmId: '' });
		expect(status).toBe(422);
		expect(html).toContain('<li>Nom: This value should not be blank.</li>');
		expect(rowOf(html, 'new-contact').shown).toMatchObject({ contactCity: 'Nancy' });
		expect(simulator().contacts()).toHaveLength(60);
	});

	test('a bad value of a contact that is on another page by now, whose row comes first', async () => {
		const [, last] = [...ids((await get(`${basePath()}?offset=50`)).html)];
		const { html } = await post(`${basePath()}/contacts/${last}`, { score: 'many' });
		expect(ids(html)[0]).toBe(last);
		expect(rowOf(html, `contact-${last}`).shown.score).toBe('many');
	});

	test('an edit of a row that the API changed meanwhile, until it is saved again', async () => {
		const before = add({ contactCity: 'Metz', crmId: 'old' });
		const { action, shown } = rowOf((await get(basePath())).html, `contact-${before.id}`);
		await client().put(`${contactsPath()}/${before.id}`, { fields: { contactCity: 'Lyon', crmId: 'new' } });
		const { status, html } = await post(action, { ...shown, contactCity: 'Nancy' });
		expect(status).toBe(409);
		expect(html).toContain('<li>Ville: is now “Lyon”</li>');
		expect(html).toContain('<li>CRM id: is now “new”</li>');
		expect(current(before)?.fields).toMatchObject({ contactCity: 'Lyon', crmId: 'new' });
		const again = rowOf(html, `contact-${before.id}`);
		expect(again.shown).toMatchObject({ contactCity: 'Nancy', crmId: 'old' });
		expect((await post(again.action, { ...again.shown, crmId: 'new' })).status).toBe(303);
		expect(current(before)?.fields).toMatchObject({ contactCity: 'Nancy', crmId: 'new' });
	});

	test('an unknown base, contact or page, with a way back', async () => {
		const gone = `${basePath()}/contacts/${'0'.repeat(24)}`;
		const answers = [
			await get('/bases/none'),
			await get('/nowhere'),
			await post('/bases/none/contacts', { contactLastName: 'Zola' }),
			await post(gone, { contactLastName: 'Zola' }),
			await post(`${gone}/delete`),
		];
		for (const { status, html } of answers) {
			expect(status).toBe(404);
			expect(html).toContain('<a href="/">');
		}
		expect((await get('/bases/%zz')).status).toBe(400);
	});

	test('a form on another site', async () => {
		const before = add();
		const path = `${basePath()}/contacts/${before.id}`;
		for (const origin of ['https://evil.example', 'null', simulator().url]) {
			expect((await post(path, { contactCity: 'Nancy' }, { origin })).status).toBe(403);
			expect((await post(`${path}/delete`, {}, { origin })).status).toBe(403);
		}
		// A name of another site's that leads here.
		const headers = { host: 'evil.example', origin: 'http://evil.example' };
		const rebound = axios.post(addressOf(`${path}/delete`), undefined, { headers, proxy: false });
		await expect(rebound).rejects.toMatchObject({ status: 403 });
		expect(current(before)).toEqual(before);
		const { status } = await post(path, { contactCity: 'Nancy' }, { origin: addressOf('') });
		expect([status, current(before)?.fields.contactCity]).toEqual([303, 'Nancy']);
	});
});

test('the command starts it on the port asked for', async () => {
	const options = ['--port', '0', '--contacts', '3', '--page-port', '0'];
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...options], {
		cwd: join(__dirname, '../..'),
	});
	const seen = { output: '' };
	child.stdout.on('data', (chunk: Buffer) => (seen.output += chunk.toString()));
	while (!seen.output.includes('Fournisseurs')) await once(child.stdout, 'data');
	const [, url] = /Web page +(http:\/\/127\.0\.0\.1:\d+)/.exec(seen.output) ?? [];
	expect(await (await fetch(url)).text()).toContain('Clients (3)');
	child.kill('SIGTERM');
	expect(await once(child, 'exit')).toEqual([0, null]);
});
