import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { ContactValues, Simulator } from '../../simulator';
import { inFrontOf } from '../support/proxy';
import { autoMapped, mapped, startWith, upsert } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

type Values = Record<string, string | null>;

const add = (fields: ContactValues) => simulator.addContact(simulator.bases[0].id, fields);
const stored = (id = 'C-0') => simulator.contacts().find(({ fields }) => fields.crmId === id)?.fields ?? {};
const clearing = (...names: string[]) => ({ clearFields: { field: names.map((name) => ({ name })) } });

/** Create or Update of items that hold what was synced last in `last`, and when they changed in `changedAt`. */
const sync = async (items: IDataObject[], options: IDataObject = {}, fields: object = autoMapped('crmId')) =>
	await upsert(simulator, items, {
		options: {
			lastSyncedValues: '={{ $json.last }}',
			sourceChangedAt: '={{ $json.changedAt }}',
			...options,
		},
		parameters: { fields: fields as never },
	});

describe('one contact', () => {
	const last = { contactLastName: 'Martin', contactCity: 'Lyon', contactZipCode: '69001' };
	const at = (id = 'C-0') =>
		Date.parse(simulator.contacts().find(({ fields }) => fields.crmId === id)?.updated_at ?? '');

	it('carries changes of different fields to the other side', async () => {
		add({ crmId: 'C-0', ...last, contactCity: 'Nice' });
		const { json } = await sync([{ crmId: 'C-0', ...last, contactLastName: 'Durand', last }]);
		expect(json).toMatchObject([
			{
				status: 'updated',
				changedFields: ['contactLastName'],
				toSource: { contactCity: 'Nice' },
				merged: { contactLastName: 'Durand', contactCity: 'Nice', contactZipCode: '69001' },
				conflicts: [],
			},
		]);
		expect(stored()).toMatchObject({ contactLastName: 'Durand', contactCity: 'Nice' });
	});

	it.each([undefined, null, '', {}, '{}', 'null'])(
		'fills each side from the other with %j synced last',
		async (empty) => {
			add({ crmId: 'C-0', contactLastName: 'Martin', contactCity: 'Nice', contactZipCode: '06000' });
			const item = {
				crmId: 'C-0',
				contactLastName: 'Martin',
				contactFirstName: 'Anne',
				contactCity: '',
			};
			const { json } = await sync([{ ...item, contactZipCode: '69001', last: empty }]);
			expect(json[0]).toMatchObject({ status: 'updated', toSource: { contactCity: 'Nice' } });
			expect(json[0].conflicts).toEqual([
				{
					field: 'contactZipCode',
					reason: 'bothChanged',
					source: '69001',
					kiamo: '06000',
					lastSynced: null,
					winner: null,
				},
			]);
			expect(json[0].merged).toEqual({
				crmId: 'C-0',
				contactLastName: 'Martin',
				contactFirstName: 'Anne',
				contactCity: 'Nice',
			});
			expect(stored()).toMatchObject({ contactFirstName: 'Anne', contactZipCode: '06000' });
		},
	);

	it.each([
		{ name: 'the later change in the source', changedAt: 1000, kept: 'Nice', winner: 'source' },
		{ name: 'the later change in Kiamo', changedAt: -1000, kept: 'Brest', winner: 'kiamo' },
		{ name: 'neither at equal times', changedAt: 0, kept: 'Brest', winner: null },
		{ name: 'neither without a time', changedAt: undefined, kept: 'Brest', winner: null },
		{ name: "the item's value", changedAt: -1000, choice: 'source', kept: 'Nice', winner: 'source' },
		{ name: "Kiamo's value", changedAt: 1000, choice: 'kiamo', kept: 'Brest', winner: 'kiamo' },
	])('keeps $name', async ({ changedAt, choice, kept, winner }) => {
		add({ crmId: 'C-0', ...last, contactCity: 'Brest' });
		const time = changedAt === undefined ? '' : new Date(at() + changedAt).toISOString();
		const item = { crmId: 'C-0', ...last, contactCity: 'Nice', last, changedAt: time };
		const { json } = await sync([item], choice ? { ifBothChanged: choice } : {});
		expect(stored().contactCity).toBe(kept);
		expect(json[0].conflicts).toMatchObject([
			{ field: 'contactCity', source: 'Nice', kiamo: 'Brest', winner },
		]);
		expect(json[0].toSource).toEqual(winner === 'kiamo' ? { contactCity: 'Brest' } : {});
		expect(json[0].merged).toMatchObject({ contactCity: winner ? kept : 'Lyon' });
	});

	it('clears a field only where Clear These Fields names it, and says so otherwise', async () => {
		add({ crmId: 'C-0', ...last, contactZipCode: '' });
		const item = { crmId: 'C-0', ...last, contactCity: '', last };
		const reported = await sync([item]);
		expect(reported.json[0]).toMatchObject({ status: 'unchanged', toSource: {}, merged: last });
		expect(reported.json[0].conflicts).toMatchObject([
			{ field: 'contactCity', reason: 'notCleared', source: null, kiamo: 'Lyon' },
			{ field: 'contactZipCode', reason: 'notCleared', source: '69001', kiamo: null },
		]);
		const cleared = await sync([item], clearing('contactCity', 'contactZipCode'));
		expect(cleared.json[0]).toMatchObject({
			status: 'updated',
			toSource: { contactZipCode: null },
			conflicts: [],
		});
		expect(cleared.json[0].merged).toMatchObject({ contactCity: null, contactZipCode: null });
		expect(stored().contactCity ?? '').toBe('');
	});

	it('clears the fields of a list that an expression gives', async () => {
		add({ crmId: 'C-0', ...last });
		const blank = { crmId: 'C-0', ...last, contactCity: '', contactZipCode: '', last };
		const item = { ...blank, names: ['contactCity', 'contactZipCode'] };
		const { json } = await sync([item], clearing('={{ $json.names }}'));
		expect(json[0]).toMatchObject({ status: 'updated', conflicts: [] });
		expect([stored().contactCity ?? '', stored().contactZipCode ?? '']).toEqual(['', '']);
	});

	it('takes a field that the item lacks for unchanged, also where it is named to be cleared', async () => {
		add({ crmId: 'C-0', ...last, contactZipCode: '69002' });
		const options = clearing('contactCity', 'contactZipCode');
		const lacking = await sync([{ crmId: 'C-0', contactLastName: 'Martin', last }], options);
		expect(lacking.json[0]).toMatchObject({ status: 'unchanged', toSource: { contactZipCode: '69002' } });
		// The editor holds a field that is left alone as null.
		const fields = mapped(
			{ crmId: '={{ $json.crmId }}', contactCity: null, contactZipCode: '={{ $json.zip }}' },
			'crmId',
		);
		const left = await sync(
			[{ crmId: 'C-0', zip: '', last: { ...last, contactZipCode: '69002' } }],
			options,
			fields,
		);
		expect(left.json[0]).toMatchObject({ changedFields: ['contactZipCode'] });
		expect(stored().contactCity).toBe('Lyon');
	});

	it('creates a contact that is not there, whatever was synced last', async () => {
		const { json } = await sync([{ crmId: 'C-0', contactLastName: 'Durand', contactCity: '', last }]);
		expect(json[0]).toMatchObject({ status: 'created', toSource: {}, conflicts: [] });
		expect(stored()).toMatchObject({ contactLastName: 'Durand' });
	});

	it('takes two ways of writing a phone number for one', async () => {
		add({ crmId: 'C-0', contactMobilePhoneNumber: '+33612345678' });
		const phones = { contactMobilePhoneNumber: '0033 6 12 34 56 78' };
		const { json } = await sync([{ crmId: 'C-0', contactMobilePhoneNumber: '06 12 34 56 78', last: phones }]);
		expect(json[0]).toMatchObject({ status: 'unchanged', toSource: {}, conflicts: [] });
	});

	it.each([
		{
			name: 'the item',
			source: 'n/a',
			kiamo: '06 12 34 56 78',
			ends: ['n/a', '06 12 34 56 78'],
			toSource: {},
		},
		{ name: 'Kiamo', source: '0612345678', kiamo: 'inconnu', ends: ['0612345678', 'inconnu'], toSource: {} },
		{
			name: 'the item, and Kiamo has changed',
			source: 'n/a',
			kiamo: '0712345678',
			ends: ['n/a', '0712345678'],
			toSource: { contactMobilePhoneNumber: '0712345678' },
		},
	])(
		'lets a placeholder in a Match On field of $name replace no number',
		async ({ source, kiamo, ends, toSource }) => {
			const phone = (contactMobilePhoneNumber: string) => ({ contactMobilePhoneNumber });
			add({ crmId: 'C-0', ...phone(kiamo) });
			const fields = autoMapped('crmId', 'contactMobilePhoneNumber');
			const item = { crmId: 'C-0', ...phone(source), last: { crmId: 'C-0', ...phone('+33612345678') } };
			const { json } = await sync([item], {}, fields);
			expect(json[0]).toMatchObject({ status: 'unchanged', toSource, conflicts: [] });
			expect([source, stored().contactMobilePhoneNumber]).toEqual(ends);
			const never = await sync([{ ...item, last: '' }], {}, fields);
			expect(never.json[0].conflicts).toEqual([]);
			expect(stored().contactMobilePhoneNumber).toBe(kiamo === 'inconnu' ? source : kiamo);
		},
	);

	it.each<{ name: string; isNew?: boolean; changes: Record<string, number>; kept: string }>([
		{ name: 'the last', changes: { V1: 1, V2: 2 }, kept: 'V2' },
		{ name: 'the last, of a new contact', isNew: true, changes: { V1: 1, V2: 2 }, kept: 'V2' },
		{ name: 'the one that changed after Kiamo', changes: { V1: -2, V2: 1, V3: -1 }, kept: 'V2' },
	])('keeps of several items of one contact $name', async ({ isNew, changes, kept }) => {
		const changed = isNew
			? Date.now()
			: Date.parse(add({ crmId: 'C-0', contactLastName: 'Martin' }).updated_at);
		const items = Object.entries(changes).map(([city, later]) => ({
			crmId: 'C-0',
			contactLastName: 'Martin',
			contactCity: city,
			last: isNew ? '' : last,
			changedAt: new Date(changed + later).toISOString(),
		}));
		const { json } = await sync(items, clearing('contactCity'));
		expect(stored().contactCity).toBe(kept);
		expect(json.at(-1)).toMatchObject({ merged: { contactCity: kept } });
	});

	it.each<{ name: string; keep: (city: unknown) => string | undefined; isReported: boolean }>([
		{ name: 'ignores', keep: () => undefined, isReported: true },
		{ name: 'shortens', keep: (city) => String(city).slice(0, 3), isReported: true },
		{ name: 'writes in capitals', keep: (city) => String(city).toUpperCase(), isReported: false },
	])(
		'lets each side keep its own of what Kiamo $name, until one of them changes',
		async ({ keep, isReported }) => {
			const kept = (body: unknown): unknown => {
				if (Array.isArray(body)) return body.map(kept);
				const { fields, ...others } = body as { fields: ContactValues };
				return { ...others, fields: { ...fields, contactCity: keep(fields.contactCity) } };
			};
			const server = await inFrontOf(
				simulator,
				() => {},
				(text) => (text.includes('Marseille') ? JSON.stringify(kept(JSON.parse(text))) : text),
			);
			const contacts = ['C-0', 'C-1', 'C-2'].map((crmId) => add({ crmId, ...last }));
			const lasts = contacts.map(({ fields: { crmId } }): IDataObject => ({ crmId, ...last }));
			let items = lasts.map((synced) => ({ ...synced, contactCity: 'Marseille', last: synced }));
			const round = async () => {
				const { json } = await upsert(simulator, items, {
					credentials: { serverUrl: server.url },
					options: { lastSyncedValues: '={{ $json.last }}' },
				});
				items = items.map((item, at) => ({ ...item, last: json[at].merged as IDataObject }));
				return json;
			};
			const first = await round();
			expect(first).toMatchObject(items.map(() => ({ status: 'updated', toSource: {}, conflicts: [] })));
			const own = String(stored().contactCity);
			const hints = isReported ? [`Kiamo didn't keep Ville "Marseille": it has "${own}".`] : undefined;
			expect(first.map((row) => row.hints)).toEqual(items.map(() => hints));
			const quiet = items.map(() => ({ status: 'unchanged', toSource: {}, conflicts: [] }));
			expect(await round()).toMatchObject(quiet);
			expect(await round()).toMatchObject(quiet);
			simulator.changeContact(simulator.bases[0].id, contacts[0].id, { contactCity: 'Nice' });
			items[1].contactCity = 'Brest';
			expect(await round()).toMatchObject([
				{ status: 'unchanged', toSource: { contactCity: 'Nice' }, merged: { contactCity: 'Nice' } },
				{ status: 'updated', changedFields: ['contactCity'], merged: { contactCity: 'Brest' } },
				quiet[2],
			]);
			expect(items[1].last).not.toHaveProperty(['contactCity (Kiamo)']);
			expect([stored('C-1').contactCity, stored('C-2').contactCity]).toEqual(['Brest', own]);
			await server.close();
		},
	);

	it('keeps what was agreed on, of an item that is skipped', async () => {
		add({ crmId: 'C-0', ...last, contactCity: 'Nice' });
		const item = { crmId: 'C-0', ...last, contactLastName: 'Durand', last };
		const later = await sync([item], { unlessChangedAfter: '2020-01-01T00:00:00Z' });
		const noKey = await sync([{ ...item, crmId: '' }], { noKey: 'skip' });
		for (const { json } of [later, noKey])
			expect(json).toMatchObject([{ status: 'skipped', merged: last, toSource: {}, conflicts: [] }]);
	});

	it.each<[string, IDataObject, ContactValues, IDataObject?]>([
		['a date', { birthDate: '31/05/1980' }, { birthDate: '1980-06-01' }],
		['a time', { lastVisit: '01/03/2026 08:30' }, { lastVisit: '2026-03-01T08:30:00.000Z' }],
		['a choice', { segment: 'vip' }, { segment: 'Particulier' }],
		['yes or no', { optIn: 'oui' }, { optIn: false }],
		['a number', { score: '12,5' }, { score: 13 }],
		['line breaks', { notes: 'a\r\nb' }, { notes: 'c' }, { notes: 'a\nb' }],
	])('reads %s of the Last Synced Values as of an item', async (_, written, kiamo, synced = written) => {
		add({ crmId: 'C-0', ...last, ...kiamo });
		const { json } = await sync([{ crmId: 'C-0', ...last, ...written, last: { ...last, ...synced } }]);
		expect(json).toMatchObject([{ status: 'unchanged', toSource: kiamo, conflicts: [] }]);
	});

	it('finds the fields of the Last Synced Values by label, and takes a value that is none as it is', async () => {
		add({ crmId: 'C-0', ...last, segment: 'VIP' });
		const synced = { Nom: 'Martin', VILLE: 'Lyon', contactZipCode: '69001', segment: 'Autre' };
		const { json } = await sync([{ crmId: 'C-0', ...last, contactCity: 'Nice', last: synced }]);
		expect(json).toMatchObject([
			{ changedFields: ['contactCity'], toSource: { segment: 'VIP' }, conflicts: [] },
		]);
	});

	it.each(['Lyon', '[1]', '{"a":{}}', '{"a":', '{"a":1}'])(
		'refuses %j as the Last Synced Values',
		async (wrong) => {
			const { error } = await sync([{ crmId: 'C-0', last: wrong }]);
			expect(error?.message).toMatch(/^"Last Synced Values" needs the values of fields, such as /);
			expect(simulator.contacts()).toHaveLength(0);
		},
	);

	it('settles two runs at once as one', async () => {
		add({ crmId: 'C-0', ...last, contactCity: 'Nice' });
		const item = { crmId: 'C-0', ...last, contactLastName: 'Durand', last };
		const runs = await Promise.all([sync([item]), sync([item])]);
		expect(runs.map(({ json }) => json[0].status).sort()).toEqual(['unchanged', 'updated']);
		const [one, other] = runs.map(({ json: [{ merged, toSource }] }) => ({ merged, toSource }));
		expect(one).toEqual(other);
		expect(simulator.contacts()).toHaveLength(1);
	});
});

describe('laws', () => {
	const fields = {
		contactLastName: ['Martin', 'Durand', 'Petit'],
		contactCity: ['Lyon', 'Nice', ''],
		contactZipCode: ['69001', '06000', ''],
		contactMobilePhoneNumber: ['0612345678', '+33612345678', '0692123456', ''],
	};
	/** `npm run test:long` merges 2,000 contacts. */
	const [lists, runs] = process.env.LONG ? [100, 30] : [10, 5];
	const names = Object.keys(fields);
	const cleared = ['contactCity', 'contactMobilePhoneNumber'];
	const options = clearing(...cleared);
	const values = fc.record(
		Object.fromEntries(Object.entries(fields).map(([name, choices]) => [name, fc.constantFrom(...choices)])),
	);
	const phone = (text: string) => text.replace(/^0(?=6)/, '+33').replace('+33692', '+262692');
	const canonical = (value: unknown) => (typeof value === 'string' ? phone(value) : '');
	const state = (side: Values) => names.map((name) => canonical(side[name]));
	const pick = (side: object) =>
		Object.fromEntries(names.map((name) => [name, (side as Values)[name] ?? '']));

	interface World {
		source: Values;
		kiamo: Values;
		last: Values;
		/** How many milliseconds later than Kiamo's the change of the source is; none: not known. */
		later: number | undefined;
	}
	const world: fc.Arbitrary<World> = fc
		.record({
			source: values,
			kiamo: values,
			last: values,
			isSynced: fc.boolean(),
			later: fc.constantFrom(-3_600_000, 0, 3_600_000, undefined),
		})
		.map(({ isSynced, last, ...rest }) => ({ ...rest, last: isSynced ? last : {} }));
	const worlds = fc.array(world, { minLength: 10, maxLength: 30 });

	/** Source systems with Kiamo beside them; each contact is synced by merge, update of the source, and keeping `merged`. */
	class Sync {
		readonly sources: Values[];
		readonly kept: Values[];
		private readonly changedAt: string[];

		constructor(of: World[]) {
			simulator.clearContacts();
			this.sources = of.map(({ source }) => ({ ...source }));
			this.kept = of.map(({ last }) => ({ ...last }));
			this.changedAt = of.map(({ kiamo, later }, at) => {
				const { updated_at } = add({ crmId: `C-${at}`, ...kiamo });
				return later === undefined ? '' : new Date(Date.parse(updated_at) + later).toISOString();
			});
		}

		async round(stepsDone = 3) {
			const items = this.sources.map((source, at) => ({
				crmId: `C-${at}`,
				...source,
				last: this.kept[at],
				changedAt: this.changedAt[at],
			}));
			simulator.resetCounts();
			const { json, error } = await sync(items, options);
			expect(error).toBeUndefined();
			for (const [at, { toSource, merged }] of json.entries()) {
				if (stepsDone > 1) Object.assign(this.sources[at], toSource);
				if (stepsDone > 2) this.kept[at] = merged as Values;
			}
			return json;
		}

		get kiamo(): Values[] {
			return this.sources.map((_, at) => pick(stored(`C-${at}`)));
		}

		get ends() {
			return this.sources.map((source, at) => [state(source), state(this.kiamo[at])]);
		}
	}

	it('merges contacts: twice is once, both edits are kept, and nothing changes that neither side changed', async () => {
		let count = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(world, { minLength: 20, maxLength: 20 }), async (of) => {
				count += of.length;
				const all = new Sync(of);
				const before = of.map(({ source, kiamo, last }) => [source, kiamo, last].map(state));
				const json = await all.round();
				const after = all.ends;
				for (const [at, [source, kiamo, last]] of before.entries()) {
					const open = (json[at].conflicts as IDataObject[])
						.filter(({ winner }) => !winner)
						.map(({ field }) => field);
					const isTie = of[at].later === 0 && open.length > 0;
					for (const [place, name] of names.entries()) {
						const [here, there, was] = [source[place], kiamo[place], last[place]];
						const ends = after[at].map((side) => side[place]);
						for (const end of ends) expect([here, there]).toContain(end);
						if (here === was && there === was) expect(ends).toEqual([was, was]);
						if (isTie || open.includes(name)) continue;
						expect(ends[0]).toBe(ends[1]);
						if (here !== was && there === was) expect(ends[0]).toBe(here);
						if (there !== was && here === was) expect(ends[0]).toBe(there);
					}
				}
				const again = await all.round();
				expect(all.ends).toEqual(after);
				expect(simulator.counts.contactsUpdated).toBe(0);
				expect(again.map(({ toSource }) => toSource)).toEqual(of.map(() => ({})));
			}),
			{ numRuns: lists },
		);
		expect(count).toBe(lists * 20);
	});

	it('comes to the same when the sides are exchanged', async () => {
		await fc.assert(
			fc.asyncProperty(worlds, async (of) => {
				const one = new Sync(of);
				await one.round();
				const ends = one.ends;
				const other = new Sync(
					of.map(({ source, kiamo, last, later }) => ({
						source: kiamo,
						kiamo: source,
						last,
						later: later === undefined ? undefined : -later,
					})),
				);
				await other.round();
				expect(other.ends.map(([here, there]) => [there, here])).toEqual(ends);
			}),
			{ numRuns: runs },
		);
	});

	it('comes to the same when it is killed between two steps', async () => {
		await fc.assert(
			fc.asyncProperty(worlds, fc.array(fc.constantFrom(1, 2), { maxLength: 3 }), async (of, kills) => {
				const whole = new Sync(of);
				await whole.round();
				const ends = whole.ends;
				const killed = new Sync(of);
				for (const stepsDone of kills) await killed.round(stepsDone);
				await killed.round();
				expect(killed.ends).toEqual(ends);
				await killed.round();
				expect(killed.ends).toEqual(ends);
			}),
			{ numRuns: runs },
		);
	});
});
