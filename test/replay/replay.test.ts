/**
 * States that versions of this package saved, and what happens when this one goes on from them. `states/VERSION.json` is
 * written once, when a version is released: `REPLAY_WRITE=0.1.0 npx jest test/replay`. Files of earlier versions stay. Those
 * with `-moved` in their name were saved when Kiamo's clock had been put back and more was to follow.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { plan, planningTrigger } from '../activityPlanningTrigger/support';
import { agentTrigger } from '../agentTrigger/support';
import { startWith } from '../contactManager/support';
import { contactTrigger } from '../contactManagerTrigger/support';
import { interactionTrigger } from '../interactionTrigger/support';
import { Clock, type Simulator } from '../../simulator';
import { triggerOn } from '../supervisionTrigger/support';
import type { Poller, PollerRequest } from '../support/poller';

const minute = 60_000;
const begin = new Date('2026-03-24T09:00:00Z');
const folder = join(__dirname, 'states');

/** Ends the name of a file. */
const moved = '-moved';

type Open = (simulator: Simulator, request: Partial<PollerRequest>) => Poller;
const triggers: Record<string, Open> = {
	contacts: (simulator, request) =>
		contactTrigger(simulator, { events: ['created', 'updated', 'deleted'] }, request),
	interactions: (simulator, request) =>
		interactionTrigger(
			simulator,
			{
				events: ['created', 'answered', 'abandoned', 'statusChanged', 'callbackDueSoon', 'waitingLongerThan'],
				minutesWaiting: 10,
			},
			request,
		),
	agents: (simulator, request) =>
		agentTrigger(
			simulator,
			{ events: ['agentUpdated', 'stateChanged', 'inStateLongerThan'], minutes: 600 },
			request,
		),
	planning: (simulator, request) =>
		planningTrigger(
			simulator,
			['created', 'updated', 'deleted', 'startingSoon', 'offPlan'],
			{ minutesOffPlan: 10 },
			request,
		),
	supervision: (simulator, request) =>
		triggerOn(
			simulator,
			{
				opening: [{ ids: ['1'] }],
				serviceThreshold: [{ ids: ['2'], indicator: 'waiting', threshold: 1, minutes: 0, coolDown: 0 }],
			},
			request,
		),
};

let simulator: Simulator;
let ahead = 0;
const real = Date.now.bind(Date);
/** The same Kiamo each time, with both clocks at the same moment. */
async function setStage(): Promise<void> {
	ahead = begin.getTime() - real();
	jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	simulator = await startWith([{ contactLastName: 'First' }, { contactLastName: 'Second' }], {
		history: 0,
		clock: new Clock(begin),
	});
	simulator.centre.planning.clear();
	plan(simulator, 300, 360);
	plan(simulator, 400, 460);
	simulator.centre.states.set(2, { state: 'available' });
	pass(minute);
}
beforeEach(setStage);
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

const pass = (milliseconds: number) => {
	ahead += milliseconds;
	simulator.clock.advance(milliseconds);
};

/** What happens in Kiamo, for each trigger; the same before a state is saved and after. */
function happen(name: string, extension: string): void {
	const { centre, bases } = simulator;
	simulator.addContact(bases[0].id, { contactLastName: name });
	simulator.changeContact(bases[0].id, simulator.contacts()[0].id, { contactCity: name });
	centre.receive({ service: 2, customer: '0612345678' });
	centre.agents.change(3, { extension });
	centre.states.set(2, { state: centre.states.get(2).state === 'available' ? 'logged_out' : 'available' });
	const start = name === 'Moved' ? 700 : 500;
	plan(simulator, start, start + 60);
	centre.setOpen(1, !centre.service(1).open);
	pass(1);
}

const idsOf = (items: IDataObject[] | null) => (items ?? []).map(({ eventId }) => eventId as string);

/** A life of a trigger until its state is saved, or, with a state, after that; gives what it emits. */
async function live(
	name: string,
	isMoved: boolean,
	saved?: IDataObject,
): Promise<{ ids: string[]; poller: Poller }> {
	// A node of its own, as its process remembers nodes.
	const request = { settings: { id: isMoved ? name + moved : name }, saved };
	const opened = triggers[name](simulator, request);
	const poller = isMoved ? opened.edited({ options: { mostItems: 1 } }) : opened;
	if (!saved) {
		await poller.activate();
		pass(minute);
		await poller.poll();
	} else pass(minute);
	happen('Before', '6001');
	pass(minute);
	if (isMoved) {
		simulator.quirks.clockJump = -20 * minute;
		happen('Moved', '6003');
		pass(minute);
	}
	const ids = saved ? [] : idsOf((await poller.poll()).items);
	return { ids, poller };
}

/** What a trigger emits after an hour in which it did not run. */
async function goOn(poller: Poller, rounds: number): Promise<string[]> {
	pass(60 * minute);
	happen('After', '6002');
	pass(minute);
	const ids: string[] = [];
	for (let round = 0; round < rounds; round++) {
		const { items, error } = await poller.poll();
		expect(error).toBeUndefined();
		ids.push(...idsOf(items));
		pass(minute);
	}
	return ids;
}

const write = process.env.REPLAY_WRITE;
if (write) {
	it.each(['', moved])('writes the states of this version (%s)', async (scene) => {
		const states: IDataObject = {};
		for (const name of Object.keys(triggers)) {
			const { poller, ids } = await live(name, scene === moved);
			const { saved } = poller;
			states[name] = { saved, emitted: ids, next: await goOn(poller, scene === moved ? 9 : 3) };
			await simulator.close();
			await setStage();
		}
		writeFileSync(join(folder, `${write}${scene}.json`), `${JSON.stringify(states, null, '\t')}\n`);
	});
}

describe.each(readdirSync(folder))('continues from the states of %s', (file) => {
	const states = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<
		string,
		{ saved: IDataObject; emitted: string[]; next: string[] }
	>;

	it.each(Object.keys(triggers))('%s: nothing is lost, and nothing comes twice', async (name) => {
		const { saved, emitted, next } = states[name];
		expect(emitted.length).toBeGreaterThan(0);
		expect(next.length).toBeGreaterThan(0);
		const isMoved = file.includes(moved);
		const { poller } = await live(name, isMoved, saved);
		expect((await goOn(poller, isMoved ? 9 : 3)).sort()).toEqual(next.toSorted());
	});
});
