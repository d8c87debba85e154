import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { KiamoInteractionTrigger } from '../../nodes/Interaction/KiamoInteractionTrigger.node';
import type { Simulator } from '../../simulator';
import { loadOptions } from '../support/methods';
import type { Poller } from '../support/poller';
import {
	callbacks,
	clients,
	credentialsOf,
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
	type Emitted,
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
const receive = (service = reception, more: { customer?: string } = {}) =>
	simulator.centre.receive({ service, customer: '06 12 34 56 78', ...more }).id;

/** A call that an agent had for so many seconds, and qualified. */
function call(service = reception, agent = first, { seconds = 90, qualification = handled } = {}): number {
	const { centre } = simulator;
	const id = receive(service);
	wait(10 * second);
	centre.answer(id, agent);
	wait(seconds * second);
	centre.hangUp(id);
	wait(5 * second);
	centre.qualify(id, qualification);
	wait(15 * second);
	centre.endWrapUp(id);
	wait(second);
	return id;
}

const settings = { id: 'node' };
async function published(parameters: INodeParameters = {}): Promise<Poller> {
	settings.id = randomUUID();
	const poller = interactionTrigger(simulator, parameters, { settings });
	expect(emittedEvents(await poller.activate())).toEqual([]);
	wait(minute);
	return poller;
}
const only = async (poller: Poller): Promise<Emitted> => {
	const items = emitted(await poller.poll());
	expect(items).toHaveLength(1);
	return items[0];
};

describe('An item', () => {
	it('of a call that ended holds what a CRM wants, flat', async () => {
		const poller = await published();
		const { centre } = simulator;
		const userdata = { order: 'A1', vip: true };
		const { id } = centre.receive({ service: reception, customer: '06 12 34 56 78', userdata });
		wait(10 * second);
		centre.answer(id, first);
		wait(90 * second);
		centre.hangUp(id);
		const { ended_at } = centre.row(id);
		wait(5 * second);
		centre.qualify(id, followUp, { comment: 'Rappeler lundi' });
		wait(15 * second);
		centre.endWrapUp(id);
		expect(await only(poller)).toMatchObject({
			event: 'ended',
			eventId: `${id}|${ended_at}|ended`,
			at: ended_at,
			customerNumber: '+33612345678',
			id: String(id),
			status: 'ended',
			service_id: String(reception),
			agent_id: String(first),
			waiting_seconds: 10,
			handling_seconds: 90,
			wrap_up_seconds: 20,
			qualification_id: String(followUp),
			qualification_label: 'Suivi de commande',
			qualification_category: 'Information',
			comment: 'Rappeler lundi',
			userdata_order: 'A1',
			userdata_vip: true,
		});
	});

	it('holds the interaction as Kiamo gives it without Simplify, and names beside the IDs', async () => {
		const poller = await published({ simplify: false });
		const id = call();
		expect(await only(poller)).toMatchObject({
			customerNumber: '+33612345678',
			interaction: {
				id: String(id),
				qualification: { id: String(handled) },
				userdata: {},
				service_name: 'Accueil',
				agent_name: 'Nadège Arnaud',
			},
		});
	});

	it('tells no name of what is not there, and no number of what is none', async () => {
		const poller = await published({ events: ['created'] });
		receive(mails, { customer: 'client@example.fr' });
		receive(reception, { customer: 'anonymous' });
		simulator.centre.place({ service: callbacks, destination: '0692123456' });
		expect(emitted(await poller.poll())).toMatchObject([
			{ customerNumber: null, agent_name: null, service_name: 'E-mails' },
			{ customerNumber: null, agent_name: null, service_name: 'Accueil' },
			{ customerNumber: '+262692123456', agent_name: null, service_name: 'Rappels' },
		]);
	});

	it('reads numbers without a country as those of the country of the credential', async () => {
		const credentials = credentialsOf(simulator, { defaultCountry: 'BE' });
		const poller = interactionTrigger(simulator, { events: ['created'] }, { credentials });
		await poller.activate();
		wait(second);
		receive(reception, { customer: '0470 12 34 56' });
		expect((await only(poller)).customerNumber).toBe('+32470123456');
	});

	it('has an eventId that any trigger would give it', async () => {
		const { centre } = simulator;
		const events = ['ended', 'statusChanged', 'recordingAvailable', 'waitingLongerThan', 'callbackDueSoon'];
		const [poller, retryAdvice] = [await published({ events }), await published({ events })];
		centre.attach(call());
		receive();
		const scheduled_date = new Date(simulator.clock.now().getTime() + 10 * minute).toISOString();
		centre.place({ service: callbacks, destination: '0612345678', scheduled_date });
		wait(8 * minute);
		const [one, two] = [emitted(await poller.poll()), emitted(await retryAdvice.poll())];
		expect(one.map(({ event }) => event)).toEqual([
			'waitingLongerThan',
			'callbackDueSoon',
			'ended',
			'recordingAvailable',
			'statusChanged',
		]);
		const ids = one.map(({ eventId }) => eventId);
		expect(two.map(({ eventId }) => eventId)).toEqual(ids);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('Filters', () => {
	it.each<[string, INodeParameters, number[]]>([
		['services', { services: [String(clients), String(callbacks)] }, [1, 4]],
		['channels', { channels: ['mail', 'chat'] }, [3]],
		['direction', { direction: 'outbound' }, [4]],
		['agents', { agents: [String(other)] }, [1]],
		['qualifications', { qualifications: [String(followUp)] }, [2]],
		['a duration', { minimumDuration: 60 }, [0, 1]],
		['no duration', { minimumDuration: 0 }, [0, 1, 2, 3, 4]],
		['several at once', { services: [String(reception)], minimumDuration: 60 }, [0]],
	])('by %s', async (_, filters, expected) => {
		const poller = await published({ filters });
		const { centre } = simulator;
		const ids = [
			call(),
			call(clients, other),
			call(reception, first, { seconds: 30, qualification: followUp }),
			call(mails, 11, { seconds: 30 }),
		];
		const { id } = centre.place({ service: callbacks, destination: '0612345678' });
		centre.answer(id, first);
		wait(second);
		centre.hangUp(id);
		wait(second);
		centre.endWrapUp(id);
		const all = emitted(await poller.poll()).map(({ id }) => Number(id));
		expect(all).toEqual(expected.map((at) => [...ids, id][at]));
	});

	it('go by what an interaction is when the event comes: a transfer takes it in or out', async () => {
		const { centre } = simulator;
		const poller = await published({
			events: ['answered', 'created', 'ended'],
			filters: { services: [String(clients)] },
		});
		const [into, out] = [receive(), receive(clients)];
		expect(emittedEvents(await poller.poll())).toEqual([`created ${out}`]);
		wait(minute);
		centre.answer(into, first);
		centre.answer(out, other);
		expect(emittedEvents(await poller.poll())).toEqual([`answered ${out}`]);
		wait(10 * minute);
		centre.transfer(into, { service: clients });
		centre.transfer(out, { service: reception });
		wait(10 * minute);
		centre.answer(into, first);
		centre.answer(out, other);
		wait(minute);
		for (const id of [into, out]) centre.hangUp(id);
		wait(minute);
		for (const id of [into, out]) centre.endWrapUp(id);
		expect(emittedEvents(await poller.poll())).toEqual([`ended ${into}`]);
	});

	it('hold for what waits and what is due, too', async () => {
		const { centre } = simulator;
		const filters = { services: [String(clients), String(callbacks)], direction: 'inbound' };
		const poller = await published({ events: ['callbackDueSoon', 'waitingLongerThan'], filters });
		const scheduled_date = new Date(simulator.clock.now().getTime() + 10 * minute).toISOString();
		centre.place({ service: callbacks, destination: '0612345678', scheduled_date });
		const [, wanted] = [receive(), receive(clients)];
		wait(6 * minute);
		expect(emittedEvents(await poller.poll())).toEqual([`waitingLongerThan ${wanted}`]);
	});

	it('may change without a new beginning', async () => {
		const poller = await published({ events: ['created'] });
		const filters = { channels: ['mail'] };
		const after = interactionTrigger(
			simulator,
			{ events: ['created'], filters },
			{ saved: poller.saved, settings },
		);
		const [, mail] = [receive(), receive(mails)];
		expect(emittedEvents(await after.poll())).toEqual([`created ${mail}`]);
	});

	it('offer the qualifications of the chosen services, or of all', async () => {
		const load = async (parameters: INodeParameters) =>
			await loadOptions({
				node: new KiamoInteractionTrigger(),
				method: 'getQualifications',
				credentials: credentialsOf(simulator),
				parameters,
			});
		const chosen = await load({ filters: { services: [reception] } });
		expect(chosen).toContainEqual({ name: 'Information: Demande traitée', value: String(handled) });
		expect(chosen).toContainEqual({ name: 'Réclamation', value: '9' });
		const all = await load({});
		expect(all.length).toBeGreaterThan(chosen.length);
		expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
	});
});

describe('Another event', () => {
	it('takes its bearings when it is chosen later, and the others go on', async () => {
		const { centre } = simulator;
		const poller = await published({ events: ['created'] });
		const talking = receive();
		expect(emittedEvents(await poller.poll())).toEqual([`created ${talking}`]);
		centre.answer(talking, first);
		receive(clients);
		wait(10 * minute);
		const events = ['created', 'ended', 'recordingAvailable', 'statusChanged', 'waitingLongerThan'];
		const more = interactionTrigger(simulator, { events }, { saved: poller.saved, settings });
		const mail = receive(mails);
		expect(emittedEvents(await more.poll())).toEqual([`created ${mail - 1}`, `created ${mail}`]);
		wait(minute);
		centre.hangUp(talking);
		wait(second);
		centre.endWrapUp(talking);
		expect(emittedEvents(await more.poll())).toEqual([`ended ${talking}`, `statusChanged ${talking}`]);
	});
});

describe('In the editor', () => {
	const all = [
		'abandoned',
		'answered',
		'callbackDueSoon',
		'created',
		'ended',
		'qualified',
		'recordingAvailable',
		'statusChanged',
		'waitingLongerThan',
	];

	it('shows real rows for each event, and does not move what it knows', async () => {
		const { centre } = simulator;
		const calls = [call(), call(), call()];
		centre.attach(calls[1]);
		const abandoned = receive();
		wait(second);
		centre.abandon(abandoned);
		const poller = await published({ events: all });
		const scheduled_date = new Date(simulator.clock.now().getTime() + hour).toISOString();
		const callback = centre.place({ service: callbacks, destination: '0612345678', scheduled_date }).id;
		wait(second);
		const waiting = receive();
		const [rows = []] = (await poller.runManually()) ?? [];
		const items = rows.map(({ json }) => json as Emitted);
		expect(items.map(({ event, id }) => `${event} ${id}`)).toEqual([
			`waitingLongerThan ${waiting}`,
			`callbackDueSoon ${callback}`,
			`abandoned ${abandoned}`,
			`answered ${calls[2]}`,
			`answered ${calls[1]}`,
			`created ${callback}`,
			`created ${waiting}`,
			`ended ${calls[2]}`,
			`ended ${calls[1]}`,
			`qualified ${calls[2]}`,
			`qualified ${calls[1]}`,
			`recordingAvailable ${calls[1]}`,
			`statusChanged ${callback}`,
			`statusChanged ${waiting}`,
		]);
		expect(items.find(({ event }) => event === 'recordingAvailable')).toMatchObject({ kind: 'recording' });
		expect(items.find(({ event }) => event === 'callbackDueSoon')).toHaveProperty('dueInSeconds');
		expect(items.find(({ event }) => event === 'waitingLongerThan')).toMatchObject({ waitingSeconds: 0 });
		expect(emittedEvents(await poller.poll()).filter((one) => one.startsWith('created'))).toEqual([
			`created ${callback}`,
			`created ${waiting}`,
		]);
	});

	it('shows nothing where there is nothing', async () => {
		receive();
		expect(await interactionTrigger(simulator, { events: ['ended'] }).runManually()).toBeNull();
	});
});

it('says what is wrong with its setup', async () => {
	const wrong: Array<[INodeParameters, RegExp]> = [
		[{ filters: { services: ['../4'] } }, /"..\/4" cannot be the ID of a service/],
		[{ filters: { agents: ['a b'] } }, /"a b" cannot be the ID of an agent/],
		[{ filters: { minimumDuration: -1 } }, /Minimum Duration must be a number above 0/],
		[{ events: ['callbackDueSoon'], minutesBefore: 0 }, /Minutes Before must be a number above 0/],
		[{ events: ['waitingLongerThan'], minutesWaiting: 'x' }, /Minutes of Waiting must be a number/],
		[{ options: { startFrom: 'date' } }, /no Start Date is set/],
	];
	for (const [parameters, sentence] of wrong) {
		expect((await interactionTrigger(simulator, parameters).activate()).error?.message).toMatch(sentence);
	}
});

it('fails loudly when the token lacks a right, and says which', async () => {
	const token = simulator.tokens.add({ apis: ['agent'] });
	const credentials = credentialsOf(simulator, { apiToken: token.value });
	const { error } = await interactionTrigger(simulator, {}, { credentials }).activate();
	expect(error?.message).toMatch(/Interaction API/);
});

it('starts from a date, or with all that is there', async () => {
	const old = call();
	simulator.centre.attach(old);
	wait(hour);
	const startDate = simulator.clock.now().toISOString();
	const id = call();
	const events = ['created', 'ended', 'recordingAvailable', 'statusChanged'];
	const all = (one: number) => ['created', 'ended', 'statusChanged'].map((event) => `${event} ${one}`);
	for (const [options, expected] of [
		[{ startFrom: 'date', startDate }, all(id)],
		[{ startFrom: 'everything' }, [...all(old), `recordingAvailable ${old}`, ...all(id)]],
	] as const) {
		const poller = interactionTrigger(simulator, { events, options });
		expect(emittedEvents(await poller.activate())).toEqual([]);
		expect(emittedEvents(await poller.poll()).sort()).toEqual([...expected].sort());
		expect(emittedEvents(await poller.poll())).toEqual([]);
	}
});

it('reads a server that writes whole seconds and counts nothing', async () => {
	simulator.quirks.wholeSeconds = true;
	simulator.quirks.total = 'missing';
	const poller = await published({ events: ['created', 'ended', 'statusChanged'] });
	const id = call();
	wait(2 * second);
	expect(emittedEvents(await poller.poll())).toEqual([`created ${id}`, `ended ${id}`, `statusChanged ${id}`]);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('reads a server that tells no more than it must', async () => {
	const { centre } = simulator;
	const show = centre.show.bind(centre);
	centre.show = (row) => {
		const { id, channel, direction, status, service_id, created_at, updated_at } = show(row);
		const least = { id, channel, direction, status, service_id, created_at, updated_at };
		return least as ReturnType<typeof show>;
	};
	const events = ['abandoned', 'callbackDueSoon', 'created', 'ended', 'statusChanged', 'waitingLongerThan'];
	const filters = { minimumDuration: 0 };
	const poller = await published({ events, filters });
	const [ended, abandoned] = [receive(), receive()];
	const scheduled_date = new Date(simulator.clock.now().getTime() + 5 * minute).toISOString();
	const callback = centre.place({ service: callbacks, destination: '0612345678', scheduled_date }).id;
	const all = emitted(await poller.poll());
	expect(all).toMatchObject(
		[ended, abandoned, callback].map((id) => ({
			id: String(id),
			event: 'created',
			customerNumber: null,
		})),
	);
	wait(second);
	centre.answer(ended, first);
	expect(emittedEvents(await poller.poll())).toEqual([`statusChanged ${ended}`]);
	wait(second);
	centre.hangUp(ended);
	wait(second);
	centre.endWrapUp(ended);
	centre.abandon(abandoned);
	wait(second);
	const [[...rows]] = (await poller.runManually()) ?? [[]];
	expect(rows.map(({ json }) => json.event)).toEqual([
		...['abandoned', 'created', 'created', 'ended', 'statusChanged', 'statusChanged'],
	]);
	expect(emittedEvents(await poller.poll()).sort()).toEqual([
		`abandoned ${abandoned}`,
		`ended ${ended}`,
		`statusChanged ${ended}`,
		`statusChanged ${abandoned}`,
	]);
	wait(minute);
	centre.change(ended, { userdata: { order: 'A1' } });
	expect(emittedEvents(await poller.poll())).toEqual([]);
});
