import { listReasons } from '../../shared/operation/hints';
import type { Outcome, Run } from '../../shared/operation/operation';
import type { Brake } from '../../shared/writing/brake';
import { countOf } from './lookup';
import { countChanges, type SyncPlan } from './sync';

/** Sums up above the output what a dry run would do. */
export class DryRun {
	private readonly plans: SyncPlan[] = [];

	/** How many contacts there are, by base; undefined where Kiamo doesn't say. */
	private readonly counts = new Map<string, number | undefined>();

	constructor(
		private readonly run: Run,
		private readonly brake: Brake,
	) {}

	/** Takes what would be written to a base. */
	async add(baseId: string, plans: SyncPlan[]): Promise<void> {
		this.plans.push(...plans);
		this.counts.set(baseId, await countOf(this.run.kiamo, baseId));
	}

	/** Shows the totals, when there was a dry run. */
	hint(outcomes: Outcome[]): void {
		if (this.counts.size === 0) return;
		const changes = countChanges(this.plans);
		const { created = 0, updated = 0, cleared = 0 } = changes;
		const rows = outcomes.flatMap((outcome) => ('rows' in outcome ? outcome.rows : []));
		const withStatus = (status: string) =>
			rows.filter((row) => 'status' in row && row.status === status).length;
		const refused = outcomes.filter((outcome) => 'error' in outcome);
		const totals = [
			`${created} created`,
			`${updated} updated${cleared > 0 ? ` (${cleared} with a field cleared)` : ''}`,
			`${withStatus('unchanged')} unchanged`,
			`${withStatus('skipped')} skipped`,
			`${refused.length} refused${refused.length > 0 ? ` (${listReasons(refused)})` : ''}`,
		];
		const counts = [...this.counts.values()];
		const before = counts.every((count) => count !== undefined)
			? counts.reduce((sum, count) => sum + count, 0)
			: undefined;
		const contacts = before === undefined ? '' : ` Contacts: ${before} → ${before + created}.`;
		const stop = this.brake.warn(this.run, changes, outcomes.length);
		this.run.hint(`Dry run of ${outcomes.length} items: ${totals.join(', ')}.${contacts}${stop}`);
	}
}
