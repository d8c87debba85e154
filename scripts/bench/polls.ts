import { runBare } from './bare';
import { startKiamo } from './kiamo';
import { expectThat, median, type Figure, type Measurements } from './record';
import { bringIn, execute, type Bench } from './run';
import * as workflows from './workflows';

const changed = 1000;
/** How many polls are made where none finds anything. */
export const quietPolls = 50;
const bursts = 5;

/** A poll of the contact trigger that finds nothing, and one that finds 1,000 changes, beside a bare script. */
export async function benchPolls(bench: Bench, measurements: Measurements): Promise<Figure[]> {
	const { n8n, port, target, token, rounds } = bench;
	const quiet = workflows.polls(target, 'benchpollquiet01', quietPolls, {});
	const headers = { 'Kiamo-Api-Token': token };
	const burst = workflows.polls(target, 'benchpollburst01', bursts, {
		url: target.contactsUrl,
		headers,
		rows: changed,
	});
	await bringIn(bench, [quiet, burst]);
	const note = (name: string, milliseconds: number) =>
		measurements.note(name, { milliseconds, peakKb: 0, items: [] });
	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${quietPolls} quiet polls, ${bursts} of ${changed} changes`);
		for (const [name, workflow, polls, rows] of [
			['Quiet poll', quiet, quietPolls, 0],
			['Poll of 1,000 changes', burst, bursts, changed],
		] as const) {
			const kiamo = await startKiamo(port, 2 * changed);
			const since = new Date().toISOString();
			const { items } = await execute(n8n, workflow);
			const found = items.map(({ json }) => Number(json.items));
			expectThat(
				found.length === polls && found.every((count) => count === rows),
				`${name}: found ${found.join(', ')} changes`,
			);
			const took = items.map(({ json }) => [Number(json.milliseconds), Number(json.credential)]);
			note(name, median(took.map(([poll]) => poll)));
			note(`${name}, without the credential`, median(took.map(([poll, credential]) => poll - credential)));
			const from = rows === 0 ? new Date(Date.now() + 60_000).toISOString() : since;
			const feed = `updated_from=${from}&sort=updated_at`;
			const job = { address: kiamo.contactsUrl, token, items: polls, feed };
			const bare = await runBare('poll', job, polls * rows);
			note(`${name}, bare script`, bare.milliseconds / polls);
			await kiamo.stop();
		}
	}
	return [
		measurements.timeRatio('poll_quiet_vs_bare', 'at most 1.5', 'Quiet poll', 'Quiet poll, bare script'),
		measurements.timeRatio(
			'poll_quiet_without_credential_vs_bare',
			'explains the one before',
			'Quiet poll, without the credential',
			'Quiet poll, bare script',
		),
		measurements.timeRatio(
			'poll_burst_1000_vs_bare',
			'none',
			'Poll of 1,000 changes',
			'Poll of 1,000 changes, bare script',
		),
	];
}
