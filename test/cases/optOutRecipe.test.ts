// floere/phony#130, Goodwy/Goodwy-Commons#17: "the last nine digits" tell no Belgian land line, no Monaco, no number with a decimal or a note.
import example from '../../examples/web-form-callback.json';
import { chooseKiamo } from '../../scripts/workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { callbacks } from '../interaction/support';
import { runWorkflow } from '../support/workflow';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
});
afterAll(async () => await simulator.close());

/** Fills in the form, for the next Wednesday but one; the opt-out list holds these cells. */
async function fillIn(phone: string, listed: unknown[], defaultCountry = 'FR') {
	const service = { id: callbacks, name: 'Rappels' };
	const day = new Date(simulator.clock.now());
	day.setUTCDate(day.getUTCDate() + 14 - ((day.getUTCDay() + 4) % 7));
	const form = {
		'Your name': 'A',
		'Phone number': phone,
		Day: day.toISOString().slice(0, 10),
		Time: '09:00',
	};
	const { output, error } = await runWorkflow({
		workflow: chooseKiamo(example, {}, { service }),
		credentials: credentialsOf(simulator, { defaultCountry }),
		start: 'Callback form',
		pinned: { 'Callback form': [form], 'Opt-out list': listed.map((cell) => ({ phone: cell as string })) },
	});
	expect(error).toBeUndefined();
	return { isOptedOut: output('Opted out') !== undefined, created: output('Create the callback'), output };
}

it.each([
	['06 12 34 56 78', '0612345678'],
	['+33 6 12 34 56 78', '06.12.34.56.78'],
	['06 12 34 56 78', 612345678],
	['+32 2 512 34 56', '02 512 34 56'],
	['02 512 34 56', '+32 2 512 34 56', 'BE'],
	['+377 93 15 36 00', '93 15 36 00'],
	['06 12 34 56 78', '612345678.0'],
	['06 12 34 56 78', '06 12 34 56 78 (03/02)'],
	['06 12 34 56 78', '06 12 34 56 78 / 01 42 11 22 33'],
	['06 12 34 56 78 ext. 5', '06 12 34 56 78'],
])(
	'who gives %s and is in the list as %s is not called',
	async (...[form, listed, country]: [string, string | number, string?]) => {
		const { isOptedOut, created } = await fillIn(form, ['', '01 98 76 54 32', listed], country);
		expect(isOptedOut).toBe(true);
		expect(created).toBeUndefined();
	},
);

it('who opted out with an extension is not called at all', async () => {
	expect((await fillIn('01 42 11 22 33', ['01 42 11 22 33 poste 12'])).isOptedOut).toBe(true);
});

it.each(['06 12 34 56 78', '01 42 11 22 33 poste 12'])(
	'another number than those in the list is called: %s',
	async (form) => {
		const { isOptedOut, created } = await fillIn(form, ['06 12 34 56 79', '', null, 'à rappeler', '#N/A']);
		expect(isOptedOut).toBe(false);
		expect(created).toMatchObject([{ status: 'scheduled' }]);
	},
);

it('says the extension in the label, as Kiamo cannot dial it', async () => {
	const { created } = await fillIn('01 42 11 22 34 poste 12', []);
	expect(created).toMatchObject([{ destination: '0142112234', label: 'Web form: A, extension 12' }]);
});

it.each(['06 12', '02 512 34 56', 'rappelez-moi'])(
	'%s is refused: it is no number in France',
	async (form) => {
		const { isOptedOut, created, output } = await fillIn(form, ['']);
		expect([isOptedOut, created]).toEqual([false, undefined]);
		const [answer] = output('No number') ?? [];
		expect(answer.status).toBe('refused');
		expect(answer.text).toContain('cannot be called');
	},
);
