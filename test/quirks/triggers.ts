import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { allUses } from '../rights';
import type { NodeUses, Use } from '../rights/use';
import { Poller } from '../support/poller';
import type { Server } from './servers';
import { withTimeLimit, start, startWorld, type Verdict } from './world';

/** An event of a trigger and what makes it happen. */
export interface TriggerUse {
	title: string;
	name: string;
	of: NodeUses;
	use: Use;
}

export const triggerUses: TriggerUse[] = allUses.flatMap((of) =>
	Object.entries(of.uses).flatMap(([name, uses]) =>
		uses
			.filter(({ happens, when }) => happens && !when)
			.map((use) => ({ title: `${of.node.description.displayName} ${name}`, name, of, use })),
	),
);

const minute = 60_000;

/** Lets what happens in a use happen on a server, between polls that move both clocks, then makes the server plain. */
async function play(
	{ name, of, use }: TriggerUse,
	server: Server | undefined,
): Promise<{ items: IDataObject[]; failed: boolean }> {
	const kiamo = await startWorld();
	const real = Date.now.bind(Date);
	// Both clocks show the same, as those of two servers do.
	let ahead = start.getTime() - real();
	const now = jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	const together = (step: (simulator: Simulator) => void) => {
		const before = kiamo.clock.now().getTime();
		step(kiamo);
		ahead += kiamo.clock.now().getTime() - before;
	};
	try {
		const parameters = (use.set?.(kiamo) ?? {}) as INodeParameters;
		together(({ clock }) => clock.advance(minute));
		const poller = new Poller({
			node: of.node,
			credentials: credentialsOf(kiamo),
			settings: { id: randomUUID() },
			parameters: {
				events: [name],
				requestOptions: server?.set.drip ? { timeout: 0.3 } : {},
				...parameters,
			},
			budgetMs: server?.set.drip ? 4_000 : undefined,
		});
		// What no poll could ever read is not known, and not missed when it changes.
		const { badRows, ignoresPaging, endlessPages, alternatingPages, drip } = server?.set ?? {};
		const isUnreadable = badRows ?? ignoresPaging ?? endlessPages ?? alternatingPages ?? drip;
		if (!isUnreadable) Object.assign(kiamo.quirks, server?.set);
		const items: IDataObject[] = [];
		let failed = false;
		const poll = async () => {
			together(({ clock }) => clock.advance(minute));
			const { items: found, error } = await poller.poll();
			if (error && /TypeError|Cannot read|is not a function/.test(error.message)) throw error;
			failed ||= error !== undefined;
			items.push(...(found ?? []));
		};
		await poller.activate().catch((error: unknown) => {
			if (!server) throw error;
		});
		await poll();
		Object.assign(kiamo.quirks, server?.set);
		server?.faults?.(kiamo);
		const steps = use.happens ?? [];
		for (const [at, step] of steps.entries()) {
			together(({ clock }) => clock.advance(minute));
			together(step);
			if (at === steps.length - 1) Object.assign(kiamo.quirks, server?.then);
			await poll();
		}
		await poll();
		Object.assign(kiamo.quirks, plainAgain);
		kiamo.faults.clear();
		for (let round = 0; round < 3; round++) await poll();
		return { items, failed };
	} finally {
		now.mockRestore();
		await kiamo.close();
	}
}

const plainAgain = {
	total: 'exact',
	pageSize: 500,
	ignoresPaging: false,
	endlessPages: false,
	alternatingPages: false,
	ignoresFilters: false,
	ignoresQ: false,
	narrowQ: false,
	lateFeed: 0,
	badRows: undefined,
	omitsBlank: false,
	drip: 0,
	clockJump: 0,
	dateHeaderOff: 0,
	htmlErrors: false,
} as const;

const plain = new Map<TriggerUse, ReturnType<typeof play>>();

/** What a trigger emits on a server, against what it emits on a plain one. */
export async function judgeTrigger(use: TriggerUse, server: Server): Promise<Verdict> {
	const onPlain = await (plain.get(use) ?? play(use, undefined));
	plain.set(use, Promise.resolve(onPlain));
	const { items: wanted } = onPlain;
	const verdict: Verdict = { lost: 0, duplicated: 0, blanked: 0, false: 0, hung: 0, notes: [] };
	const blame = (what: Exclude<keyof Verdict, 'notes'>, note: string) => {
		verdict[what]++;
		verdict.notes.push(
			`${what}: ${use.title} (${server.quirk} ${JSON.stringify({ ...server.set, ...server.then })}): ${note}`,
		);
	};
	if (wanted.length === 0) blame('lost', 'nothing is emitted on a plain server either');
	let course: Awaited<ReturnType<typeof play>> | undefined;
	try {
		course = await withTimeLimit(play(use, server));
	} catch (error) {
		blame('false', (error as Error).message);
		return verdict;
	}
	if (!course) {
		blame('hung', 'the polls did not end');
		return verdict;
	}
	const { items: found, failed } = course;
	const isOff = server.set.dateHeaderOff !== undefined;
	const count = (items: IDataObject[], key: string) => items.filter((item) => keyOf(item) === key).length;
	for (const key of new Set(wanted.map(keyOf)))
		if (count(found, key) < count(wanted, key) && !((failed || isOff) && passing.includes(use.name)))
			blame('lost', key);
	const isMoved = server.then?.clockJump !== undefined;
	for (const key of new Set(found.map(keyOf))) {
		const most = count(wanted, key);
		if ((isMoved && figuresOfTime.includes(use.name)) || (isOff && figuresOfHeader.includes(use.name)))
			continue;
		if (most === 0) blame('false', `${key} did not happen`);
		else if (count(found, key) > most) blame('duplicated', `${key} ${count(found, key)} times`);
	}
	const ids = found.map(({ eventId }) => eventId as string);
	if (new Set(ids).size < ids.length) blame('duplicated', 'one eventId twice');
	return verdict;
}

/** States that were over before a poll that did not fail, or had the right time: no client can know of them. */
const passing = ['offPlan', 'backOnPlan'];
/** Rules about figures that go with Kiamo's clock: a wait is shorter, and a day begins again, when it is moved. */
const figuresOfTime = ['longestWait', 'agentThreshold', 'serviceThreshold'];
/** As long as the header is off, nobody is in a state for long, and then somebody is. */
const figuresOfHeader = ['inStateLongerThan'];

/** What happened, and to which record. */
function keyOf(item: IDataObject): string {
	const contact = item.contact as IDataObject | undefined;
	const id = (item.alarmId && item.agent_id) ?? contact?.contactLastName ?? contact?.id ?? item.id;
	// The status of an interaction may be another one by the time of a later poll.
	const status = item.alarmId ? item.status : '';
	return ([item.event, status, item.indicator ?? '', id] as string[]).join(' ');
}
