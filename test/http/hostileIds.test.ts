import { buildUrl, encodeSegment, fillPath } from '../../nodes/shared/transport/url';
import type { Simulator } from '../../simulator';
import { locate, mapped, runOn, startWith } from '../contactManager/support';
import { request, said } from './support';

const hostile: Record<string, string> = {
	'two dots': '..',
	'a dot': '.',
	'a way up': '../..',
	'a way up and down': '../contacts',
	'encoded slashes': '..%2f..%2fbases',
	'encoded dots': '%2e%2e',
	'a slash': 'a/b',
	'a backslash': '..\\..',
	'a query': 'x?limit=1',
	'a fragment': 'x#y',
	'another parameter': 'x&y=1;z',
	'two lines': 'x\r\nHost: evil',
	'a nought': 'x\0y',
	accents: 'éàü',
	'an emoji': '😀',
	'a lone surrogate': 'x\ud800y',
	'10 kB': 'x'.repeat(10_240),
	nothing: '',
	spaces: '  ',
	markup: '<script>',
	'a host': '//evil.example.com/x',
};

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startWith([{ contactLastName: 'Martin' }]);
});
beforeEach(() => simulator.resetCounts());
afterEach(() => expect(simulator.contacts()).toHaveLength(1));
afterAll(() => simulator.close());

describe.each(Object.entries(hostile))('%s as an ID', (_name, id) => {
	const items = [{ id }];
	const asContact = { contact: locate('={{ $json.id }}') };

	it.each(['get', 'delete', 'getInteractions', 'update'])(
		'of a contact to %s is refused before a request',
		async (operation) => {
			const fields = mapped({ contactCity: 'Brest' }) as never;
			const { error } = await runOn(simulator, { operation, items, parameters: { ...asContact, fields } });
			expect(error?.name).toBe('NodeOperationError');
			expect(error?.message).toMatch(/cannot be the ID of a contact|No contact is chosen/);
			expect(error?.message.length).toBeLessThan(150);
			// An update has read the fields of the base by then.
			expect(
				simulator.counts.lastRequests.filter(({ operationId }) => operationId !== 'listBaseFields'),
			).toEqual([]);
		},
	);

	it('of a base is refused before a request', async () => {
		const parameters = { base: locate('={{ $json.id }}') };
		const run = await runOn(simulator, { resource: 'base', operation: 'get', items, parameters });
		expect(said(run)).toMatchObject({
			message: expect.stringMatching(/cannot be the ID of a base|No base is chosen/) as string,
			description: 'Choose the base from the list, or enter its ID as shown in Kiamo.',
			item: 0,
		});
		expect(simulator.counts.requests).toBe(0);
	});

	it('in the path of an API Request reaches nothing else', async () => {
		const contacts = `/bases/${simulator.bases[0].id}/contacts`;
		await request(simulator, { method: 'DELETE', path: `=${contacts}/{{ $json.id }}` }, { items });
		for (const { path, query } of simulator.counts.lastRequests) {
			expect(path.startsWith(contacts)).toBe(true);
			const segments = path.slice(contacts.length).split('/').slice(1);
			expect(segments.length).toBeLessThanOrEqual(id.split('/').length);
			for (const segment of segments) expect(['.', '..', '']).not.toContain(decodeURIComponent(segment));
			expect(query).toBe('');
		}
		expect(simulator.counts).toMatchObject({ contactsDeleted: 0 });
	});
});

it('an ID that the item does not have is reported as none', async () => {
	const run = await runOn(simulator, {
		operation: 'get',
		parameters: { contact: locate('={{ $json.id }}') },
	});
	expect(said(run).message).toBe('No contact is chosen');
	expect(simulator.counts.requests).toBe(0);
});

it.each(['', '.', '..'])('"%s" is refused as a part of an address', (segment) => {
	expect(() => encodeSegment(segment)).toThrow(RangeError);
	expect(() => fillPath('/bases/{baseId}', { baseId: segment })).toThrow(/check the path and the IDs/);
});

it('each part of a path is encoded, and numbers are taken', () => {
	expect(fillPath('/a/{x}/b/{y}', { x: 12, y: 'é/?#\ud800' })).toBe('/a/12/b/%C3%A9%2F%3F%23%EF%BF%BD');
});

it('a query is encoded: lists repeat the name, objects write name[key]', () => {
	const query = { q: 'a&b=é', id: ['1', '2'], filter: { 'x]': ['u', 'v'] }, none: undefined, yes: true };
	expect(buildUrl('https://host/kiamo//', '/bases', query)).toBe(
		'https://host/kiamo/bases?q=a%26b%3D%C3%A9&id=1&id=2&filter%5Bx%5D%5D=u&filter%5Bx%5D%5D=v&yes=true',
	);
	expect(buildUrl('https://host', '/bases')).toBe('https://host/bases');
});
