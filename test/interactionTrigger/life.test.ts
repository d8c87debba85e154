import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { stateSize, type Poller, type PollerRequest } from '../support/poller';
import {
	clients,
	emitted,
	first,
	followUp,
	handled,
	hour,
	interactionTrigger,
	mails,
	minute,
	other,
	reception,
	second,
	startCentre,
	emittedEvents,
} from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const wait = (ms: number) => {
	simulator.clock.advance(ms);
};
const life = ['created', 'answered', 'ended', 'abandoned', 'qualified'];
const customer = '06 12 34 56 78';
const receive = (service = reception) => simulator.centre.receive({ service, customer }).id;

/** A trigger that was published a minute ago. */
async function published(parameters: INodeParameters, request: Partial<PollerRequest> = {}): Promise<Poller> {
	const poller = interactionTrigger(simulator, parameters, request);
	expect(emittedEvents(await poller.activate())).toEqual([]);
	wait(minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	return poller;
}

/** A whole call of about two minutes. */
function call(service = reception, agent = first): number {
	const { centre } = simulator;
	const id = receive(service);
	wait(10 * second);
	centre.answer(id, agent);
	wait(90 * second);
	centre.hangUp(id);
	wait(5 * second);
	centre.qualify(id, handled);
	wait(15 * second);
	centre.endWrapUp(id);
	wait(second);
	return id;
}

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('tells of each step of a call, once and when it happens', async () => {
		const { centre } = simulator;
		const poller = await published({ events: life }, { durable });
		const id = receive();
		expect(emittedEvents(await poller.poll())).toEqual([`created ${id}`]);
		wait(minute);
		centre.answer(id, first);
		expect(emittedEvents(await poller.poll())).toEqual([`answered ${id}`]);
		wait(hour);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		centre.hangUp(id);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		wait(10 * minute);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		centre.endWrapUp(id);
		expect(emittedEvents(await poller.poll())).toEqual([`ended ${id}`]);
		wait(hour);
		centre.qualify(id, handled);
		expect(emittedEvents(await poller.poll())).toEqual([`qualified ${id}`]);
		wait(minute);
		centre.qualify(id, followUp);
		expect(emittedEvents(await poller.poll())).toEqual([`qualified ${id}`]);
		wait(minute);
		centre.change(id, { userdata: { order: 'A1' } });
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('tells of all that happened between two polls, in the order of time', async () => {
		const poller = await published({ events: life }, { durable });
		const [one, two] = [call(), receive()];
		wait(second);
		simulator.centre.abandon(two);
		expect(emittedEvents(await poller.poll())).toEqual([
			...['created', 'answered', 'ended', 'qualified'].map((event) => `${event} ${one}`),
			...['created', 'abandoned'].map((event) => `${event} ${two}`),
		]);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('tells of the end of what was under way, or in its wrap-up, when the trigger was published', async () => {
		const { centre } = simulator;
		const [talking, wrapping, waiting, over] = [receive(), receive(), receive(), call(clients, 3)];
		centre.answer(talking, first);
		centre.answer(wrapping, other);
		wait(minute);
		centre.hangUp(wrapping);
		wait(5 * minute);
		const poller = await published({ events: life }, { durable });
		poller.restart();
		wait(5 * minute);
		centre.hangUp(talking);
		for (const id of [talking, wrapping]) centre.endWrapUp(id);
		centre.abandon(waiting);
		centre.change(over, { userdata: { order: 'A1' } });
		expect(emittedEvents(await poller.poll()).sort()).toEqual([
			`abandoned ${waiting}`,
			`ended ${talking}`,
			`ended ${wrapping}`,
		]);
	});

	it('loses and duplicates nothing over restarts, repeated polls and a day off, however few items a poll may have', async () => {
		const poller = await published({ events: life, options: { mostItems: 3 } }, { durable });
		const ids = Array.from({ length: 6 }, () => call());
		wait(24 * hour);
		const all: string[] = [];
		for (let round = 0; round < 12; round++) {
			poller.restart();
			for (const poll of await Promise.all([poller.poll(), poller.poll()])) {
				const items = emitted(poll);
				// The four of one call stay together.
				expect(items.length).toBeLessThanOrEqual(4);
				all.push(...emittedEvents(poll));
			}
			wait(minute);
		}
		const expected = ids.flatMap((id) =>
			['created', 'answered', 'ended', 'qualified'].map((event) => `${event} ${id}`),
		);
		expect(all.sort()).toEqual(expected.sort());
	});

	it('catches up on an outage at the next poll, even one at its publishing', async () => {
		const { centre } = simulator;
		const events = [...life, 'statusChanged', 'recordingAvailable', 'callbackDueSoon', 'waitingLongerThan'];
		const outage = simulator.faults.add({ kind: 'status', status: 500, times: Infinity });
		const poller = interactionTrigger(simulator, { events }, { durable, budgetMs: 10_000 });
		expect(await poller.activate()).toEqual({ items: null });
		outage.stop();
		expect(emittedEvents(await poller.poll())).toEqual([]);
		const id = receive();
		const second = simulator.faults.add({ kind: 'html', status: 200, times: Infinity });
		expect(await poller.poll()).toEqual({ items: null });
		wait(10 * minute);
		centre.abandon(id);
		second.stop();
		expect(emittedEvents(await poller.poll())).toEqual([
			`created ${id}`,
			`abandoned ${id}`,
			`statusChanged ${id}`,
		]);
	});
});

describe('Status Changed', () => {
	const changes = async (poller: Poller) =>
		emitted(await poller.poll()).map(
			({ previousStatus, status, id }) => `${id} ${previousStatus as string} → ${status as string}`,
		);

	it('tells the status at this poll and at the one before, and nothing of other changes', async () => {
		const { centre } = simulator;
		const date = new Date(simulator.clock.now().getTime() + hour).toISOString();
		const [waiting, scheduled] = [
			receive(),
			centre.place({ service: 4, destination: '0612345678', scheduled_date: date }).id,
		];
		const poller = await published({ events: ['statusChanged'] });
		centre.change(waiting, { userdata: { order: 'A1' } });
		centre.change(scheduled, { priority: 9 });
		expect(await changes(poller)).toEqual([]);
		wait(second);
		centre.answer(waiting, first);
		expect(await changes(poller)).toEqual([`${waiting} waiting → in_progress`]);
		wait(minute);
		centre.transfer(waiting, { service: clients });
		expect(await changes(poller)).toEqual([`${waiting} in_progress → waiting`]);
		wait(minute);
		centre.answer(waiting, other);
		wait(second);
		centre.hangUp(waiting);
		expect(await changes(poller)).toEqual([`${waiting} waiting → wrap_up`]);
		wait(second);
		centre.endWrapUp(waiting);
		expect(await changes(poller)).toEqual([`${waiting} wrap_up → ended`]);
		wait(second);
		centre.qualify(waiting, handled);
		expect(await changes(poller)).toEqual([]);
		wait(hour);
		expect(await changes(poller)).toEqual([`${scheduled} scheduled → waiting`]);
		wait(second);
		centre.cancel(scheduled);
		expect(await changes(poller)).toEqual([`${scheduled} waiting → cancelled`]);
	});

	it('tells of the end of what began and ended between two polls, not of the beginning', async () => {
		const poller = await published({ events: ['statusChanged'] });
		const id = receive();
		const gone = receive();
		wait(second);
		simulator.centre.abandon(gone);
		expect(await changes(poller)).toEqual([`${gone} waiting → abandoned`]);
		wait(second);
		simulator.centre.cancel(id);
		expect(await changes(poller)).toEqual([`${id} waiting → cancelled`]);
	});

	it('cannot tell the status before of what was changed before its start date', async () => {
		const [id, old] = [receive(), receive()];
		wait(hour);
		const options = { startFrom: 'date', startDate: simulator.clock.now().toISOString() };
		const poller = interactionTrigger(simulator, { events: ['statusChanged'], options });
		await poller.activate();
		wait(second);
		simulator.centre.answer(id, first);
		simulator.centre.change(old, { scheduled_date: null, priority: 2 });
		expect((await changes(poller)).sort()).toEqual([`${id} null → in_progress`, `${old} null → waiting`]);
	});

	it('remembers 3,000 that wait in less than 20 kB, and then forgets the oldest', async () => {
		const ids = Array.from({ length: 3_001 }, () => receive(mails));
		wait(hour);
		const poller = await published({ events: ['statusChanged'] });
		expect(stateSize(poller)).toBeLessThan(20_000);
		simulator.centre.change(ids[0], { priority: 9 });
		simulator.centre.change(ids[1], { priority: 9 });
		simulator.centre.answer(ids[2], first);
		expect((await changes(poller)).sort()).toEqual([
			`${ids[0]} null → waiting`,
			`${ids[2]} waiting → in_progress`,
		]);
	});
});

describe('Recording or Voicemail Available', () => {
	const parameters = { events: ['recordingAvailable'] };
	const kinds = async (poller: Poller) =>
		emitted(await poller.poll()).map(({ kind, id }) => `${kind as string} ${id}`);

	it('comes on its own clock, once, whatever else changes', async () => {
		const { centre } = simulator;
		const old = call();
		centre.attach(old);
		const later = call();
		const poller = await published(parameters);
		const id = call();
		centre.attach(id, { readyAfter: 20 * minute });
		centre.attach(later, { readyAfter: 30 * minute });
		centre.change(old, { userdata: { order: 'A1' } });
		expect(await kinds(poller)).toEqual([]);
		wait(20 * minute);
		expect(await kinds(poller)).toEqual([`recording ${id}`]);
		centre.qualify(id, followUp);
		wait(10 * minute);
		expect(await kinds(poller)).toEqual([`recording ${later}`]);
		wait(hour);
		for (const one of [old, id, later]) centre.change(one, { userdata: { order: 'A2' } });
		expect(await kinds(poller)).toEqual([]);
	});

	it('tells of a voicemail of what nobody answered, and of a recording beside it', async () => {
		const { centre } = simulator;
		const poller = await published(parameters);
		const id = receive();
		centre.attach(id, { kind: 'voicemail' });
		expect(await kinds(poller)).toEqual([]);
		wait(minute);
		centre.abandon(id);
		expect(await kinds(poller)).toEqual([`voicemail ${id}`]);
		wait(minute);
		centre.attach(id, { kind: 'recording' });
		centre.attach(id, { kind: 'file' });
		expect(await kinds(poller)).toEqual([`recording ${id}`]);
		wait(minute);
		centre.change(id, { userdata: { order: 'A1' } });
		expect(await kinds(poller)).toEqual([]);
	});

	it('remembers 3,000 interactions, those without a recording first', async () => {
		const { centre } = simulator;
		const poller = await published({ ...parameters, options: { mostItems: 5_000 } });
		const ids = Array.from({ length: 3_001 }, () => receive());
		for (const id of ids) centre.abandon(id);
		for (const id of ids.slice(2)) centre.attach(id);
		expect(await kinds(poller)).toHaveLength(2_999);
		expect(stateSize(poller)).toBeLessThan(120_000);
		wait(10 * minute);
		centre.attach(ids[0]);
		centre.attach(ids[2], { kind: 'voicemail' });
		centre.attach(ids[3], { kind: 'voicemail' });
		expect(await kinds(poller)).toEqual([`recording ${ids[0]}`, `voicemail ${ids[3]}`]);
		const last = receive();
		centre.attach(last);
		centre.abandon(last);
		expect(await kinds(poller)).toEqual([`recording ${last}`]);
		expect(stateSize(poller)).toBeLessThan(20_000);
	});
});
