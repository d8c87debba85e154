import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { until } from '../../../scripts/sandbox/until';
import { makeTable, readTable } from '../../../scripts/sandbox/tables';
import { byId } from '../../../scripts/workflow';
import { isQuiet, readBeginnings, type Begun } from './beginnings';
import { tableOf, watch } from './workflows';
import type { World } from './world';

const contactTrigger = 'kiamoContactManagerTrigger';
const interactionTrigger = 'kiamoInteractionTrigger';

/** The workflows that watch, by their ids. */
export interface Watching {
	contacts: string;
	interactions: string;
}

/** Publishes both triggers, or publishes them again with other options. */
async function publishTriggers({ session, credential, baseId }: World, options: object): Promise<Watching> {
	const ofContacts = { base: byId(baseId), events: ['createdOrUpdated'], options };
	const contacts = await session.publish(watch(credential, contactTrigger, ofContacts));
	const ofInteractions = { events: ['created'], options };
	const interactions = await session.publish(watch(credential, interactionTrigger, ofInteractions));
	return { contacts, interactions };
}

/** Publishes a trigger on the contacts of the base and one on interactions; resolves when both have polled. */
export async function startWatching(world: World): Promise<Watching> {
	for (const type of [contactTrigger, interactionTrigger])
		await makeTable(world.session, tableOf(type), { eventId: 'string', event: 'string' });
	const watching = await publishTriggers(world, {});
	await polls(world, 1);
	// The first poll has ended and been saved.
	await sleep(2_000);
	return watching;
}

/** Changes 300 contacts, lets 20 customers call, and resolves with the execution that a worker has begun on it. */
async function burst(world: World, { contacts }: Watching): Promise<string> {
	const { session, simulator, baseId, interactions } = world;
	const before = (await session.executions(contacts)).at(0);
	for (const { id } of simulator.contacts(baseId).slice(0, 300))
		simulator.changeContact(baseId, id, { score: (Date.now() % 90) + 1 });
	for (let call = 0; call < 20; call++) interactions.push(simulator.centre.receive({ service: 1 }).id);
	return await until(
		'An execution of the trigger',
		async () => {
			const last = (await session.executions(contacts)).at(0);
			return last?.id !== before?.id && last?.status === 'running' ? last.id : undefined;
		},
		{ interval: 20 },
	);
}

/**
 * Kills the worker that is at what a trigger brought, several times, and compares what the triggers emitted with what
 * they owe. n8n itself ends what a killed worker had begun, and drops the items: they are brought back as a user does it,
 * by a Start Date before the kills.
 */
export async function killWhileTriggersRun(world: World, watching: Watching, kills: number): Promise<void> {
	const { cluster } = world;
	for (let kill = 0; kill < kills; kill++) await cluster.killWorkerOf(await burst(world, watching));
	await settle(world);
	const events = (await readBeginnings(cluster.postgres))
		.filter(({ mode }) => mode === 'trigger')
		.flatMap(eventsOf);
	const owed = owedBy(world);
	const lost = owed.filter((event) => !events.includes(event)).length;
	const duplicated = events.length - new Set(events).size;
	const dropped = (await missingRows(world, owed)).length;
	await publishTriggers(world, { startFrom: 'date', startDate: new Date(world.startedAt).toISOString() });
	await settle(world);
	const rows = (await rowsOf(world)).map(({ eventId }) => eventId);
	const duplicatedRows = rows.length - new Set(rows).size;
	const missing = (await missingRows(world, owed)).length;
	console.log(
		`Triggers: ${kills} kills; emitted ${events.length} of ${owed.length}, of which n8n dropped ${dropped} with its workers`,
	);
	expect({ lost, duplicated }, 'emitted').toEqual({ lost: 0, duplicated: 0 });
	expect({ missing, duplicatedRows }, 'in the tables, after Start From a date').toEqual({
		missing: 0,
		duplicatedRows: 0,
	});
}

/** Resolves when each trigger has asked Kiamo so many times from now on. */
async function polls({ simulator }: World, times: number): Promise<void> {
	const { byOperation } = simulator.counts;
	const before = { ...byOperation };
	const more = (list: string) => (byOperation[list] || 0) - (before[list] || 0);
	await until('Polls', async () => {
		return ['listContacts', 'listInteractions'].every((list) => more(list) >= times) || undefined;
	});
}

/** Resolves when the triggers find nothing new, and n8n has ended all that they began. */
async function settle(world: World): Promise<void> {
	await polls(world, 3);
	await until('The end of all executions', async () => (await isQuiet(world.cluster.postgres)) || undefined, {
		interval: 2_000,
		timeout: 300_000,
	});
}

const eventsOf = ({ items }: Begun) =>
	items.flatMap(({ json: { eventId } }) => (typeof eventId === 'string' ? [eventId] : []));

/** What the triggers must have emitted: the last version of each contact that changed, and each interaction's beginning. */
function owedBy({ simulator, baseId, startedAt, interactions }: World): string[] {
	const contacts = simulator
		.contacts(baseId)
		.filter(({ updated_at }) => Date.parse(updated_at) >= startedAt)
		.map(({ id, updated_at }) => `${id}|${updated_at}`);
	const begun = interactions.map((id) => {
		const found = simulator.centre.interactions.all().find((interaction) => interaction.id === id);
		if (!found) throw new Error(`Interaction ${id} is gone`);
		return `${id}|${found.created_at}|created`;
	});
	return [...contacts, ...begun];
}

async function missingRows(world: World, owed: string[]): Promise<string[]> {
	const rows = new Set((await rowsOf(world)).map(({ eventId }) => String(eventId)));
	return owed.filter((event) => !rows.has(event));
}

async function rowsOf({ session }: World) {
	const tables = [contactTrigger, interactionTrigger].map((type) => readTable(session, tableOf(type)));
	return (await Promise.all(tables)).flat();
}
