import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { runOn, startWith, upsert } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const held = (name: string) => simulator.contacts().map(({ fields }) => fields[name] ?? null);
const outcomes = ({ json }: { json: IDataObject[] }) => json.map(({ status, error }) => status ?? error);

describe('If Another Match Field Differs', () => {
	const matchOn = ['crmId', 'contactEmail'];
	const jean = { crmId: 'C-1', contactLastName: 'Jean', contactEmail: 'durand@example.fr' };
	const marie = { crmId: 'C-2', contactLastName: 'Marie', contactEmail: 'Durand@example.fr' };

	it('fails unless set otherwise, naming both values', async () => {
		simulator = await startWith([jean]);
		const [{ id }] = simulator.contacts();
		const { json, hints } = await upsert(simulator, [marie], { matchOn, goOn: true });
		expect(hints[0].message).toMatch(
			/^1 of 1 items failed: 1 × Contact … has the E-?mail "…", but its .+ is "…", not "…"\./,
		);
		expect(json[0].error).toMatch(
			new RegExp(`^Contact ${id} has the E-?mail "Durand@example.fr", but its .+ is "C-1", not "C-2"$`),
		);
		expect(json[0].message).toContain('If Another Match Field Differs');
		expect(held('contactLastName')).toEqual(['Jean']);
	});

	it('creates the other person when set so, and running again writes nothing', async () => {
		simulator = await startWith([jean]);
		const options = { otherDiffers: 'create' };
		expect(outcomes(await upsert(simulator, [marie], { matchOn, options }))).toEqual(['created']);
		expect(outcomes(await upsert(simulator, [jean, marie], { matchOn, options }))).toEqual([
			'unchanged',
			'unchanged',
		]);
	});

	it('updates the contact when set so', async () => {
		simulator = await startWith([jean]);
		const run = await upsert(simulator, [marie], { matchOn, options: { otherDiffers: 'update' } });
		expect(run.json[0].changedFields).toEqual(['crmId', 'contactLastName']);
		expect(held('crmId')).toEqual(['C-2']);
	});

	it('creates nobody for a Contact ID whose contact differs in a stronger field', async () => {
		simulator = await startWith([jean]);
		const [{ id }] = simulator.contacts();
		const options = { otherDiffers: 'create' };
		const byId = { matchOn: ['crmId', 'kiamoId'], options, goOn: true };
		const { json } = await upsert(simulator, [{ ...marie, kiamoId: id }], byId);
		expect(json[0].error).toMatch(/its .+ is "C-1", not "C-2"$/);
		expect(held('contactLastName')).toEqual(['Jean']);
	});

	it('finds the person by the next field where the Contact ID is unknown and may be', async () => {
		simulator = await startWith([jean]);
		const items = [{ ...jean, kiamoId: 'a'.repeat(24), contactCity: 'Nice' }];
		const run = { matchOn: ['kiamoId', ...matchOn], options: { unknownId: 'create' } };
		expect(outcomes(await upsert(simulator, items, run))).toEqual(['updated']);
		expect(outcomes(await upsert(simulator, items, run))).toEqual(['unchanged']);
		const { json } = await upsert(simulator, [{ ...marie, kiamoId: 'b'.repeat(24) }], { ...run, goOn: true });
		expect(json[0].error).toMatch(/its .+ is "C-1", not "C-2"$/);
	});

	it('does not count who differs in a stronger field among several that match', async () => {
		simulator = await startWith([jean, { contactLastName: 'Marie', contactEmail: 'durand@example.fr' }]);
		const run = await upsert(simulator, [marie], { matchOn });
		expect(outcomes(run)).toEqual(['updated']);
		expect(held('crmId')).toEqual(['C-1', 'C-2']);
	});

	it('takes a contact whose number is in another phone field for the person', async () => {
		simulator = await startWith([
			{
				contactEmail: 'a@b.fr',
				contactPhoneNumber: '01 42 11 22 33',
				contactMobilePhoneNumber: '0612345678',
			},
		]);
		const item = { contactPhoneNumber: '+33 6 12 34 56 78', contactEmail: 'a@b.fr', contactCity: 'Nice' };
		const run = await upsert(simulator, [item], { matchOn: ['contactPhoneNumber', 'contactEmail'] });
		expect(outcomes(run)).toEqual(['updated']);
	});
});

describe('values that tell nobody apart', () => {
	it.each(['NULL', 'n/a', 'Inconnu', '-', 'xxx', '0', '#N/A', false])('%j is no key', async (value) => {
		simulator = await startWith();
		const items = ['Durand', 'Petit'].map((contactLastName, at) => ({
			crmId: value,
			contactLastName,
			contactEmail: `n${at}@b.fr`,
		}));
		const run = await upsert(simulator, items, { matchOn: ['crmId', 'contactEmail'] });
		expect(outcomes(run)).toEqual(['created', 'created']);
		expect(outcomes(await upsert(simulator, items, { matchOn: ['crmId', 'contactEmail'] }))).toEqual([
			'unchanged',
			'unchanged',
		]);
	});

	it.each(['inconnu', 'N.R.', '-', '1,23457E+16'])('%j replaces no key', async (crmId) => {
		simulator = await startWith([{ crmId: '12345678901234567', contactEmail: 'd@b.fr' }]);
		const items = [{ crmId, contactEmail: 'd@b.fr', contactLastName: 'Durand' }];
		const matchOn = ['crmId', 'contactEmail'];
		const run = await upsert(simulator, items, { matchOn });
		expect(run.json[0].changedFields).toEqual(['contactLastName']);
		expect(simulator.contacts()[0].fields.crmId).toBe('12345678901234567');
		expect(outcomes(await upsert(simulator, items, { matchOn }))).toEqual(['unchanged']);
	});

	it.each([
		[{ contactEmail: 'a@b.fr; c@d.fr' }, '"a@b.fr; c@d.fr" is not an email address like name@example.com'],
		[
			{ contactPhoneNumber: '06 12' },
			'"06 12" is not a phone number like 06 12 34 56 78 or +33 6 12 34 56 78',
		],
	])('says why %j is no key, and what to write instead', async (item, sentence) => {
		simulator = await startWith();
		const { error } = await upsert(simulator, [item], { matchOn: Object.keys(item) });
		expect(error?.message).toContain(`${sentence}; the item has: `);
	});

	it.each(['Jean <Jean@b.fr>', 'mailto:Jean@b.fr', '="Jean@b.fr"', '«Jean@b.fr»', 'Jean@b.fr;'])(
		'writes the email of %j as Kiamo takes it',
		async (contactEmail) => {
			simulator = await startWith();
			const run = await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Petit', contactEmail }]);
			expect(outcomes(run)).toEqual(['created']);
			expect(held('contactEmail')).toEqual(['Jean@b.fr']);
		},
	);

	it('adds a hint to the item, and only where there is something to say', async () => {
		simulator = await startWith();
		const items = [
			{ crmId: 'inconnu', contactLastName: 'Durand', contactEmail: 'd@b.fr', birthDate: 'n/a' },
			{ crmId: 'C-1', contactLastName: 'Petit', contactEmail: 'N/A' },
		];
		const { json } = await upsert(simulator, items, { matchOn: ['crmId', 'contactEmail'] });
		expect(json.map(({ hints }) => hints)).toEqual([
			[
				expect.stringMatching(/"inconnu" is a placeholder, so it wasn't used for matching\.$/),
				expect.stringMatching(/"n\/a" holds no value, so it was left out\.$/),
			],
			[expect.stringMatching(/"N\/A" holds no value, so it was left out\.$/)],
		]);
		const clean = await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Petit' }]);
		expect(clean.json[0]).not.toHaveProperty('hints');
	});

	it('says what an item holds when none of its keys can be used, in the error too', async () => {
		simulator = await startWith();
		const item = { Réf: 'C-1', contactPhoneNumber: 'néant', contactLastName: 'Durand' };
		const { error } = await upsert(simulator, [item], { matchOn: ['crmId', 'contactPhoneNumber'] });
		expect(error?.message).toMatch(
			/ is empty, .+ "néant" is a placeholder; the item has: Réf, contactPhoneNumber, contactLastName$/,
		);
		expect(error?.description?.match(/the item has: Réf/g)).toHaveLength(1);
		expect(error?.description?.match(/néant/g)).toHaveLength(1);
		expect(error?.description).toContain('If All Match Fields Are Empty');
	});

	it.each([
		[{ contactPhoneNumber: 'rappeler' }, /needs a phone number like .+, not "rappeler"$/],
		[{ contactEmail: 'NULL' }, /needs an email address like .+, not "NULL"$/],
		[{ birthDate: 'n/a' }, /needs a date like .+, not "n\/a"$/],
	])('refuses %j when set so', async (bad, sentence) => {
		simulator = await startWith();
		const item = { crmId: 'C-1', contactLastName: 'Petit', ...bad };
		const { error } = await upsert(simulator, [item], { options: { badValue: 'fail' } });
		expect(error?.message).toMatch(sentence);
	});
});

describe('long numbers', () => {
	it.each([12345678901234568, 2 ** 60, 1e21])(
		'%p as an ID is refused, as its last digits are lost',
		async (crmId) => {
			simulator = await startWith();
			const run = await upsert(simulator, [{ crmId, contactLastName: 'Petit' }], { goOn: true });
			expect(run.json[0].error).toMatch(
				/^"CRM id" can't keep the number ".+" exactly: its last digits are already lost\. Enter it as text/,
			);
			expect(simulator.contacts()).toEqual([]);
		},
	);

	it('texts of 17 digits stay apart', async () => {
		simulator = await startWith();
		const items = ['12345678901234567', '12345678901234568'].map((crmId) => ({
			crmId,
			contactLastName: 'Petit',
		}));
		expect(outcomes(await upsert(simulator, items))).toEqual(['created', 'created']);
		expect(held('crmId')).toEqual(['12345678901234567', '12345678901234568']);
	});

	it.each(['1,23457E+16', '1.23E+17'])('%s, as Excel shortens IDs, is no key', async (crmId) => {
		simulator = await startWith();
		const items = ['Durand', 'Petit'].map((contactLastName) => ({ crmId, contactLastName }));
		const run = await upsert(simulator, items, { options: { noKey: 'create' } });
		expect(outcomes(run)).toEqual(['created', 'created']);
		expect(run.json[0].hints).toEqual([
			`CRM id "${crmId}" lost digits in a spreadsheet: enter it with all its digits, as text, so it wasn't used for matching.`,
		]);
	});
});

describe('columns', () => {
	it.each(['E_MAIL', 'e-mail', 'CONTACTEMAIL', 'contact_email', '\ufeffE mail '])(
		'%j is the column of the field contactEmail',
		async (column) => {
			simulator = await startWith();
			await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Petit', [column]: 'a@b.fr' }]);
			expect(held('contactEmail')).toEqual(['a@b.fr']);
		},
	);

	it.each([
		['E-mail', 'contactEmail'],
		['  CRMID ', 'crmId'],
	])('the column %j is not lost', async (column, name) => {
		simulator = await startWith();
		const fields = await runOn(simulator, {
			resource: 'field',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		const { label } = fields.json.find((field) => field.name === name) ?? {};
		const title = column === 'E-mail' ? (label as string) : `\ufeff ${name}\u00a0`;
		await upsert(simulator, [
			{ crmId: 'C-1', contactLastName: 'Petit', [title]: name === 'crmId' ? 'C-2' : 'a@b.fr' },
		]);
		expect(held(name)).toEqual([name === 'crmId' ? 'C-1' : 'a@b.fr']);
	});

	it.each(['\ufeff"crmId"', "'CRM id'", 'CRM id *', '[CRM id]', 'CRM/id', 'ï»¿crmId', 'ＣＲＭ id'])(
		'%j is the column of the field crmId',
		async (column) => {
			simulator = await startWith();
			await upsert(simulator, [{ contactLastName: 'Petit', [column]: 'C-1' }]);
			expect(held('crmId')).toEqual(['C-1']);
		},
	);

	it('finds a label with the other apostrophe', async () => {
		simulator = await startWith();
		await upsert(simulator, [
			{ crmId: 'C-1', contactLastName: 'Petit', 'Complément d’adresse': 'Bâtiment B' },
		]);
		expect(held('contactSecondaryAddress')).toEqual(['Bâtiment B']);
	});

	it('finds fields by their labels, whatever the capitals, accents and blanks, and prefers their names', async () => {
		simulator = await startWith();
		const { json } = await runOn(simulator, {
			resource: 'field',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		const labelOf = (name: string) => json.find((field) => field.name === name)?.label as string;
		const loud = (text: string) => ` ${text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()} `;
		const item = {
			crmId: 'C-1',
			[loud(labelOf('contactLastName'))]: 'Petit',
			[labelOf('contactCity')]: 'Nice',
			contactCity: 'Lyon',
		};
		const run = await upsert(simulator, [item]);
		expect(simulator.contacts()[0].fields).toMatchObject({ contactLastName: 'Petit', contactCity: 'Lyon' });
		expect(run.hints.map(({ message }) => message)).toEqual([
			`Another column is used for the field of: ${labelOf('contactCity')}. These columns were ignored.`,
		]);
	});
});

describe('phone numbers', () => {
	it('colleagues behind one switchboard stay apart, wherever the extension is', async () => {
		simulator = await startWith();
		const items = [
			'01 42 11 22 33 poste 12',
			'poste 13 : 01 42 11 22 33',
			'01 42 11 22 33 puis tapez 14',
			'01 42 11 22 33',
		].map((contactPhoneNumber, at) => ({ contactPhoneNumber, contactLastName: `Name ${at}` }));
		const match = { matchOn: ['contactPhoneNumber'] };
		expect(outcomes(await upsert(simulator, items, match))).toEqual(items.map(() => 'created'));
		expect(outcomes(await upsert(simulator, items, match))).toEqual(items.map(() => 'unchanged'));
	});

	const both = '06 12 34 56 78 / 01 42 11 22 33';

	it.each([
		[{}, both, undefined],
		[{ severalNumbers: 'first' }, '06 12 34 56 78', 'has 2 numbers; only the first was written'],
		[{ severalNumbers: 'first', phoneFormat: 'e164' }, '+33612345678', 'has 2 numbers'],
	])('writes several numbers of one cell as set: %j', async (options, written, hint) => {
		simulator = await startWith();
		const item = { crmId: 'C-1', contactLastName: 'Petit', contactPhoneNumber: both };
		const { json } = await upsert(simulator, [item], { options });
		expect(held('contactPhoneNumber')).toEqual([written]);
		expect(json[0].hints).toEqual(hint === undefined ? undefined : [expect.stringContaining(hint)]);
	});

	it('matches by each number of a cell, also by one that is not written', async () => {
		simulator = await startWith([{ contactLastName: 'Petit', contactPhoneNumber: '01 42 11 22 33' }]);
		const items = [{ contactLastName: 'Petit', contactPhoneNumber: both }];
		const run = { matchOn: ['contactPhoneNumber'], options: { severalNumbers: 'first' } };
		expect(outcomes(await upsert(simulator, items, run))).toEqual(['updated']);
		expect(held('contactPhoneNumber')).toEqual(['06 12 34 56 78']);
		expect(outcomes(await upsert(simulator, items, run))).toEqual(['unchanged']);
	});

	it('writes the extension with E.164', async () => {
		simulator = await startWith();
		const item = { crmId: 'C-1', contactLastName: 'Petit', contactPhoneNumber: '01 42 11 22 33 poste 12' };
		await upsert(simulator, [item], { options: { phoneFormat: 'e164' } });
		expect(held('contactPhoneNumber')).toEqual(['+33142112233;ext=12']);
	});
});

describe('filters of Get Many', () => {
	it.each([
		[{ fields: { field: [{ name: 'contactCity', value: '={{ $json.none }}' }] } }, 'contactCity'],
		[{ search: '={{ $json.none }}' }, 'Search'],
		[{ search: ' ' }, 'Search'],
	])('refuses %j, which has no value', async (filters, name) => {
		simulator = await startWith([{ contactLastName: 'Petit' }]);
		const { error } = await runOn(simulator, {
			operation: 'getAll',
			parameters: { filters: filters as never },
		});
		expect(error?.message).toBe(`The filter "${name}" has no value: fill it, or remove the filter`);
	});

	it('refuses an object', async () => {
		simulator = await startWith();
		const filters = { search: '={{ ({ a: 1 }) }}' };
		const { error } = await runOn(simulator, { operation: 'getAll', parameters: { filters } });
		expect(error?.message).toContain('"Search" needs a single value, not an object');
	});
});
