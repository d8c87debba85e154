import { Salesforce } from '../../simulator/crm/salesforce';

const authorization = 'Bearer salesforce-token';

function call(
	salesforce: Salesforce,
	at: string,
	body?: unknown,
	headers: Record<string, string> = { authorization },
) {
	const [method, path] = at.split(' ');
	const q = at.slice(method.length + path.length + 2);
	const query = q ? { q } : {};
	const { status = 200, json } = salesforce.app.answer({
		method,
		path: `/services/data/v59.0${path}`,
		query,
		body,
		headers,
	});
	return { status, json };
}
const ids = ({ json }: { json: unknown }) =>
	(json as { records: Array<{ Id: string }> }).records.map(({ Id }) => Id);

it('refuses a bad token, an unknown field, a missing last name and a bad email, each with its code', () => {
	const salesforce = new Salesforce();
	const create = (values: object) => call(salesforce, 'POST /sobjects/Contact', values);
	expect(call(salesforce, 'GET /query SELECT Id FROM Contact', undefined, {})).toMatchObject({
		status: 401,
		json: [{ errorCode: 'INVALID_SESSION_ID' }],
	});
	expect(create({ kiamoId: '1' }).json).toMatchObject([{ errorCode: 'INVALID_FIELD' }]);
	expect(create({ FirstName: 'Jean' }).json).toMatchObject([{ errorCode: 'REQUIRED_FIELD_MISSING' }]);
	expect(create({ LastName: 'Roux', Email: 'jean@@example.fr' }).json).toMatchObject([
		{ errorCode: 'INVALID_EMAIL_ADDRESS' },
	]);
	expect(create({ LastName: 'Roux', Phone: '' })).toMatchObject({ status: 201, json: { success: true } });
});

it('answers queries: texts in quotes without case, times without quotes, OR of ANDs, order and limit', () => {
	const salesforce = new Salesforce();
	const [a, b, c] = ['A', 'B', 'C'].map(
		(LastName) => salesforce.contacts.create({ LastName, Phone: `06${LastName}` }).id,
	);
	const query = (text: string) => call(salesforce, `GET /query SELECT Id FROM Contact ${text}`);
	expect(ids(query("WHERE LastName = 'b'"))).toEqual([b]);
	expect(ids(query("WHERE Phone IN ('06a', 'x') OR LastName = 'C' AND IsDeleted = false"))).toEqual([a, c]);
	expect(ids(query('WHERE SystemModstamp >= 2020-01-01T00:00:00Z ORDER BY SystemModstamp LIMIT 2'))).toEqual([
		a,
		b,
	]);
	expect(query("WHERE SystemModstamp >= '2020-01-01T00:00:00Z'").status).toBe(400);
	expect(query('WHERE Shoes = null').json).toMatchObject([{ errorCode: 'INVALID_FIELD' }]);
	expect(query('WHERE').json).toMatchObject([{ errorCode: 'MALFORMED_QUERY' }]);
});

it('knows a deleted contact as deleted, and ends when the requests of a day are used up', () => {
	const salesforce = new Salesforce({ requests: 2 });
	const { id } = salesforce.contacts.create({ LastName: 'Roux' });
	salesforce.contacts.remove(id);
	const get = () => call(salesforce, `GET /sobjects/contact/${id}`);
	expect(get()).toMatchObject({ status: 404, json: [{ errorCode: 'ENTITY_IS_DELETED' }] });
	get();
	expect(get()).toMatchObject({ status: 403, json: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }] });
});

it('gives 2,000 rows a page, and the address of the next', () => {
	const salesforce = new Salesforce();
	for (let n = 0; n < 2001; n++) salesforce.contacts.create({ LastName: `N${n}` });
	const first = call(salesforce, 'GET /query SELECT Id FROM Contact');
	const { nextRecordsUrl } = first.json as { nextRecordsUrl: string };
	expect(first.json).toMatchObject({ totalSize: 2001, done: false });
	const next = call(salesforce, `GET ${nextRecordsUrl.replace('/services/data/v59.0', '')}`);
	expect(next.json).toMatchObject({ totalSize: 2001, done: true });
	expect(new Set([...ids(first), ...ids(next)]).size).toBe(2001);
	expect(call(salesforce, 'GET /query/01g-2000').status).toBe(400);
});
