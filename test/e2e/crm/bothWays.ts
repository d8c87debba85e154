import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../../scripts/sandbox/session';
import { readTable } from '../../../scripts/sandbox/tables';
import { fillSettings } from '../../../scripts/start/crm';
import { Random } from '../../../simulator/random';
import { expect, test } from '../support/test';
import { Editors, type CrmOfContacts } from './editors';
import { comparable, fields, people, type Field, type Person, type Values } from './people';
import { letItRun, pace, type World } from './world';

export type { CrmOfContacts } from './editors';

interface Size {
	people: number;
	rounds: number;
	seed: number;
}

/** What is where at the end, as sentences; nothing when both sides hold the same people with the same values. */
async function findDifferences(world: World, crm: CrmOfContacts, parked: Set<string>): Promise<string[]> {
	const contacts = world.kiamo.contacts(world.kiamo.bases[0].id);
	const linked = new Map(contacts.map(({ id, fields: own }) => [String(own.crmId ?? ''), { id, own }]));
	const rows = await crm.all();
	const withoutContact = rows
		.filter(({ id }) => !linked.has(id) && !parked.has(id))
		.map(({ id }) => `${id} has no contact in Kiamo`);
	const ids = new Set(rows.map(({ id }) => id));
	const withoutRow = contacts
		.filter(({ id, fields: own }) => !ids.has(String(own.crmId ?? '')) && !parked.has(id))
		.map(({ id }) => `Contact ${id} is not in the CRM`);
	const different = rows.flatMap(({ id, values }) =>
		(crm.synced ?? fields).flatMap((field) => {
			const contact = linked.get(id);
			if (!contact || comparable(field, values[field]) === comparable(field, contact.own[field])) return [];
			return [
				`${field} of ${id} is "${values[field]}" in the CRM and "${String(contact.own[field] ?? '')}" in Kiamo`,
			];
		}),
	);
	return [...withoutContact, ...withoutRow, ...different];
}

/** Whether nothing that the CRM holds of a person shows who that is in Kiamo, as a mobile where it has none: both are right. */
function isStranger({ crm, kiamo }: Person, held: readonly Field[]): boolean {
	const isKey = (field: Field, text: string) =>
		field === 'contactEmail' ? text.includes('@') : text.replace(/\D/g, '').length >= 9;
	const keys = held.filter((field) => field === 'contactEmail' || field.endsWith('PhoneNumber'));
	return crm !== undefined && kiamo !== undefined && !keys.some((field) => isKey(field, crm[field]));
}

/** Puts the people where they are before the first sync. Returns the ids of those that cannot be synced. */
async function plant(world: World, crm: CrmOfContacts, all: Person[]): Promise<Set<string>> {
	const parked = new Set<string>();
	const baseId = world.kiamo.bases[0].id;
	for (const person of all) {
		const inCrm = person.crm && (await crm.create(person.crm));
		const inKiamo = person.kiamo && world.kiamo.addContact(baseId, { ...person.kiamo }, { at: person.at }).id;
		if (person.parked) for (const id of [inCrm, inKiamo]) if (id) parked.add(id);
	}
	return parked;
}

/** The first sync of many people, then rounds of changes on both sides while both fail and n8n is ended. */
export async function proveBothWays(
	world: World,
	workflow: Workflow,
	crm: CrmOfContacts,
	{ people: count, rounds, seed }: Size,
) {
	if (count > 1000) test.setTimeout(3 * 3_600_000);
	const { kiamo } = world;
	const [base] = kiamo.bases;
	kiamo.clearContacts(base.id);
	const all = people(count, seed).filter(({ needs }) => !needs || !crm.lacks?.includes(needs));
	const parked = await plant(world, crm, all);
	const differences = () => findDifferences(world, crm, parked);
	const settled = async (what: string) => {
		const startedAt = Date.now();
		const report = setInterval(() => {
			void differences().then((left) =>
				console.log(`  ${what}: ${left.length} differences, ${left.at(0) ?? ''}`),
			);
		}, 60_000);
		await expect
			.poll(async () => (await differences()).slice(0, 5), {
				message: what,
				timeout: 90 * 60_000,
				intervals: [3000],
			})
			.toEqual([])
			.finally(() => clearInterval(report));
		return Math.round((Date.now() - startedAt) / 1000);
	};
	// A run of many people is longer; the time between two tries has to hold what is written and shown late.
	const timing = { retryMinutes: count > 100 ? 1 : 0.6, turnMinutes: count > 1000 ? 10 : 3 };
	const startedWith = { crm: (await crm.all()).length, kiamo: kiamo.contacts(base.id).length };
	const id = await world.publish(fillSettings(workflow, timing), { base });
	const firstRequests = crm.requests();
	const seconds = await settled('The first sync');
	const held = crm.synced ?? fields;
	const onlyIn = (side: 'crm' | 'kiamo') =>
		all.filter((person) => {
			const other = side === 'crm' ? person.kiamo : person.crm;
			return !person.parked && (!other || isStranger(person, held));
		}).length;
	const surplus = async () => {
		const grown = (await crm.all()).length - startedWith.crm - onlyIn('kiamo');
		return grown + kiamo.contacts(base.id).length - startedWith.kiamo - onlyIn('crm');
	};
	console.log(
		`  contacts both ways: first sync of ${all.length} people in ${seconds} s, ${crm.requests() - firstRequests} requests, ${await surplus()} duplicated`,
	);

	const editors = new Editors(new Random(seed, 'editors'), crm, kiamo, base.id, parked);
	const badDay = kiamo.faults.random({ rate: 0.05, seed });
	const stopFaults = crm.fail();
	const before = crm.requests();
	for (let round = 1; round <= rounds; round++) {
		await editors.round();
		if (round === Math.ceil(rounds / 4)) kiamo.quirks.lateFeed = 3000;
		if (round === Math.ceil(rounds / 3)) await world.restart();
		if (round === Math.ceil(rounds / 2)) kiamo.quirks.refusesArrays = 422;
		if (round === Math.ceil((2 * rounds) / 3)) await world.restart({ kill: true });
		await letItRun(crm.requests, 1 + editors.pause(pace));
	}
	badDay.stop();
	const faults = stopFaults() + badDay.hits;
	await settled('The rounds');
	// What was written last comes back once, as a version that is read and agreed on.
	await expect
		.poll(async () => await waiting(world, crm.table, parked), { timeout: 10 * 60_000, intervals: [3000] })
		.toEqual([]);
	const requests = crm.requests() - before;
	const writes = async () =>
		(await crm.writes()) + kiamo.writes.filter(({ kind }) => kind === 'contact').length;
	const [quietWrites, quietRequests] = [await writes(), crm.requests()];
	await sleep(12 * pace * 1000);
	const echoes = (await writes()) - quietWrites;
	const lost = await editors.findLost();
	const duplicated = (await surplus()) - editors.added * 2 + editors.removed;
	console.log(
		`  contacts both ways: ${rounds} rounds, ${editors.summary()}, ${faults} faults, 2 restarts: ${lost.length} lost, ` +
			`${duplicated} duplicated, ${echoes} echoes, ${(requests / rounds).toFixed(1)} requests a round, ` +
			`${((crm.requests() - quietRequests) / 12).toFixed(1)} a quiet run`,
	);
	expect(lost).toEqual([]);
	expect(await differences()).toEqual([]);
	expect({ duplicated, echoes }).toEqual({ duplicated: 0, echoes: 0 });
	await world.session.unpublish(id);
	Object.assign(kiamo.quirks, { lateFeed: 0, refusesArrays: false });
}

/** Rows of the workflow's table that still wait to be agreed on, but for those that cannot be. */
async function waiting(world: World, table: string, parked: Set<string>): Promise<string[]> {
	const rows = await readTable(world.session, table);
	return rows
		.filter(
			({ state, crmId, kiamoId }) =>
				state === 'check' && !parked.has(String(crmId)) && !parked.has(String(kiamoId)),
		)
		.map(({ crmId, kiamoId, error }) => `${String(crmId)} ${String(kiamoId)} ${String(error)}`);
}

export type { Values };
