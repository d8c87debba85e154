import { setTimeout as sleep } from 'node:timers/promises';
import { readCrm, readDifferences, newRow, setUp, startTwoWay } from '../../../scripts/start/twoWay';
import { until } from '../../../scripts/sandbox/until';
import { Random } from '../../../simulator/random';
import { settings } from '../support/settings';
import { Editors } from './editors';
import { expect, outputOf, pace, shortTurn, test } from './support';

const { seed, rounds } = settings();

const people = Array.from({ length: 12 }, (_, n) => ({
	firstName: `Prénom ${n}`,
	lastName: `Nom ${n}`,
	email: `personne${n}@example.fr`,
	city: 'Lyon',
}));

// People change contacts at random on both sides, half of them at the same time, while Kiamo fails and n8n is killed.
test(`${rounds} rounds of changes (seed ${seed}): both sides equal, every edit kept, no echo`, async ({
	n8n,
	simulator,
}) => {
	const [base] = simulator.bases;
	simulator.clearContacts(base.id);
	for (const { lastName, email } of people.slice(6))
		simulator.addContact(base.id, { contactLastName: lastName, contactEmail: email });
	simulator.addContact(base.id, { contactLastName: 'Seul', contactEmail: 'seul@example.fr' });
	const credential = await n8n.session.saveKiamoCredential(simulator);
	const { session } = n8n;
	const rows = people.map((person) => newRow(person));
	const workflow = await startTwoWay(session, rows, { credential, base, seconds: pace, change: shortTurn });
	const settle = async () =>
		await expect
			.poll(async () => await readDifferences(n8n.session, simulator, base.id), {
				intervals: [2000],
				timeout: 48 * pace * 1000,
			})
			.toEqual([]);
	await settle();

	const random = new Random(seed, 'pauses');
	const editors = new Editors(new Random(seed, 'edits'), n8n, simulator, base.id, await readCrm(session));
	const badDay = simulator.faults.random({ rate: 0.1, seed });
	let kills = 0;
	for (let round = 1; round <= rounds; round++) {
		await editors.round();
		if (round % 10 > 0) {
			await sleep(1000 + random.integer(1.5 * pace * 1000));
			continue;
		}
		// The run that finds these changes is killed somewhere between its first request and its end.
		const { requests } = simulator.counts;
		await until('A run', async () => simulator.counts.requests > requests || undefined, { interval: 20 });
		await sleep(random.integer(1500));
		kills++;
		await n8n.killAndStart();
	}
	badDay.stop();
	await settle();
	// The turn of a killed run ends.
	await sleep(4 * pace * 1000);
	await settle();

	const { contactsCreated, contactsUpdated, requests, byStatus } = simulator.counts;
	const answered = (status: string) => new Map(Object.entries(byStatus)).get(status) ?? 0;
	const quiet = await readCrm(n8n.session);
	const runs = async () => (await n8n.session.executions(workflow)).length;
	const runsBefore = await runs();
	await sleep(12 * pace * 1000);
	const quietRuns = (await runs()) - runsBefore;
	console.log(
		`${rounds} rounds: ${editors.summary()}; ${badDay.hits} faults of Kiamo, ${answered('429')} of them 429 and ` +
			`${answered('reset')} cut connections; ${kills} kills of n8n; n8n created ${contactsCreated} contacts and updated ` +
			`${contactsUpdated}; ${simulator.counts.requests - requests} requests in ${quietRuns} quiet runs`,
	);
	// A run may be under way at the beginning, and another at the end.
	expect(simulator.counts.requests - requests, 'requests of quiet runs').toBeLessThanOrEqual(quietRuns + 2);
	expect(simulator.counts, 'writes although nothing changes').toMatchObject({
		contactsCreated,
		contactsUpdated,
	});
	expect(await readCrm(n8n.session), 'writes although nothing changes').toEqual(quiet);
	expect(await editors.findLostEdits()).toEqual([]);
	const nightly = await n8n.session.saveWorkflow(setUp('nightly', { credential, base }));
	const compared = await n8n.session.runWorkflow(nightly, 'Every night');
	expect(compared.status).toBe('success');
	expect(outputOf(compared, 'Compare')).toEqual([]);
});
