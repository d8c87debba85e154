import { setTimeout as sleep } from 'node:timers/promises';
import { findDifferences, newRow, readCrm, startTwoWay } from '../../../scripts/start/twoWay';
import { Random } from '../../../simulator/random';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { Editors } from './editors';

const pace = 5;
const { seed, rounds } = settings();

const rows = Array.from({ length: 12 }, (_, n) =>
	newRow({
		crmId: `C-${n}`,
		firstName: `Prénom ${n}`,
		lastName: `Nom ${n}`,
		email: `personne${n}@example.fr`,
		city: 'Lyon',
	}),
);

// People change contacts at random on both sides, some of them at the same time, while Kiamo fails now and then.
test(`${rounds} rounds of changes (seed ${seed}): both sides equal, the last writer wins, no echo`, async ({
	session,
	simulator,
	credential,
}) => {
	const [base] = simulator.bases;
	simulator.clearContacts(base.id);
	const workflowId = await startTwoWay({ session, credential, base, rows, seconds: pace });
	const settle = async () =>
		await expect
			.poll(async () => findDifferences(await readCrm(session), simulator, base.id), {
				intervals: [2000],
				timeout: 24 * pace * 1000,
			})
			.toEqual([]);
	await settle();

	const editors = new Editors(new Random(seed, 'edits'), session, simulator, base.id);
	const badDay = simulator.faults.random({ rate: 0.1, seed });
	const random = new Random(seed, 'pauses');
	for (let round = 1; round <= rounds; round++) {
		await editors.round();
		await sleep(1000 + random.integer(1.5 * pace * 1000));
	}
	badDay.stop();
	await settle();

	const { contactsCreated, contactsUpdated } = simulator.counts;
	await sleep(3 * pace * 1000);
	console.log(
		`${rounds} rounds: ${editors.summary()}; ${badDay.hits} faults of Kiamo; ` +
			`n8n created ${contactsCreated} contacts and updated ${contactsUpdated}`,
	);
	expect(simulator.counts, 'writes although nothing changes').toMatchObject({
		contactsCreated,
		contactsUpdated,
	});
	await session.unpublish(workflowId);
	expect(await editors.findBrokenRules(workflowId)).toEqual([]);
});
