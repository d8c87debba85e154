import { Odoo } from '../../simulator/crm/odoo';

const headers = { authorization: 'bearer odoo-key', 'x-odoo-database': 'odoo' };

function call(odoo: Odoo, at: string, body: unknown, given: Record<string, string> = headers) {
	const { status = 200, json } = odoo.app.answer({
		method: 'POST',
		path: `/json/2/${at}`,
		query: {},
		body,
		headers: given,
	});
	return { status, json: json as Array<Record<string, unknown>> & { name?: string } };
}
const search = (odoo: Odoo, domain: unknown[], fields = ['name']) =>
	call(odoo, 'res.partner/search_read', { domain, fields, offset: 0 });

it('refuses a bad key, another database, and what it does not know', () => {
	const odoo = new Odoo();
	expect(call(odoo, 'res.partner/search_read', {}, { 'x-odoo-database': 'odoo' }).status).toBe(401);
	expect(call(odoo, 'res.partner/search_read', {}, { ...headers, 'x-odoo-database': 'x' }).status).toBe(404);
	expect(call(odoo, 'res.users/search_read', {}).status).toBe(404);
	expect(call(odoo, 'res.partner/search_read', { where: [] })).toMatchObject({
		status: 422,
		json: { name: 'builtins.TypeError' },
	});
});

it('names the fields of a model, for the lists of n8n', () => {
	const { json } = call(new Odoo(), 'res.partner/fields_get', { attributes: ['string', 'type', 'required'] });
	expect(json).toMatchObject({
		phone: { string: 'phone', type: 'char', required: false },
		write_date: { string: 'write_date', type: 'datetime', required: false },
	});
});

it.each([
	['a field that Odoo 19 has no longer', { name: 'Zoé', mobile: '06' }, 500],
	['a number in a text field', { name: 'Zoé', phone: 612345678 }, 422],
	['a text in a field for yes or no', { name: 'Zoé', is_company: 'false' }, 422],
	['no name', { email: 'zoe@example.fr' }, 422],
	['a time of the system', { name: 'Zoé', write_date: '2026-01-01 10:00:00' }, 500],
])('refuses a contact with %s', (_, values, status) => {
	expect(call(new Odoo(), 'res.partner/create', { vals_list: [values] }).status).toBe(status);
});

it('returns false for a blank, and reads null, false and an empty text as one', () => {
	const odoo = new Odoo({ now: () => Date.parse('2026-01-01T10:00:00.500Z') });
	const created = call(odoo, 'res.partner/create', { vals_list: [{ name: 'Zoé', email: 'zoe@example.fr' }] });
	expect(created.json).toEqual([1]);
	expect(
		call(odoo, 'res.partner/write', { ids: [1], vals: { email: null, phone: '06', city: '' } }).json,
	).toBe(true);
	expect(search(odoo, [['id', 'in', [1, 9]]], ['email', 'phone', 'city', 'write_date']).json).toEqual([
		{ id: 1, email: false, phone: '06', city: false, write_date: '2026-01-01 10:00:00' },
	]);
	expect(call(odoo, 'res.partner/write', { ids: [9], vals: {} })).toMatchObject({
		status: 404,
		json: { name: 'odoo.exceptions.MissingError' },
	});
	expect(odoo.partners.writes.map(({ kind }) => kind)).toEqual(['created', 'updated']);
});

it('searches by conditions that all have to hold, without archived contacts', () => {
	let now = Date.parse('2026-01-01T10:00:00Z');
	const odoo = new Odoo({ now: () => now });
	const create = (values: object) => {
		now += 1000;
		return odoo.partners.create(values, 'person').id;
	};
	create({ name: 'B', category_id: [5] });
	create({ name: 'A', category_id: [5, 6] });
	create({ name: 'C', is_company: true });
	odoo.partners.update(create({ name: 'D' }), { active: false }, 'person');
	const names = (...domain: unknown[]) => search(odoo, domain).json.map(({ name }) => name);
	expect(names()).toEqual(['A', 'B', 'C']);
	expect(names(['is_company', '=', false])).toEqual(['A', 'B']);
	expect(names(['category_id', 'in', [6]])).toEqual(['A']);
	expect(names(['name', 'not in', ['A', 'C']])).toEqual(['B']);
	expect(names(['name', '!=', 'A'], ['name', 'like', 'B'])).toEqual(['B']);
	expect(names(['active', '=', false])).toEqual(['D']);
	expect(
		names(['write_date', '>=', '2026-01-01 10:00:02'], ['write_date', '<', '2026-01-01 10:00:03']),
	).toEqual(['A']);
	for (const wrong of [['city', 'in', 'Brest'], ['is_company', '=', 'false'], ['city', '~', ''], 'city'])
		expect(search(odoo, [wrong]).status).toBe(422);
	expect(search(odoo, [['mobile', '=', '06']]).status).toBe(500);
	expect(search(odoo, [], ['mobile']).status).toBe(500);
});

it('shows changes late in searches, and at once by ID', () => {
	const odoo = new Odoo({ lag: 60_000 });
	odoo.partners.create({ name: 'Zoé' }, 'person');
	expect(search(odoo, []).json).toEqual([]);
	expect(search(odoo, [['id', '=', 1]]).json).toHaveLength(1);
});

it('keeps a note of a contact that is there', () => {
	const odoo = new Odoo();
	odoo.partners.create({ name: 'Zoé' }, 'person');
	const note = { model: 'res.partner', subject: 'Call', date: '2026-01-01 10:00:00' };
	const create = (more: object) =>
		call(odoo, 'mail.message/create', { vals_list: [{ ...note, ...more }] }).status;
	expect(create({ res_id: 2 })).toBe(404);
	expect(create({ res_id: 1, date: '2026-01-01T10:00:00Z' })).toBe(422);
	expect(create({ res_id: 1 })).toBe(200);
	expect(odoo.messages.all()).toMatchObject([{ subject: 'Call', res_id: 1 }]);
});
