import { atPace, byId, node } from '../../../scripts/workflow';
import type { Simulator } from '../../../simulator';
import { expect, isTrigger, line, nameIn, nodes, test, type Rows } from './support';

interface Watch {
	parameters: object;
	/** The operation that each poll calls. */
	calls: string;
	/** Makes a change in Kiamo; returns what the event's ID holds between its bars. */
	change: () => string | number;
}

/** What each trigger watches, by its name, and what then happens. */
const watches: Record<string, (world: { simulator: Simulator; rows: Rows }) => Watch> = {
	kiamoContactManagerTrigger: ({ simulator, rows }) => ({
		parameters: { base: byId(rows.base), events: ['createdOrUpdated'] },
		calls: 'listContacts',
		change: () => simulator.addContact(rows.base, { contactLastName: 'Matignon' }).id,
	}),
	kiamoInteractionTrigger: ({ simulator: { centre }, rows }) => ({
		parameters: { events: ['created'] },
		calls: 'listInteractions',
		change: () => centre.receive({ service: rows.service }).id,
	}),
	kiamoAgentTrigger: ({ simulator: { centre } }) => ({
		parameters: { events: ['stateChanged'] },
		calls: 'listAgentStates',
		change() {
			centre.states.set(11, { state: 'paused', pause_reason_id: 2 });
			return 11;
		},
	}),
	kiamoSupervisionTrigger: ({ simulator: { centre } }) => ({
		parameters: { rules: { opening: [{ ids: [], changes: ['closed'] }] } },
		calls: 'listServiceIndicators',
		change() {
			centre.setOpen(3, false);
			return 3;
		},
	}),
	kiamoActivityPlanningTrigger: ({ simulator: { centre, clock }, rows }) => ({
		parameters: { events: ['created'] },
		calls: 'listPlannedActivities',
		change() {
			const [start, end] = [5, 6].map((hours) => new Date(clock.now().getTime() + hours * 3_600_000));
			return centre.planning.plan({ agent_id: rows.agent, activity_id: rows.activity, start, end }).id;
		},
	}),
};

for (const trigger of nodes.filter(isTrigger)) {
	test(`${trigger.displayName}: a change after its first polls is emitted once`, async ({
		session,
		simulator,
		credential,
		publish,
		rows,
	}) => {
		const { parameters, calls, change } = watches[trigger.name]({ simulator, rows });
		const polls = async (count: number) => {
			const before = simulator.counts.byOperation[calls] ?? 0;
			await expect
				.poll(() => (simulator.counts.byOperation[calls] ?? 0) - before)
				.toBeGreaterThanOrEqual(count);
		};
		const credentials = { kiamoApi: credential };
		const watching = node('Trigger', nameIn(trigger), parameters, { credentials });
		const id = await publish(atPace(line(`${trigger.name} published`, watching), 5));
		// The first belongs to the publishing.
		await polls(2);
		const changed = String(change());
		const events = async () =>
			(await session.emittedBy(id, 'Trigger')).filter((event) => event.split('|').includes(changed));
		await expect.poll(events).toHaveLength(1);
		await polls(2);
		expect(await events()).toHaveLength(1);
	});
}
