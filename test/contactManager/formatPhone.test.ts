import type { IDataObject } from 'n8n-workflow';
import { node } from './support';
import { runNode } from '../support/harness';

/** A Kiamo that answers nothing: the port is closed. */
const unreachable = { serverUrl: 'http://127.0.0.1:9', apiToken: 'x'.repeat(40) };

const format = async (
	text: unknown,
	{ items = [{}], credentials = {}, settings = {}, ...options }: Record<string, object | string> = {},
) =>
	await runNode({
		node,
		credentials: { ...unreachable, ...(credentials as IDataObject) },
		items: items as IDataObject[],
		settings: settings as object,
		parameters: { resource: 'phoneNumber', operation: 'format', text, options } as never,
	});

it('returns every form of a number, with its extension apart, without a request', async () => {
	const number = {
		e164: '+33142112233',
		national: '01 42 11 22 33',
		international: '+33 1 42 11 22 33',
		country: 'FR',
		extension: '12',
		valid: true,
		possible: true,
		key: '+33142112233;ext=12',
	};
	const { json, error } = await format('Tél. 01.42.11.22.33 poste 12');
	expect(error).toBeUndefined();
	expect(json).toEqual([{ ...number, numbers: [number] }]);
});

it('returns one item per input item: the first number in its fields, all of them in numbers', async () => {
	const items = [{ phone: '06 12 34 56 78 / 01 42 11 22 33' }, { phone: 'à rappeler' }, { phone: 612345678 }];
	const { json, items: paired } = await format('={{ $json.phone }}', { items });
	expect(json.map(({ e164 }) => e164)).toEqual(['+33612345678', null, '+33612345678']);
	expect(json.map(({ numbers }) => (numbers as IDataObject[]).map(({ e164 }) => e164))).toEqual([
		['+33612345678', '+33142112233'],
		[],
		['+33612345678'],
	]);
	expect(json[1]).toMatchObject({ key: null, valid: false, possible: false });
	expect(paired.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

it.each(['06 12 34 / 01 42 11 22 33', '0000000000 / 01 42 11 22 33', '01 42 11 22 33 / 06 12 34'])(
	'puts the first number of %j that is possible in its fields',
	async (text) => {
		const { json } = await format(text);
		expect(json).toMatchObject([{ e164: '+33142112233', possible: true }]);
	},
);

it.each([undefined, null, '', '   ', false, '#N/A', [], '6,12E+08', '03/02/2026'])(
	'returns no number for %j',
	async (phone) => {
		const { json } = await format('={{ $json.phone }}', { items: [{ phone } as IDataObject] });
		expect(json).toMatchObject([{ e164: null, key: null, numbers: [] }]);
	},
);

it('reads a list of texts, each number once', async () => {
	const items = [{ phone: '06 12 34 56 78', mobile: '+33612345678', work: '01 42 11 22 33' }];
	const text = '={{ [$json.phone, $json.mobile, $json.work, null] }}';
	const { json } = await format(text, { items });
	expect((json[0].numbers as IDataObject[]).map(({ key }) => key)).toEqual(['+33612345678', '+33142112233']);
});

it('reads numbers without a country as those of the credential, or of the node', async () => {
	const of = async (more: Record<string, object | string>) =>
		(await format('02 512 34 56', more)).json[0].e164;
	expect(await of({})).toBeNull();
	expect(await of({ credentials: { defaultCountry: 'BE' } })).toBe('+3225123456');
	expect(await of({ defaultCountry: ' be ' })).toBe('+3225123456');
	expect(await of({ credentials: { defaultCountry: 'BE' }, defaultCountry: 'FR' })).toBeNull();
});

it('keeps the fields of the item when the result has a field of its own', async () => {
	const items = [{ name: 'Ada', phone: '06 12 34 56 78', country: 'United Kingdom' }];
	const { json } = await format('={{ $json.phone }}', { items, resultField: 'phoneNumber' });
	const [{ phoneNumber, ...others }] = json;
	expect(others).toEqual(items[0]);
	expect(phoneNumber).toMatchObject({ e164: '+33612345678' });
});

it.each([
	[
		'an object',
		'={{ $json.phone }}',
		{ phone: { number: '06' } },
		{},
		'"Text" needs a single value, not an object',
	],
	['more than 64 kB', '={{ "0".repeat(70000) }}', {}, {}, '"Text" has 70000 characters'],
	[
		'a country that is none',
		'06',
		{},
		{ defaultCountry: 'Belgium' },
		'"Default Country" needs a two-letter country code like FR or BE, not "Belgium"',
	],
])('rejects the item when it gets %s', async (_, text, item, options, sentence) => {
	const settings = { onError: 'continueRegularOutput' };
	const { json } = await format(text, { items: [item, item], settings, ...options });
	expect(json).toHaveLength(2);
	for (const { error } of json) expect(error).toContain(sentence);
});
