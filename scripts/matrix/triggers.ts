import { withLock } from '../../nodes/shared/writing/mutex';
import { atPace, publish } from '../example';
import { pace } from '../examples/scenario';
import { emittedBy } from '../sandbox/emitted';
import { until } from '../sandbox/process';
import { byId, node } from '../workflow';
import { isTrigger, kiamoTypes, line, titleOf, type Part, type World } from './world';

interface Watch {
	parameters: object;
	/** The operation that each poll asks Kiamo for. */
	asks: string;
	/** Makes a change in Kiamo; returns what stands in the event's id, between its bars. */
	change: () => string | number;
}

/** What each trigger, by its name, is told to watch, and what then happens. */
const watches: Record<string, (world: World) => Watch> = {
	kiamoContactManagerTrigger: ({ simulator, rows }) => ({
		parameters: { base: byId(rows.base), events: ['createdOrUpdated'] },
		asks: 'listContacts',
		change: () => simulator.addContact(rows.base, { contactLastName: 'Matignon' }).id,
	}),
	kiamoInteractionTrigger: ({ simulator: { centre }, rows }) => ({
		parameters: { events: ['created'] },
		asks: 'listInteractions',
		change: () => centre.receive({ service: rows.service }).id,
	}),
	kiamoAgentTrigger: ({ simulator: { centre } }) => ({
		parameters: { events: ['stateChanged'] },
		asks: 'listAgentStates',
		change() {
			centre.states.set(11, { state: 'paused', pause_reason_id: 2 });
			return 11;
		},
	}),
	kiamoSupervisionTrigger: ({ simulator: { centre } }) => ({
		parameters: { rules: { opening: [{ ids: [], changes: ['closed'] }] } },
		asks: 'listServiceIndicators',
		change() {
			centre.setOpen(3, false);
			return 3;
		},
	}),
	kiamoActivityPlanningTrigger: ({ simulator: { centre, clock }, rows }) => ({
		parameters: { events: ['created'] },
		asks: 'listPlannedActivities',
		change() {
			const [start, end] = [5, 6].map((hours) => new Date(clock.now().getTime() + hours * 3_600_000));
			return centre.planning.plan({ agent_id: rows.agent, activity_id: rows.activity, start, end }).id;
		},
	}),
};

/** Every trigger, published; one change is made in Kiamo after its first polls, and comes once. */
export const triggers: Part = {
	name: 'Trigger',
	atOnce: true,
	checks(world) {
		return kiamoTypes(world)
			.filter(isTrigger)
			.map((type) => ({
				name: titleOf(type),
				run: async () => await watch(world, type.name, watches[type.name.split('.')[1]](world)),
			}));
	},
};

async function watch(
	{ session, simulator, credential }: World,
	type: string,
	watched: Watch,
): Promise<string> {
	const { parameters, asks, change } = watched;
	const polls = async (count: number) => {
		const wanted = (simulator.counts.byOperation[asks] ?? 0) + count;
		await until(`${count} polls`, async () => simulator.counts.byOperation[asks] >= wanted || undefined);
	};
	const trigger = node('Trigger', type, parameters, { credentials: { kiamoApi: credential } });
	const workflow = atPace(line(`${type} published`, trigger), pace);
	// SQLite in n8n 1.x confuses the transactions of workflows that are saved at once.
	const id = await withLock('publish', async () => await publish(session, workflow));
	// The first belongs to the publishing.
	await polls(2);
	const changed = String(change());
	const madeAt = Date.now();
	const emitted = async () =>
		(await emittedBy(session, id, 'Trigger')).filter((eventId) => eventId.split('|').includes(changed));
	await until('The event', async () => (await emitted()).length > 0 || undefined);
	const seconds = Math.round((Date.now() - madeAt) / 1000);
	await polls(1);
	const events = await emitted();
	await session.call('POST', `/workflows/${id}/deactivate`, {});
	if (events.length > 1) throw new Error(`The change came ${events.length} times: ${events.join(', ')}`);
	return `${events[0]} after ${seconds} s`;
}
