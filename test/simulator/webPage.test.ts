import axios from 'axios';
import { Clock, type Contact } from '../../simulator';
import { startWebPage, type WebPage } from '../../simulator/webPage';
import { useSimulator } from './client';

const nasty = `<script>alert(1)</script>"'`;
const clock = new Clock(new Date('2026-03-01T08:00:00Z'));
const { simulator, client, baseId, contactsPath } = useSimulator({ contacts: 60, clock });
const held: { page?: WebPage } = {};

beforeEach(async () => {
	held.page = await startWebPage(simulator());
	clock.advance(60_000);
});
afterEach(async () => await held.page?.close());

const basePath = () => `/bases/${baseId()}`;
const get = async (path: string) => (await fetch(`${held.page?.url}${path}`)).text();
const current = ({ id }: Contact) =>
	simulator()
		.contacts()
		.find((known) => known.id === id);
const ids = (html: string) => [...html.matchAll(/<tr id="contact-(\w+)">/g)].map(([, id]) => id);
const unescape = (text: string) =>
	text.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));

async function post(path: string, values: Record<string, string> = {}, headers: Record<string, string> = {}) {
	const init = { method: 'POST', body: new URLSearchParams(values), headers, redirect: 'manual' } as const;
	const response = await fetch(`${held.page?.url}${path}`, init);
	return { status: response.status, location: response.headers.get('location'), html: await response.text() };
}

/** What a browser submits of a row when nothing is touched. */
function valuesIn(html: string, rowId: string): Record<string, string> {
	const [row] = new RegExp(`<tr id="${rowId}">.*?</tr>`, 's').exec(html) ?? [''];
	const inputs = [...row.matchAll(/<input [^>]*>/g)].map(([tag]) => {
		const [, name = ''] = / name="([^"]*)"/.exec(tag) ?? [];
		const [, value = ''] = / value="([^"]*)"/.exec(tag) ?? [];
		return [name, unescape(value)];
	});
	const areas = [...row.matchAll(/<textarea name="([^"]*)"[^>]*>\n(.*?)<\/textarea>/gs)].map(
		([, name, text]) => [name, unescape(text).replace(/\n/g, '\r\n')],
	);
	return Object.fromEntries([...inputs, ...areas]) as Record<string, string>;
}

function add(fields: Contact['fields'] = {}): Contact {
	const added = simulator().addContact(baseId(), { contactLastName: 'Petit', ...fields });
	clock.advance(60_000);
	return added;
}

/** Opens the page, changes inputs in the row of a contact on it, and saves. */
async function edit({ id }: Contact, values: Record<string, string>) {
	const shown = valuesIn(await get(basePath()), `contact-${id}`);
	return await post(`${basePath()}/contacts/${id}`, { ...shown, ...values });
}

test('shows the bases with their sizes, and contacts in pages of 25, the last changed first', async () => {
	const html = await get('/');
	for (const text of ['Clients (60)', 'Prospects (12)', '<h1>Clients</h1>', 'Nom *'])
		expect(html).toContain(text);
	const byUpdate = simulator()
		.contacts()
		.sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
	expect(ids(html)).toEqual(byUpdate.slice(0, 25).map(({ id }) => id));
	const [, next] = /href="([^"]*)">Next/.exec(await get(`${basePath()}?offset=25`)) ?? [];
	const last = await get(unescape(next));
	expect(ids(last)).toEqual(byUpdate.slice(50).map(({ id }) => id));
	expect(last).toContain('51–60 of 60');
	expect(last).not.toContain('>Next');
});

test('finds a part of any field, escaped wherever it is shown', async () => {
	const { id } = add({ contactLastName: nasty, notes: `a\n</textarea>${nasty}` });
	await client().get(`/bases/${id}?q=${encodeURIComponent(nasty)}`);
	const found = await get(`${basePath()}?search=${encodeURIComponent(nasty.toUpperCase())}`);
	expect(ids(found)).toEqual([id]);
	expect(valuesIn(found, `contact-${id}`).contactLastName).toBe(nasty);
	for (const html of [found, await get('/requests')]) {
		expect(html).not.toContain('<script');
		expect(unescape(html)).toContain(nasty);
	}
});

test('shows the last 50 requests of the API, newest first, and what they wrote', async () => {
	for (let count = 0; count < 50; count++) await client().get('/bases');
	await client().post(contactsPath(), [{ fields: { contactLastName: 'Un' } }]);
	await client().get(`${contactsPath()}?filter[contactCity]=Metz&limit=1`);
	const html = await get('/requests');
	const rows = [...html.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) => row);
	expect(rows).toHaveLength(50);
	for (const part of ['GET', 'filter[contactCity]=Metz &#38; limit=1', 'listContacts', '200']) {
		expect(rows[0]).toContain(part);
	}
	for (const part of ['POST', 'createContacts', '201']) expect(rows[1]).toContain(part);
	expect(html).toContain('1 contacts created, 0 updated, 0 deleted');
});

test('changes the fields that a person edits, as a change in Kiamo and not of the API', async () => {
	const before = add({ contactCity: 'Metz', score: 3, notes: 'a\nb' });
	const { status, location } = await edit(before, { contactCity: ' ', score: '12.50', optIn: 'false' });
	expect([status, location]).toEqual([303, `${basePath()}#contact-${before.id}`]);
	const fields = { ...before.fields, contactCity: null, score: 12.5, optIn: false };
	expect(current(before)).toEqual({ ...before, fields, updated_at: clock.now().toISOString() });
	expect(simulator().counts).toMatchObject({ requests: 0, contactsUpdated: 0 });
});

test('changes nothing when a row is saved as it is, odd as its values may be', async () => {
	add({ contactCity: ' a\r\nb\rc ', notes: '\n\nd\n', score: 'many', birthDate: '30/02/2020', segment: '' });
	const before = simulator().contacts();
	const html = await get(basePath());
	for (const id of ids(html)) {
		const { status } = await post(`${basePath()}/contacts/${id}`, valuesIn(html, `contact-${id}`));
		expect(status).toBe(303);
	}
	expect(simulator().contacts()).toEqual(before);
});

test('adds and deletes a contact', async () => {
	const shown = valuesIn(await get(basePath()), 'new-contact');
	const { status } = await post(`${basePath()}/contacts/new`, {
		...shown,
		contactLastName: 'Zola',
		score: '7',
	});
	const added = simulator().contacts()[60];
	expect([status, added.fields]).toEqual([303, { contactLastName: 'Zola', score: 7 }]);
	expect((await post(`${basePath()}/contacts/${added.id}/delete`)).status).toBe(303);
	expect(simulator().contacts()).toHaveLength(60);
});

test('refuses bad values, forms older than a change by the API, and what is not there', async () => {
	const before = add({ contactCity: 'Metz' });
	const shown = valuesIn(await get(basePath()), `contact-${before.id}`);
	const { status, html } = await edit(before, { contactEmail: 'nobody', contactLastName: '' });
	expect([status, unescape(html)]).toEqual([
		422,
		expect.stringMatching(/Nom: .* E-mail: |E-mail: .* Nom: /s),
	]);
	await client().put(`${contactsPath()}/${before.id}`, { fields: { contactCity: 'Lyon' } });
	expect((await post(`${basePath()}/contacts/${before.id}`, { ...shown, crmId: '7' })).status).toBe(409);
	for (const path of [
		'/bases/none/contacts/new',
		`${basePath()}/contacts/none`,
		`${basePath()}/contacts/none/delete`,
	]) {
		expect((await post(path)).status).toBe(404);
	}
	expect(current(before)?.fields).toEqual({ ...before.fields, contactCity: 'Lyon' });
});

test('refuses a form on another site, and a name of another site that leads here', async () => {
	const path = `${basePath()}/contacts/${add().id}/delete`;
	for (const origin of ['https://evil.example', 'null', simulator().url]) {
		expect((await post(path, {}, { origin })).status).toBe(403);
	}
	const headers = { host: 'evil.example', origin: 'http://evil.example' };
	const rebound = axios.post(`${held.page?.url}${path}`, undefined, { headers, proxy: false });
	await expect(rebound).rejects.toMatchObject({ status: 403 });
	expect((await post(path, {}, { origin: `${held.page?.url}` })).status).toBe(303);
});

test('makes an API token with the chosen APIs and rights, and shows where it goes in n8n', async () => {
	const before = await get('/tokens');
	for (const text of [simulator().url, simulator().token, 'Kiamo-Api-Token']) expect(before).toContain(text);
	const none = await post('/tokens', { label: 'Nothing', verb: 'GET' });
	expect([none.status, none.html.includes('Not created')]).toEqual([422, true]);
	const made = await post('/tokens', { label: nasty, api: 'contactManager', verb: 'GET' });
	expect([made.status, made.location]).toEqual([303, '/tokens']);
	const token = simulator().tokens.list().at(-1);
	expect(token).toMatchObject({ label: nasty, apis: ['contactManager'], verbs: ['GET'] });
	const after = await get('/tokens');
	expect(after).toContain(String(token?.value));
	expect(after).not.toContain(nasty);
	const headers = { 'Kiamo-Api-Token': String(token?.value) };
	const api = axios.create({ baseURL: simulator().apiUrl, headers, validateStatus: () => true });
	expect((await api.get('/bases')).status).toBe(200);
	expect((await api.post(contactsPath(), {})).status).toBe(403);
});
