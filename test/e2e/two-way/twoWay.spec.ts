import { setTimeout as sleep } from 'node:timers/promises';
import { readCrm, readDifferences, newRow, setUp, startTwoWay } from '../../../scripts/start/twoWay';
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
	await startTwoWay(session, rows, { credential, base, seconds: pace, change: shortTurn });
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
		await sleep(1000 + random.integer(1.5 * pace * 1000));
		if (round % 10 === 0) {
			kills++;
			await n8n.killAndStart();
		}
	}
	badDay.stop();
	await settle();
	// The turn of a killed run ends.
	await sleep(4 * pace * 1000);
	await settle();

	const { contactsCreated, contactsUpdated } = simulator.counts;
	const quiet = await readCrm(n8n.session);
	await sleep(3 * pace * 1000);
	console.log(
		`${rounds} rounds: ${editors.summary()}; ${badDay.hits} faults of Kiamo, ${kills} kills of n8n; ` +
			`n8n created ${contactsCreated} contacts and updated ${contactsUpdated}`,
	);
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
