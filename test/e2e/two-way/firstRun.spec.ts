import { newRow, readDifferences, setUp, startTwoWay } from '../../../scripts/start/twoWay';
import { until } from '../../../scripts/sandbox/until';
import { settings } from '../support/settings';
import { expect, outputOf, pace, test } from './support';

const { people } = settings();

// Half of the people are in the CRM only, a quarter in Kiamo only, a quarter on both sides.
test(`the first run of ${people} people`, async ({ n8n, simulator }) => {
	const [base] = simulator.bases;
	simulator.clearContacts(base.id);
	const all = Array.from({ length: people }, (_, n) => ({
		firstName: `Prénom ${n}`,
		lastName: `Nom ${n}`,
		email: `personne${n}@example.fr`,
		mobile: `06 ${String(10_000_000 + n).replace(/(..)(?=.)/g, '$1 ')}`,
		city: 'Lyon',
	}));
	for (const { lastName, email } of all.slice(people / 2))
		simulator.addContact(base.id, { contactLastName: lastName, contactEmail: email });
	const rows = all.slice(0, (people * 3) / 4).map((person) => newRow(person));
	const { session } = n8n;
	const credential = await session.saveKiamoCredential(simulator);
	simulator.resetCounts();
	const workflow = await startTwoWay(session, rows, { credential, base, seconds: pace });
	const first = await until(
		'The first run',
		async () => {
			const run = (await session.executions(workflow)).at(-1);
			return run && !['new', 'running'].includes(run.status) ? run : undefined;
		},
		{ interval: 5000, timeout: 120_000 + people * 500 },
	);
	expect(first.status).toBe('success');
	const { runData } = (await session.executionData(first.id))?.resultData ?? { runData: {} };
	const seconds = Object.entries(runData)
		.map(([node, runs]) => [node, runs.reduce((sum, run) => sum + run.executionTime, 0) / 1000] as const)
		.sort(([, one], [, other]) => other - one);
	console.log(
		`First run of ${people} people: ${Math.round(seconds.reduce((sum, [, time]) => sum + time, 0))} s ` +
			`(${seconds
				.slice(0, 8)
				.map(([node, time]) => `${node} ${time.toFixed(1)}`)
				.join(', ')}), ` +
			`${simulator.counts.requests} requests to Kiamo`,
	);
	expect(await readDifferences(session, simulator, base.id)).toEqual([]);
	// Rows that were added to the CRM are linked with their contacts; the next run writes their IDs to Kiamo.
	const withoutId = () => simulator.contacts(base.id).filter(({ fields }) => !fields.crmId).length;
	await expect.poll(withoutId, { intervals: [2000], timeout: 120_000 + people * 500 }).toBe(0);
	await session.unpublish(workflow);
	const nightly = await session.saveWorkflow(setUp('nightly', { credential, base }));
	expect(outputOf(await session.runWorkflow(nightly, 'Every night'), 'Compare')).toEqual([]);
});
