import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { runPlanning, startPlanning } from '../activityPlanning/support';
import { autoMapped, locate, runOn, startWith, upsert } from '../contactManager/support';
import { inFrontOf, inJson } from '../support/proxy';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const count = 50;
const people = (prefix = 'C') =>
	Array.from({ length: count }, (_, at) => ({
		crmId: `${prefix}-${at}`,
		contactFirstName: `First ${at}`,
		contactLastName: `Last ${at}`,
		contactEmail: `${prefix}${at}@example.com`.toLowerCase(),
		contactMobilePhoneNumber: `06123400${String(at).padStart(2, '0')}`,
		contactCity: 'Lyon',
	}));
const limits = (values: IDataObject) =>
	({ stopIfMoreThan: { limits: values } }) as unknown as INodeParameters;
const writes = () => {
	const { contactsCreated, contactsUpdated, contactsDeleted } = simulator.counts;
	return contactsCreated + contactsUpdated + contactsDeleted;
};

describe('mistakes in a list of contacts', () => {
	const cleared = { clearFields: { field: [{ name: 'contactCity' }] } };
	const mistakes: Array<{
		name: string;
		items: IDataObject[];
		matchOn?: string[];
		options?: INodeParameters;
		message: string;
	}> = [
		{
			name: 'swapped columns',
			items: people().map(({ contactFirstName, contactLastName, ...rest }) => ({
				...rest,
				contactFirstName: contactLastName,
				contactLastName: contactFirstName,
			})),
			message: 'Would update 50 of 50 contacts: check the mapped fields',
		},
		{
			name: 'swapped columns of Match On',
			items: people().map(({ crmId, contactCity, ...rest }) => ({
				...rest,
				crmId: contactCity,
				contactCity: crmId,
			})),
			message: 'Would update 49 of 50 contacts: check the mapped fields',
		},
		{
			name: 'one phone on all rows',
			items: people().map((person) => ({ ...person, contactMobilePhoneNumber: '0611111111' })),
			message: 'Would update 50 of 50 contacts: check the mapped fields',
		},
		{
			name: 'one phone on all rows, matched on',
			items: people().map(({ contactLastName }) => ({
				contactLastName,
				contactMobilePhoneNumber: '0612340007',
			})),
			matchOn: ['contactMobilePhoneNumber'],
			message: 'Would update 50 of 50 contacts: check the mapped fields',
		},
		{
			name: 'an emptied column',
			items: people().map((person) => ({ ...person, contactCity: '' })),
			options: { ...cleared, ...limits({ cleared: '10%' }) },
			message: 'Would clear fields of 50 of 50 contacts: check Clear These Fields',
		},
		{
			name: 'a list of another base',
			items: people('X'),
			message: 'Would create 50 of 50 contacts: check Match On',
		},
	];

	it.each(mistakes)('writes nothing with $name', async ({ items, matchOn, options, message }) => {
		simulator = await startWith(people());
		simulator.resetCounts();
		const request = {
			matchOn,
			options: options ?? limits({ created: '10%', updated: '10%', cleared: '10%' }),
		};
		const stopped = await upsert(simulator, items, request);
		expect(stopped.error?.message).toBe(message);
		expect(stopped.error?.description).toMatch(/^Nothing was written\. /);
		const { json } = await upsert(simulator, items, { ...request, goOn: true });
		expect(json.map(({ error }) => error)).toEqual(items.map(() => message));
		expect(writes()).toBe(0);
	});
});

describe('Stop If More Than', () => {
	it('lets a run pass that stays within its limits, with the same requests as without', async () => {
		simulator = await startWith(people());
		const requestsOf = async (city: string, options: INodeParameters) => {
			simulator.resetCounts();
			const items = people().map((person, at) => (at < 5 ? { ...person, contactCity: city } : person));
			expect((await upsert(simulator, items, { options })).error).toBeUndefined();
			expect(writes()).toBe(5);
			return simulator.counts.requests;
		};
		const without = await requestsOf('Nice', {});
		expect(await requestsOf('Brest', limits({ created: 0, updated: '10%', cleared: 0 }))).toBe(without);
	});

	it('judges a number always, and a percentage from 20 items on', async () => {
		simulator = await startWith();
		const few = people().slice(0, 19);
		expect((await upsert(simulator, few, { options: limits({ created: 18 }) })).error?.message).toBe(
			'Would create 19 of 19 contacts: check Match On',
		);
		expect((await upsert(simulator, few, { options: limits({ created: '5 %' }) })).error).toBeUndefined();
		const more = people('D').slice(0, 20);
		const { error } = await upsert(simulator, more, { options: limits({ created: '99,5%' }) });
		expect(error?.message).toBe('Would create 20 of 20 contacts: check Match On');
	});

	it.each(['many', '-1', '120%', '0.5', '1e3', '1,000', '1.000', '1 000'])(
		'refuses the limit "%s" before it writes',
		async (limit) => {
			simulator = await startWith();
			const { error } = await upsert(simulator, people(), { options: limits({ created: limit }) });
			expect(error?.message).toBe(
				`"Stop If More Than" needs a number like 50 or a percentage like 20%, not "${limit}"`,
			);
			expect(writes()).toBe(0);
		},
	);

	it.each([{}, { limit: null }, { limit: '' }])(
		'refuses an expression that gives no limit, of %j',
		async (given) => {
			simulator = await startWith();
			const items = people().map((person) => ({ ...person, ...given }));
			const { error } = await upsert(simulator, items, {
				options: limits({ created: '={{ $json.limit }}' }),
			});
			expect(error?.message).toBe(
				'"Stop If More Than" needs a number like 50 or a percentage like 20%, not ""',
			);
			expect(writes()).toBe(0);
		},
	);

	it.each(['upsert', 'update'])(
		'does not count No in a field for yes or no as cleared: %s',
		async (operation) => {
			simulator = await startWith(people().map((person) => ({ ...person, optIn: true })));
			const ids = simulator.contacts().map(({ id }) => id);
			const { error } = await runOn(simulator, {
				operation,
				items: people().map(({ crmId }, at) => ({ crmId, optIn: false, key: ids[at] })),
				parameters: {
					...(operation === 'update' ? { contact: locate('={{ $json.key }}') } : {}),
					fields: autoMapped('crmId') as never,
					options: limits({ cleared: 0 }),
				},
			});
			expect(error).toBeUndefined();
			expect(simulator.contacts().every(({ fields }) => fields.optIn === false)).toBe(true);
		},
	);

	it('counts what rows of one person do to it', async () => {
		simulator = await startWith();
		const twice = [...people().slice(0, 1), ...people().slice(0, 1)];
		expect((await upsert(simulator, twice, { options: limits({ created: 1 }) })).error).toBeUndefined();
	});

	it('judges the items of all bases together, before the first write', async () => {
		simulator = await startWith(people());
		simulator.resetCounts();
		const [first, second] = simulator.bases;
		const items = [...people().slice(0, 1), ...people('X')].map((person, at) => ({
			...person,
			base: at < 1 ? first.id : second.id,
			contactCity: 'Nice',
		}));
		const { error } = await upsert(simulator, items, {
			options: limits({ created: 10 }),
			parameters: { base: locate('={{ $json.base }}') },
		});
		expect(error?.message).toBe('Would create 50 of 51 contacts: check Match On');
		expect(writes()).toBe(0);
	});

	it('stops Create and Update', async () => {
		simulator = await startWith(people());
		const ids = simulator.contacts().map(({ id }) => id);
		simulator.resetCounts();
		const created = await runOn(simulator, {
			operation: 'create',
			items: people('X'),
			parameters: { fields: autoMapped() as never, options: limits({ created: 49 }) },
		});
		expect(created.error?.message).toBe(
			'Would create 50 of 50 contacts: check whether they are in Kiamo already',
		);
		const update = async (city: (at: number) => string | null, options: INodeParameters) =>
			await runOn(simulator, {
				operation: 'update',
				items: people().map((person, at) => ({ ...person, contactCity: city(at), key: ids[at] })),
				parameters: { contact: locate('={{ $json.key }}'), fields: autoMapped() as never, options },
			});
		const updated = await update((at) => (at < 6 ? 'Nice' : 'Lyon'), limits({ updated: '10%' }));
		expect(updated.error?.message).toBe('Would update 6 of 50 contacts: check the mapped fields');
		const emptied = await update(() => null, {
			clearFields: { field: [{ name: 'contactCity' }] },
			...limits({ cleared: 5 }),
		});
		expect(emptied.error?.message).toBe('Would clear fields of 50 of 50 contacts: check Clear These Fields');
		expect(writes()).toBe(0);
		expect(
			(await update((at) => (at < 5 ? 'Nice' : 'Lyon'), limits({ updated: '10%' }))).error,
		).toBeUndefined();
	});

	it('stops Delete by a share of the base', async () => {
		simulator = await startWith(people());
		simulator.resetCounts();
		const deleteFirst = async (number: number, limit: string) =>
			await runOn(simulator, {
				operation: 'delete',
				items: simulator
					.contacts()
					.slice(0, number)
					.map(({ id }) => ({ id })),
				parameters: { contact: locate('={{ $json.id }}'), options: limits({ deleted: limit }) },
			});
		expect((await deleteFirst(6, '10%')).error?.message).toBe(
			'Would delete 6 of 50 contacts: check the list of contacts',
		);
		expect(writes()).toBe(0);
		const { json } = await deleteFirst(5, '10%');
		expect(json).toHaveLength(5);
		expect(simulator.contacts()).toHaveLength(45);
	});

	it.each([0, -1, 29, null])('counts the contacts of a base that says it has %j', async (count) => {
		simulator = await startWith(people());
		simulator.resetCounts();
		const server = await inFrontOf(
			simulator,
			inJson((body) =>
				typeof body === 'object' && body !== null && 'contacts_count' in body
					? { ...body, contacts_count: count }
					: body,
			),
		);
		const { error } = await runOn(simulator, {
			operation: 'delete',
			credentials: { serverUrl: server.url },
			items: simulator
				.contacts()
				.slice(0, 30)
				.map(({ id }) => ({ id })),
			parameters: { contact: locate('={{ $json.id }}'), options: limits({ deleted: '20%' }) },
		});
		await server.close();
		expect(error?.message).toBe('Would delete 30 of 50 contacts: check the list of contacts');
		expect(writes()).toBe(0);
	});

	it('sums up a dry run, and says when it would stop', async () => {
		simulator = await startWith(people());
		const items = [
			...people().slice(0, 3),
			{ ...people()[3], contactCity: 'Nice' },
			{ ...people()[4], contactCity: '' },
			...people('X').slice(0, 2),
			{ contactCity: 'Lyon' },
		];
		const options = {
			dryRun: true,
			clearFields: { field: [{ name: 'contactCity' }] },
			...limits({ created: 1 }),
		};
		const run = await upsert(simulator, items, { options, goOn: true });
		expect(run.hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/^Dry run of 8 items: 2 created, 2 updated \(1 with a field cleared\), 3 unchanged, 0 skipped, 1 refused \(1 × .* is empty\)\. Contacts: 50 → 52\. Stop If More Than would stop this run: Would create 2 of 8 contacts: check Match On\.$/,
			),
			expect.stringMatching(/^1 of 8 items failed: 1 × .* is empty\. /),
		]);
	});
});

it('keeps the activities of a period that would be deleted', async () => {
	simulator = await startPlanning();
	const hour = (at: number) => new Date(Date.UTC(2026, 2, 24) + at * 3_600_000).toISOString();
	for (let at = 0; at < 22; at++)
		simulator.centre.planning.plan({ agent_id: 1, activity_id: 1, start: hour(at), end: hour(at + 1) });
	const replace = async (options: IDataObject, more = {}) =>
		await runPlanning(simulator, {
			operation: 'replace',
			items: [{ agent: 1, start: hour(0), end: hour(1) }],
			parameters: {
				periodStart: '2026-03-24',
				periodEnd: '2026-03-25',
				options: { timezone: 'UTC', ...options },
			},
			...more,
		});
	const options = limits({ deleted: '20%' }) as IDataObject;
	const message = 'Would delete 21 of 22 planned activities: check the period and the items';
	expect((await replace(options)).error?.message).toBe(message);
	expect((await replace(options, { goOn: true })).json).toMatchObject([{ error: message }]);
	expect(simulator.centre.planning.all()).toHaveLength(22);
	const dry = await replace({ ...options, dryRun: true });
	expect(dry.hints.map(({ message: hint }) => hint)).toEqual([
		`Dry run: 0 created, 0 updated, 21 deleted, 1 unchanged. Planned activities: 22 → 1. Stop If More Than would stop this run: ${message}.`,
	]);
	expect((await replace(limits({ deleted: 21 }) as IDataObject)).error).toBeUndefined();
	expect(simulator.centre.planning.all()).toHaveLength(1);
});
