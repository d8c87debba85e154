import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Poller, PollerRequest } from '../support/poller';
import {
	callbacks,
	clients,
	emitted,
	first,
	hour,
	interactionTrigger,
	minute,
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
const inMinutes = (minutes: number) =>
	new Date(simulator.clock.now().getTime() + minutes * minute).toISOString();
const place = (minutes: number, lateBy = 0) =>
	simulator.centre.place(
		{ service: callbacks, destination: '0612345678', scheduled_date: inMinutes(minutes) },
		{ lateBy },
	).id;
const receive = (service = reception) => simulator.centre.receive({ service, customer: '0612345678' }).id;

async function published(parameters: INodeParameters, request: Partial<PollerRequest> = {}): Promise<Poller> {
	const poller = interactionTrigger(simulator, parameters, request);
	expect(emittedEvents(await poller.activate())).toEqual([]);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	return poller;
}
const ids = async (poller: Poller) => {
	const poll = await poller.poll();
	expect(poll.error).toBeUndefined();
	return emitted(poll).map(({ id }) => Number(id));
};
/** Polls each minute; the ids emitted, by the minute, where there are any. */
async function watch(poller: Poller, minutes: number): Promise<Array<[minute: number, id: number]>> {
	const all: Array<[number, number]> = [];
	for (let at = 1; at <= minutes; at++) {
		wait(minute);
		for (const id of await ids(poller)) all.push([at, id]);
	}
	return all;
}

describe.each([
	['by default', false],
	['with durable cursors', true],
])('Callback Due Soon, %s', (_, durable) => {
	const dueSoon = { events: ['callbackDueSoon'], minutesBefore: 10 };

	it('tells of a callback once, its minutes before it is due', async () => {
		const near = place(5);
		const poller = await published(dueSoon, { durable });
		const [soon, later] = [place(11.5), place(19.5)];
		expect(await watch(poller, 30)).toEqual([
			[2, soon],
			[10, later],
		]);
		expect(near).toBeLessThan(soon);
	});

	it('tells of one made or moved into these minutes, and again of one that gets another date', async () => {
		const { centre } = simulator;
		const poller = await published(dueSoon, { durable });
		const sudden = place(5);
		const moved = place(60);
		expect(await ids(poller)).toEqual([sudden]);
		centre.change(moved, { scheduled_date: inMinutes(8) });
		centre.change(sudden, { scheduled_date: inMinutes(14.5) });
		expect(await watch(poller, 4)).toEqual([[1, moved]]);
		expect(await watch(poller, 10)).toEqual([[1, sudden]]);
		const gone = place(15);
		centre.cancel(gone);
		expect(await watch(poller, 20)).toEqual([]);
	});

	it('tells of one that is waiting already, unless an agent has taken it', async () => {
		const { centre } = simulator;
		const poller = await published(dueSoon, { durable });
		const [left, taken] = [place(30), place(30)];
		poller.restart();
		wait(2 * hour);
		centre.live();
		centre.answer(taken, first);
		expect(await ids(poller)).toEqual([left]);
		expect(await ids(poller)).toEqual([]);
	});

	it('loses and duplicates nothing when it may emit one at a time, and Kiamo shows some late', async () => {
		const poller = await published({ ...dueSoon, options: { mostItems: 1 } }, { durable });
		const made = [place(12), place(12), place(12), place(11, 1.5 * minute)];
		const all = await watch(poller, 20);
		expect(all.map(([, id]) => id).sort()).toEqual(made);
		expect(new Set(all.map(([at]) => at)).size).toBe(4);
	});

	it('tells of those that fell due during an outage at its publishing, not of those before', async () => {
		const outage = simulator.faults.add({ kind: 'status', status: 429, retryAfter: 3600, times: Infinity });
		const begun = Date.now();
		const clock = jest.spyOn(Date, 'now');
		try {
			place(9);
			const poller = interactionTrigger(simulator, dueSoon, { durable });
			await poller.activate();
			const made = [place(14), place(40)];
			wait(30 * minute);
			clock.mockImplementation(() => begun + 30 * minute);
			outage.stop();
			expect(await ids(poller)).toEqual(made);
			expect(await ids(poller)).toEqual([]);
		} finally {
			clock.mockRestore();
		}
	});
});

describe.each([
	['by default', false],
	['with durable cursors', true],
])('Waiting Longer Than, %s', (_, durable) => {
	const longWait = { events: ['waitingLongerThan'], minutesWaiting: 5 };

	it('tells of each that waits that long, once', async () => {
		const { centre } = simulator;
		const old = receive();
		wait(6 * minute);
		const poller = await published(longWait, { durable });
		const [answered, left] = [receive(), receive()];
		wait(4 * minute);
		centre.answer(answered, first);
		expect(await watch(poller, 30)).toEqual([[1, left]]);
		expect(old).toBeLessThan(left);
	});

	it('counts the whole wait of a customer who is transferred, and tells of it once', async () => {
		const { centre } = simulator;
		const poller = await published(longWait, { durable });
		const [long, short] = [receive(), receive()];
		wait(3 * minute);
		centre.answer(short, 2);
		wait(3 * minute);
		expect(await ids(poller)).toEqual([long]);
		centre.answer(long, first);
		wait(hour);
		for (const id of [long, short]) centre.transfer(id, { service: clients });
		expect(await watch(poller, 10)).toEqual([[2, short]]);
	});

	it('tells late of those that waited during an outage, a few at a time', async () => {
		const poller = await published({ ...longWait, options: { mostItems: 2 } }, { durable });
		const made = Array.from({ length: 5 }, () => receive());
		poller.restart();
		wait(3 * hour);
		const all = await watch(poller, 4);
		expect(all.map(([, id]) => id)).toEqual(made);
		expect(all.map(([at]) => at)).toEqual([1, 1, 2, 2, 3]);
	});

	it('counts from when it was made or fell due, where Kiamo does not say how long it waits', async () => {
		const { centre } = simulator;
		const poller = await published(longWait, { durable });
		const [scheduled, made] = [place(10), receive()];
		const show = centre.show.bind(centre);
		centre.show = (row) => ({ ...show(row), waiting_seconds: null });
		expect(await watch(poller, 20)).toEqual([
			[6, made],
			[16, scheduled],
		]);
	});
});

it('tells of what happened during an outage at its publishing, not of what was before', async () => {
	const { centre } = simulator;
	const [talking, waiting, recorded, late] = [receive(), receive(), receive(), receive()];
	wait(minute);
	centre.answer(talking, first);
	for (const id of [recorded, late]) centre.abandon(id);
	centre.attach(recorded);
	wait(2 * minute);
	const newer = receive();
	wait(minute);
	const outage = simulator.faults.add({ kind: 'status', status: 429, retryAfter: 3600, times: Infinity });
	const begun = Date.now();
	const clock = jest.spyOn(Date, 'now');
	try {
		const events = ['ended', 'recordingAvailable', 'statusChanged', 'waitingLongerThan'];
		const poller = interactionTrigger(simulator, { events });
		expect(emittedEvents(await poller.activate())).toEqual([]);
		wait(2 * minute);
		centre.attach(late);
		centre.hangUp(talking);
		wait(8 * minute);
		clock.mockImplementation(() => begun + 10 * minute);
		outage.stop();
		expect(emittedEvents(await poller.poll())).toEqual([
			`waitingLongerThan ${waiting}`,
			`waitingLongerThan ${newer}`,
			`statusChanged ${talking}`,
			`recordingAvailable ${late}`,
		]);
		centre.endWrapUp(talking);
		wait(1);
		centre.change(recorded, { userdata: { order: 'A1' } });
		expect(emittedEvents(await poller.poll())).toEqual([`ended ${talking}`, `statusChanged ${talking}`]);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	} finally {
		clock.mockRestore();
	}
});

it('puts what waits for somebody first where not all has room, and loses none of the rest', async () => {
	const events = ['callbackDueSoon', 'created', 'waitingLongerThan'];
	const poller = await published({ events, options: { mostItems: 1 } });
	const waiting = receive();
	wait(6 * minute);
	const callback = place(5);
	const polls: string[][] = [];
	for (let round = 0; round < 5; round++) {
		polls.push(emittedEvents(await poller.poll()));
		wait(second);
	}
	expect(polls).toEqual([
		[`waitingLongerThan ${waiting}`],
		[`callbackDueSoon ${callback}`],
		[`created ${waiting}`],
		[`created ${callback}`],
		[],
	]);
});

it('costs one request per poll and kind while nothing happens', async () => {
	receive();
	place(60);
	for (const [events, requests] of [
		[['created', 'ended', 'statusChanged', 'recordingAvailable'], 1],
		[['callbackDueSoon'], 1],
		[['waitingLongerThan'], 1],
		[['callbackDueSoon', 'ended', 'waitingLongerThan'], 3],
	] as const) {
		const poller = await published({ events: [...events] });
		simulator.resetCounts();
		for (let round = 0; round < 3; round++) {
			wait(10 * second);
			await poller.poll();
		}
		expect(simulator.counts.requests).toBe(3 * requests);
	}
});
