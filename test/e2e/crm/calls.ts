import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../../scripts/sandbox/session';
import { readTable } from '../../../scripts/sandbox/tables';
import { fillSettings } from '../../../scripts/start/crm';
import type { Simulator } from '../../../simulator';
import { Random } from '../../../simulator/random';
import { expect } from '../support/test';
import { openService } from '../examples/support';
import { letItRun, pace, type World } from './world';

/** An activity in the CRM that came from a call of Kiamo. */
export interface Activity {
	/** The ID of the interaction. */
	interaction: string;
	/** The person in the CRM; undefined when it is logged without one. */
	person?: string;
	direction: string;
	seconds: number;
}

export interface CrmOfCalls {
	/** Name of the data table of the workflow, if it has one. */
	table?: string;
	/** The persons of the CRM. */
	persons: Array<{ id: string; phone: string }>;
	activities: () => Promise<Activity[]>;
	/** Lets requests fail from now on; returns what ends it. */
	fail: () => () => number;
	/** Lets the next creation be done, but its answer be lost. */
	loseAnswer?: () => void;
	requests: () => number;
	/** Whether an activity is always that of a person: a call of a stranger leaves none. */
	needsPerson?: boolean;
}

/** Persons for a CRM, with numbers in several forms; the last two share one. */
export const callers = ['+33612000001', '06 12 00 00 02', '0612000003', '0612000004', '06 12 00 00 04'].map(
	(phone, n) => ({
		lastName: `Person ${n}`,
		phone,
		isMobile: n % 2 === 1,
		e164: `+33${phone.replace(/\s|^0|^\+33/g, '')}`,
	}),
);

interface Ended {
	id: string;
	person?: string;
}

type Received = Parameters<Simulator['centre']['receive']>[0];

/** A call that an agent has taken and that is over. Returns its ID. */
function endCall({ centre, clock }: Simulator, agent: number, call: Received): string {
	const ago = (seconds: number) => new Date(clock.now().getTime() - seconds * 1000);
	const { id } = centre.receive(call, { at: ago(222) });
	centre.answer(id, agent, { at: ago(210) });
	centre.hangUp(id, { at: ago(26) });
	centre.endWrapUp(id);
	return String(id);
}

/** Ends a call of Kiamo: from a linked contact, from a number, or from a stranger. */
function endAnyCall(
	kiamo: Simulator,
	service: number,
	agent: number,
	crm: CrmOfCalls,
	random: Random,
): Ended {
	const person = random.pick(crm.persons);
	const isShared = crm.persons.filter(({ phone }) => phone === person.phone).length > 1;
	const way = random.integer(4);
	const base = kiamo.bases[0];
	const contact = kiamo.contacts(base.id).find(({ fields }) => fields.crmId === person.id);
	const linked = way < 2 && contact ? { contact_id: contact.id, base_id: base.id } : {};
	const customer = way === 3 ? '+33700000000' : person.phone;
	const isKnown = way < 2 || (way === 2 && !isShared);
	const id = endCall(kiamo, agent, { service, customer, ...linked });
	return { id, person: isKnown ? person.id : undefined };
}

/**
 * Ends a call of a contact that has no ID of the CRM yet, and one of a contact that is gone; the first gets its ID
 * while its call waits.
 */
async function endOddCalls(
	kiamo: Simulator,
	service: number,
	agent: number,
	crm: CrmOfCalls,
): Promise<Ended[]> {
	const base = kiamo.bases[0];
	const add = (name: string) => kiamo.addContact(base.id, { contactLastName: name });
	const [late, gone] = [add('Late'), add('Gone')];
	const calls = [late, gone].map(({ id: contact_id }) =>
		endCall(kiamo, agent, { service, customer: '+33700000001', contact_id, base_id: base.id }),
	);
	kiamo.removeContact(base.id, gone.id);
	await letItRun(crm.requests, pace);
	const [{ id }] = crm.persons;
	kiamo.changeContact(base.id, late.id, { crmId: id });
	return [{ id: calls[0], person: id }, { id: calls[1] }];
}

/** Kiamo answers the first run so late that others start, and then all of them that ask at the same moment. */
async function readAtOnce({ faults }: Simulator): Promise<void> {
	let answer: () => void = () => undefined;
	const until = new Promise<void>((resolve) => (answer = resolve));
	const held = faults.add({ kind: 'hold', until, operationId: 'listInteractions', times: 3 });
	await expect.poll(() => held.hits, { message: 'The first run', timeout: 120_000 }).toBeGreaterThan(0);
	await sleep(3000 * pace);
	held.stop();
	answer();
}

/** Calls end in rounds while both sides fail, answers get lost and n8n is ended: each becomes one activity of the right person. */
export async function proveCalls(
	world: World,
	workflow: Workflow,
	crm: CrmOfCalls,
	{ rounds, seed }: { rounds: number; seed: number },
) {
	const { kiamo } = world;
	const [base] = kiamo.bases;
	for (const { id, phone } of crm.persons)
		kiamo.addContact(base.id, {
			contactLastName: `Person ${id}`,
			contactMobilePhoneNumber: phone,
			crmId: id,
		});
	const service = openService(kiamo, 'Ventes');
	const { id: agent } = kiamo.centre.agents.add({ first_name: 'Zoé', last_name: 'Tanguy', login: 'ztanguy' });
	// Shorter than a day's, longer than what the CRM takes to show what was written.
	const quick = crm.table ? fillSettings(workflow, { retryMinutes: 0.3 }) : workflow;
	const id = await world.publish(quick, { base });
	const random = new Random(seed, 'calls');
	const ended: Ended[] = [];
	const end = () => void ended.push(endAnyCall(kiamo, service, agent, crm, random));
	for (let n = 0; n < 4; n++) end();
	await readAtOnce(kiamo);
	ended.push(...(await endOddCalls(kiamo, service, agent, crm)));
	kiamo.quirks.lateFeed = 3000;
	const badDay = kiamo.faults.random({
		rate: 0.05,
		seed,
		faults: [{ kind: 'status', status: 503 }, { kind: 'status', status: 500 }, { kind: 'reset' }],
	});
	const stopFaults = crm.fail();
	const before = crm.requests();
	for (let round = 1; round <= rounds; round++) {
		const count = 1 + random.integer(4);
		for (let n = 0; n < count; n++) end();
		if (round % 4 === 2) crm.loseAnswer?.();
		if (round === Math.ceil(rounds / 3)) await world.restart();
		if (round === Math.ceil(rounds / 2)) await world.restart({ kill: true });
		await letItRun(crm.requests, 1 + random.integer(pace));
	}
	badDay.stop();
	const faults = stopFaults();
	const expected = () => ended.filter(({ person }) => person !== undefined || !crm.needsPerson);
	const found = async () => {
		const activities = await crm.activities();
		return expected().map((call) => activities.filter(({ interaction }) => interaction === call.id));
	};
	await expect
		.poll(async () => (await found()).filter((own) => own.length === 0).length, {
			timeout: 600_000,
			intervals: [3000],
		})
		.toBe(0);
	const open = async () => {
		const rows = crm.table ? await readTable(world.session, crm.table) : [];
		return rows.filter(({ state }) => state === 'open').length;
	};
	await expect.poll(open, { timeout: 600_000, intervals: [3000] }).toBe(0);
	const requests = crm.requests() - before;
	const lost = (await found()).filter((own) => own.length === 0).length;
	const all = await crm.activities();
	const wrong = (await found()).filter((own, at) => own[0]?.person !== expected()[at].person).length;
	console.log(
		`  calls → activities: ${rounds} rounds, ${ended.length} calls, ${faults + badDay.hits} faults, 2 restarts: ` +
			`${lost} lost, ${all.length - expected().length} duplicated, ${wrong} with a wrong person, ${(requests / rounds).toFixed(1)} requests a round`,
	);
	expect(all.map(({ interaction }) => interaction).sort()).toEqual(
		expected()
			.map((call) => call.id)
			.sort(),
	);
	expect((await found()).map(([own]) => own.person)).toEqual(expected().map(({ person }) => person));
	expect(all.every(({ direction, seconds }) => direction === 'inbound' && seconds === 184)).toBe(true);
	await world.session.unpublish(id);
	kiamo.quirks.lateFeed = 0;
}
