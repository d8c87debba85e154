import { Pipedrive } from '../../simulator/crm/pipedrive';

const key = '9dc80c50d78a15643bfc4ca79d76156a73a1ca0e';

interface Json {
	success: boolean;
	code?: string;
	data: Record<string, unknown> & Array<Record<string, unknown>>;
	additional_data?: { next_cursor: string | null };
}

function call(pipedrive: Pipedrive, at: string, body?: unknown, token = 'pipedrive-token') {
	const [method, url] = at.split(' ');
	const { pathname, searchParams } = new URL(url, 'http://x');
	searchParams.set('api_token', token);
	const { status = 200, json } = pipedrive.app.answer({
		method,
		path: `/api/v2${pathname}`,
		query: Object.fromEntries(searchParams),
		body,
		headers: {},
	});
	return { status, json: json as Json };
}

it('refuses a bad token, and what it does not know', () => {
	const pipedrive = new Pipedrive();
	expect(call(pipedrive, 'GET /persons', undefined, 'wrong').status).toBe(401);
	expect(call(pipedrive, 'GET /persons?since=2026-01-01').status).toBe(400);
	expect(call(pipedrive, 'GET /persons?updated_since=2026-01-01').status).toBe(400);
	expect(call(pipedrive, 'GET /persons?limit=501').status).toBe(400);
	expect(call(pipedrive, 'GET /persons?filter_id=missing').status).toBe(400);
	expect(call(pipedrive, 'GET /persons?filter_id=7').status).toBe(404);
	expect(call(pipedrive, 'GET /leads').status).toBe(404);
	expect(call(pipedrive, 'GET /persons/1').status).toBe(404);
});

it.each([
	['no name', { emails: [] }],
	['an empty name', { name: ' ' }],
	['an unknown property', { name: 'Zoé', first_name: 'Zoé' }],
	['a text in the place of a list', { name: 'Zoé', emails: 'zoe@example.fr' }],
	['a phone without a value', { name: 'Zoé', phones: [{ value: '', label: 'work' }] }],
	['an unknown property of a phone', { name: 'Zoé', phones: [{ value: '1', kind: 'work' }] }],
	['an unknown custom field', { name: 'Zoé', custom_fields: { city: 'Brest' } }],
])('refuses a person with %s', (_, body) => {
	expect(call(new Pipedrive({ customFields: [key] }), 'POST /persons', body)).toMatchObject({
		status: 400,
		json: { success: false, code: 'ERR_SCHEMA_VALIDATION_FAILED' },
	});
});

it('makes first and last name from the name, and replaces whole lists', () => {
	const pipedrive = new Pipedrive({ customFields: [key] });
	const phones = [
		{ value: '01', label: 'work' },
		{ value: '06', label: 'mobile' },
	];
	const created = call(pipedrive, 'POST /persons', { name: 'Zoé Le Gall', phones });
	expect(created.json.data).toMatchObject({
		id: 1,
		first_name: 'Zoé',
		last_name: 'Le Gall',
		emails: [],
		phones: [{ value: '01', primary: true }, { value: '06' }],
		custom_fields: { [key]: null },
	});
	call(pipedrive, 'PATCH /persons/1', { phones: [{ value: '07' }], custom_fields: { [key]: 'Brest' } });
	call(pipedrive, 'PATCH /persons/1', { custom_fields: {} });
	expect(call(pipedrive, 'GET /persons/1').json.data).toMatchObject({
		name: 'Zoé Le Gall',
		phones: [{ value: '07', label: 'other' }],
		custom_fields: { [key]: 'Brest' },
	});
	expect(pipedrive.persons.writes.map(({ kind }) => kind)).toEqual(['created', 'updated', 'updated']);
});

it('pages a list, and finds what changed in a time', () => {
	let now = Date.parse('2026-01-01T10:00:00.500Z');
	const pipedrive = new Pipedrive({ now: () => now });
	for (let n = 0; n < 5; n++, now += 1000) pipedrive.createPerson({ name: `Nom ${n}` }, 'person');
	const ids = (at: string) => call(pipedrive, at).json.data.map(({ id }) => id);
	const first = call(pipedrive, 'GET /persons?limit=3&sort_by=update_time&sort_direction=desc').json;
	expect(first.data.map(({ id }) => id)).toEqual([5, 4, 3]);
	const next = `&cursor=${first.additional_data?.next_cursor}`;
	expect(ids(`GET /persons?limit=3&sort_by=update_time&sort_direction=desc${next}`)).toEqual([2, 1]);
	expect(ids('GET /persons?updated_since=2026-01-01T10:00:01Z&updated_until=2026-01-01T10:00:03Z')).toEqual([
		2, 3,
	]);
	expect(ids('GET /persons?ids=5,9,1')).toEqual([1, 5]);
	pipedrive.persons.filters.set('7', ({ name }) => name === 'Nom 3');
	expect(ids('GET /persons?filter_id=7')).toEqual([4]);
});

it('shows changes late in lists, and at once by ID', () => {
	const pipedrive = new Pipedrive({ lag: 60_000 });
	pipedrive.createPerson({ name: 'Zoé' }, 'person');
	expect(call(pipedrive, 'GET /persons').json.data).toEqual([]);
	expect(call(pipedrive, 'GET /persons?ids=1').json.data).toHaveLength(1);
	expect(call(pipedrive, 'GET /persons/1').status).toBe(200);
});

it('returns a deleted person by ID only, and neither changes it nor links it', () => {
	const pipedrive = new Pipedrive();
	pipedrive.createPerson({ name: 'Zoé' }, 'person');
	pipedrive.persons.remove('1', 'person');
	expect(call(pipedrive, 'GET /persons').json.data).toEqual([]);
	expect(call(pipedrive, 'GET /persons?ids=1').json.data).toEqual([]);
	expect(call(pipedrive, 'GET /persons/1').json.data).toMatchObject({ is_deleted: true });
	expect(call(pipedrive, 'PATCH /persons/1', { name: 'Anne' }).status).toBe(404);
	const participants = [{ person_id: 1, primary: true }];
	expect(call(pipedrive, 'POST /activities', { subject: 'Call', type: 'call', participants }).status).toBe(
		400,
	);
});

it('logs an activity on a person', () => {
	const pipedrive = new Pipedrive();
	pipedrive.createPerson({ name: 'Zoé' }, 'person');
	const activity = {
		subject: 'Call',
		type: 'call',
		done: true,
		due_date: '2026-01-01',
		duration: '00:03:04',
	};
	const create = (more: object) => call(pipedrive, 'POST /activities', { ...activity, ...more });
	expect(create({ person_id: 1 }).status).toBe(400);
	expect(create({ due_date: 'today' }).status).toBe(400);
	expect(create({ duration: '184' }).status).toBe(400);
	expect(create({ done: 'true' }).status).toBe(400);
	create({ participants: [{ person_id: 1, primary: true }] });
	expect(call(pipedrive, 'GET /activities?done=true&person_id=1').json.data).toMatchObject([
		{ subject: 'Call', person_id: 1, duration: '00:03:04' },
	]);
	expect(call(pipedrive, 'GET /activities?done=false').json.data).toEqual([]);
});

it('allows 20 requests in 2 seconds, and the tokens of the day', () => {
	const busy = new Pipedrive();
	const statuses = Array.from({ length: 21 }, () => call(busy, 'GET /persons?ids=1').status);
	expect(statuses.filter((status) => status === 429)).toHaveLength(1);
	const poor = new Pipedrive({ tokensADay: 16 });
	call(poor, 'GET /persons');
	call(poor, 'POST /persons', { name: 'Zoé' });
	call(poor, 'GET /persons/1');
	expect(poor.doorman.spent).toBe(16);
	expect(call(poor, 'GET /persons/1').status).toBe(429);
});
