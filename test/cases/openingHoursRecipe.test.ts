// bokmann/business_time#195, studio1902/statamic-peak-commands#31: closing days and hours that a user writes otherwise are passed over in silence.
import type { IDataObject } from 'n8n-workflow';
import example from '../../examples/abandoned-callback.json';
import { changeNode, chooseKiamo } from '../../scripts/workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { callbacks } from '../interaction/support';
import { runWorkflow } from '../support/workflow';

const customer = '+33612345678';

let simulator: Simulator;
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

/** Lets a customer give up at a moment, by the clocks of Paris in winter, with these opening hours. */
async function giveUp(now: string, hours: IDataObject, planned?: string) {
	const at = new Date(`${now}+01:00`);
	simulator = await startSimulator({ contacts: 0, history: 0, clock: new Clock(at) });
	if (planned) {
		const scheduled_date = new Date(at.getTime() + 30 * 3_600_000).toISOString();
		simulator.centre.place({ service: Number(callbacks), destination: planned, scheduled_date });
	}
	const start = Date.now();
	const { now: realNow } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => at.getTime() + realNow() - start);

	const assignments = Object.entries({ openFrom: 9, openUntil: 18, closedOn: '', ...hours }).map(
		([name, value]) => ({
			id: name,
			name,
			value,
			type: typeof value,
		}),
	);
	const [base] = simulator.bases;
	const chosen = chooseKiamo(example, {}, { base, service: { id: callbacks, name: 'Rappels' } });
	const { output, error } = await runWorkflow({
		workflow: changeNode(chosen, 'Opening hours', { parameters: { assignments: { assignments } } }),
		credentials: credentialsOf(simulator),
		start: 'Call abandoned',
		pinned: {
			'Call abandoned': [
				{ customerNumber: customer, at: at.toISOString(), interaction: { waiting_seconds: 30 } },
			],
		},
	});
	const local = output('Create the callback')?.map(({ scheduled_date_local }) => scheduled_date_local);
	return { next: local?.[0], error, output };
}

it.each(['2026-12-25', '25/12/2026', '2026-12-25 00:00', '05/01/2027 ; 25/12/2026', '2026-11-11,25/12/2026'])(
	'nobody is called on the closing day %s',
	async (closedOn) => {
		const { next, error } = await giveUp('2026-12-24T17:30:00', { closedOn });
		expect(error).toBeUndefined();
		expect(next).toMatch(/^2026-12-28T09:00/);
	},
);

it.each([
	['25 décembre 2026', 9, 18],
	['2026-12-25, demain', 9, 18],
	['31/11/2026', 9, 18],
	['12/25/2026', 9, 18],
	['25.12.2026', 9, 18],
	['2026/12/25', 9, 18],
	['5/1/2027', 9, 18],
	['25 12 2026', 9, 18],
	['', 9, 9],
	['', 9, 25],
	['', -1, 18],
])(
	'is refused before anything is planned: closed on "%s", open from %s until %s',
	async (closedOn, openFrom, openUntil) => {
		const { next, error, output } = await giveUp('2026-12-24T17:30:00', { closedOn, openFrom, openUntil });
		expect(error?.message).toContain('Correct the node Opening hours');
		expect(error?.message).toContain(`closedOn "${closedOn}", openFrom ${openFrom}, openUntil ${openUntil}`);
		expect([next, output('Contact')]).toEqual([undefined, undefined]);
	},
);

it.each([
	['2026-03-02T12:10:00', '2026-03-02T22:00'],
	['2026-03-02T23:10:00', '2026-03-03T00:00'],
	['2026-03-03T05:10:00', '2026-03-03T22:00'],
	// The night from Friday to Saturday belongs to Friday, that from Sunday to Monday to Sunday.
	['2026-03-07T01:10:00', '2026-03-07T02:00'],
	['2026-03-07T05:10:00', '2026-03-09T22:00'],
])('hours over midnight give an hour: after %s, %s', async (now, expected) => {
	const { next } = await giveUp(now, { openFrom: 22, openUntil: 6, closedOn: '2026-12-25' });
	expect(next).toContain(expected);
});

it.each([
	['2026-12-23T22:30:00', '2026-12-23T23:00'],
	['2026-12-23T23:30:00', '2026-12-25T22:00'],
])(
	'hours over midnight keep off both nights that a closing day touches: after %s, %s',
	async (now, expected) => {
		const { next } = await giveUp(now, { openFrom: 22, openUntil: 6, closedOn: '24/12/2026' });
		expect(next).toContain(expected);
	},
);

it.each(['06 12 34 56 78', '+33 (0)6 12 34 56 78', '612345678.0', '06 12 34 56 78 poste 12'])(
	'no second callback is planned beside one to %s',
	async (planned) => {
		const { error, output } = await giveUp('2026-03-02T12:10:00', {}, planned);
		expect(error).toBeUndefined();
		expect(output('Numbers planned')).toMatchObject([{ phone: { e164: customer } }]);
		expect(output('Create the callback')).toBeUndefined();
	},
);

it('a callback is planned beside one to another number', async () => {
	expect((await giveUp('2026-03-02T12:10:00', {}, '06 12 34 56 79')).next).toMatch(/^2026-03-02T13:00/);
});
