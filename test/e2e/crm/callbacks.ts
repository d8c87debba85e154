import type { Workflow } from '../../../scripts/sandbox/session';
import { openService } from '../examples/support';
import { expect } from '../support/test';
import { letItRun, pace, type World } from './world';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Member {
	phone: string;
	/** Whether the person asked not to be called. */
	optedOut?: boolean;
}

export interface CrmOfLists {
	/** Puts people on the list; those who opted out also where the CRM keeps that. */
	add: (members: Member[]) => Promise<void>;
	/** Notes that somebody asked not to be called. */
	optOut: (phone: string) => Promise<void>;
	/** Calls `run` once, when the workflow next reads the list, or who opted out, before it has the answer. */
	atNextRead: (what: 'list' | 'optOuts', run: () => Promise<void>) => void;
	fail: () => () => number;
	requests: () => number;
}

const numberOf = (n: number) =>
	`06 11 ${String(Math.floor(n / 100) % 100).padStart(2, '0')} ${String(n % 100).padStart(2, '0')} 00`;
const e164 = (phone: string) => `+33${phone.replace(/\D/g, '').replace(/^(33|0)/, '')}`;

/** A list grows while both sides fail: everybody who may be called gets one callback, and nobody else gets any. */
export async function proveCallbacks(
	world: World,
	workflow: Workflow,
	crm: CrmOfLists,
	{ people, rounds, seed }: { people: number; rounds: number; seed: number },
) {
	const { kiamo } = world;
	const serviceId = openService(kiamo, 'Rappels');
	const service = kiamo.centre.service(serviceId);
	const members = Array.from({ length: people }, (_, n): Member => ({
		phone: numberOf(n),
		optedOut: n % 7 === 3,
	}));
	const traps: Member[] = [
		// The number of somebody who opted out, written in another way; a number twice; no number at all.
		{ phone: numberOf(3).replace(/^0/, '+33 (0)') },
		{ phone: numberOf(1).replaceAll(' ', '.') },
		{ phone: 'à rappeler' },
		{ phone: '' },
	];
	const called = () =>
		kiamo.centre.interactions
			.all()
			.filter((row) => row.service_id === serviceId)
			.map(({ customer }) => e164(String(customer)));
	// At first, nobody has opted out.
	await crm.add(members.slice(0, 1));
	const workflowId = await world.publish(workflow, { base: kiamo.bases[0], service });
	await expect.poll(called, { timeout: 600_000, intervals: [2000] }).toEqual([e164(members[0].phone)]);
	await crm.add([...members.slice(1, people / 2), ...traps]);
	const badDay = kiamo.faults.random({ rate: 0.05, seed });
	const stopFaults = crm.fail();
	const before = crm.requests();
	for (let round = 0; round < rounds; round++) {
		const share = Math.ceil(people / 2 / rounds);
		await crm.add(members.slice(people / 2 + round * share, people / 2 + (round + 1) * share));
		if (round === Math.floor(rounds / 2)) await world.restart({ kill: true });
		await letItRun(crm.requests, 1);
	}
	const faults = stopFaults() + badDay.hits;
	badDay.stop();
	const { added, leftOut } = await growDuringRuns(world, workflowId, crm, people);
	members.push(...added);
	const due = [
		...new Set(members.filter(({ optedOut }) => !optedOut).map(({ phone }) => e164(phone))),
	].sort();
	await expect
		.poll(() => due.filter((number) => !called().includes(number)), { timeout: 600_000, intervals: [2000] })
		.toEqual([]);
	await sleep(4000 * pace);
	const optedOut = [...members.filter((member) => member.optedOut), leftOut].map(({ phone }) => e164(phone));
	const wrong = called().filter((number) => optedOut.includes(number));
	console.log(
		`  list → callbacks: ${members.length + traps.length} people, ${rounds} rounds, ${faults} faults, a kill: ${due.length} called, ` +
			`${called().length - new Set(called()).size} twice, ${wrong.length} who opted out, ${((crm.requests() - before) / rounds).toFixed(1)} requests a round`,
	);
	expect(called().sort()).toEqual(due);
	await world.session.unpublish(workflowId);
}

/** Longer than an emulated CRM takes to show what was written. */
const untilShown = 4000;

/** Somebody opts out between the two reads of one run, and runs start while another one still creates callbacks. */
async function growDuringRuns(world: World, workflowId: string, crm: CrmOfLists, from: number) {
	const [leftOut, ...added] = Array.from({ length: 22 }, (_, n): Member => ({ phone: numberOf(from + n) }));
	const isRead = new Promise<void>((resolve) => {
		crm.atNextRead('list', async () => {
			await crm.add([leftOut, added[0]]);
			await sleep(untilShown);
			crm.atNextRead('optOuts', async () => {
				await crm.optOut(leftOut.phone);
				await sleep(untilShown);
				resolve();
			});
		});
	});
	await isRead;
	const milliseconds = 4000 * pace;
	world.kiamo.faults.add({ kind: 'latency', milliseconds, operationId: 'createInteractions' });
	await crm.add(added.slice(1));
	const running = async () =>
		(await world.session.executions(workflowId)).filter(({ status }) => status === 'running').length;
	await expect
		.poll(running, { message: 'Runs at the same time', timeout: 120_000, intervals: [1000] })
		.toBeGreaterThan(1);
	return { added, leftOut };
}
