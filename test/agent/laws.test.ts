import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { run } from './support';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({
		contacts: 0,
		history: 0,
		clock: new Clock(new Date('2026-03-02T09:00:00Z')),
	});
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const row = fc.record({
	login: fc.constantFrom('a', 'A', ' b', 'c', 'd', ''),
	email: fc.constantFrom('x@k.test', 'X@K.test', 'y@k.test', 'z@k.test', ''),
	first: fc.constantFrom('Éric', 'E\u0301ric', 'Zoé', ''),
	last: fc.constantFrom('Martin', 'Durand', 'Petit', ' '),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;
const matchOn = fc.constantFrom('login', 'email');

async function fill(rows: Row[]): Promise<void> {
	for (const { id } of [...simulator.centre.agents.all()]) simulator.centre.agents.remove(id);
	const unique = new Map(rows.map((each) => [each.login.trim().toLowerCase(), each]));
	for (const [login, { email, first, last }] of unique) {
		if (login) simulator.centre.agents.add({ login, email, first_name: first || 'A', last_name: last });
	}
	simulator.resetCounts();
}

const upsert = async (items: IDataObject[], match: string) =>
	await run(
		simulator,
		'agent.upsert',
		{
			matchOn: match,
			login: '={{ $json.login }}',
			email: '={{ $json.email }}',
			firstName: '={{ $json.first }}',
			lastName: '={{ $json.last }}',
		},
		{ items, goOn: true },
	);

const people = () =>
	simulator.centre.agents
		.all()
		.map(({ login, email, first_name, last_name }) => [login, email, first_name, last_name].join())
		.sort();

it('all items at once do what one item after the other does', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { maxLength: 3 }),
			fc.array(row, { minLength: 1, maxLength: 6 }),
			matchOn,
			async (there, items, match) => {
				const outcome = ({ status, changedFields, error }: IDataObject) => error ?? { status, changedFields };
				await fill(there);
				const together = (await upsert(items, match)).json.map(outcome);
				const peopleTogether = people();
				await fill(there);
				const alone: unknown[] = [];
				for (const item of items) alone.push(...(await upsert([item], match)).json.map(outcome));
				expect(peopleTogether).toEqual(people());
				expect(together.map((each) => typeof each)).toEqual(alone.map((each) => typeof each));
				expect(together.filter((each) => typeof each === 'object')).toEqual(
					alone.filter((each) => typeof each === 'object'),
				);
			},
		),
		{ numRuns: 12 },
	);
});

it('twice is once: where each agent is named once, the second run writes nothing', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { maxLength: 3 }),
			fc.array(row, { maxLength: 5 }),
			async (there, items) => {
				const once = [...new Map(items.map((item) => [item.login.trim().toLowerCase(), item])).values()];
				fc.pre(once.length > 0);
				await fill(there);
				const first = await upsert(once, 'login');
				simulator.resetCounts();
				const second = await upsert(once, 'login');
				for (const [at, { error, status }] of second.json.entries()) {
					expect(error ?? status).toEqual(first.json[at].error ?? 'unchanged');
				}
				expect(Object.keys(simulator.counts.byOperation).filter((id) => id !== 'listAgents')).toEqual([]);
			},
		),
		{ numRuns: 10 },
	);
});
