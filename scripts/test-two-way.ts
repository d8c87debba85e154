/**
 * `npm run test:two-way`: the example "Kiamo ↔ CRM, both ways" on a real n8n, for 50 rounds in which people change
 * contacts at random on both sides while Kiamo fails now and then. Prints what happened, and ends with exit code 0 when
 * both sides hold the same, the last writer won each conflict, and no change came back as an echo. `-- --rounds 50 --seed 1`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSimulator, type Simulator } from '../simulator';
import { Random } from '../simulator/random';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { until } from './sandbox/process';
import { runScript } from './sandbox/script';
import { Session } from './sandbox/session';
import { Editors } from './twoWay/editors';
import { Crm, findDifferences, newRow } from './twoWay/sides';
import { startTwoWay } from './twoWay/start';

const { values: flags } = parseArgs({
	options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(flags.seed);
const pace = 10;

const people = Array.from({ length: 12 }, (_, n) =>
	newRow({
		crmId: `C-${n}`,
		firstName: `Prénom ${n}`,
		lastName: `Nom ${n}`,
		email: `personne${n}@example.fr`,
		city: 'Lyon',
	}),
);

/** Waits until nothing is left to carry over; returns how the sides differ if that does not happen. */
async function settle(crm: Crm, simulator: Simulator, baseId: string): Promise<string[]> {
	let differences: string[] = [];
	await until(
		'Both sides equal',
		async () => {
			differences = findDifferences(await crm.rows(), simulator, baseId);
			return differences.length === 0 || undefined;
		},
		{ interval: 2000, patience: 12 * pace * 1000 },
	).catch((error: unknown) => {
		if (differences.length === 0) throw error;
	});
	return differences;
}

async function main(): Promise<void> {
	const n8n = await N8n.prepare({ user: 'two-way', fresh: true });
	await n8n.installPackage(await packPackage());
	const simulator = await startSimulator({ contacts: 0, seed });
	const [base] = simulator.bases;
	const baseId = base.id;
	simulator.clearContacts(baseId);
	try {
		await n8n.start();
		const session = await Session.open(n8n.url);
		const crm = await Crm.begin(session, people);
		const credential = await session.saveKiamoCredential(simulator);
		const workflowId = await startTwoWay(session, credential, base, { seconds: pace });
		const faults = await settle(crm, simulator, baseId);

		const editors = new Editors(new Random(seed, 'edits'), crm, simulator, baseId);
		const badDay = simulator.faults.random({ rate: 0.1, seed });
		const random = new Random(seed, 'pauses');
		for (let round = 1; round <= Number(flags.rounds); round++) {
			await editors.round();
			await wait(1000 + random.integer(1.5 * pace * 1000));
		}
		badDay.stop();
		faults.push(...(await settle(crm, simulator, baseId)));

		const { contactsCreated, contactsUpdated } = simulator.counts;
		await wait(3 * pace * 1000);
		if (
			simulator.counts.contactsUpdated > contactsUpdated ||
			simulator.counts.contactsCreated > contactsCreated
		)
			faults.push('Kiamo is written to although nothing changes');
		faults.push(...(await editors.findBrokenRules(session, workflowId)));
		console.log(
			`${flags.rounds} rounds: ${editors.summary()}; ${badDay.hits} faults of Kiamo; ` +
				`n8n created ${contactsCreated} contacts and changed ${contactsUpdated} (seed ${seed})`,
		);
		if (faults.length > 0) throw new Error(`Not in sync:\n  ${faults.slice(0, 20).join('\n  ')}`);
		console.log('Both sides are equal, the last writer won each conflict, and no change came back.');
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

runScript(main, `seed ${seed}`);
