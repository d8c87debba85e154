import { Random } from '../../simulator/random';
import { judgeOperation, operationUses } from './operations';
import { servers, type Server } from './servers';
import { judgeTrigger, triggerUses } from './triggers';
import type { Verdict } from './world';

type Row = Record<'runs' | 'lost' | 'duplicated' | 'blanked' | 'false' | 'hung', number>;

/** Runs by quirk, and what went wrong in them. */
export class Table {
	readonly notes: string[] = [];
	private readonly rows = new Map<string, Row>();

	add(quirk: string, kind: 'operations' | 'triggers', { notes, ...verdict }: Verdict): void {
		const key = `${quirk} × ${kind}`;
		const row = this.rows.get(key) ?? { runs: 0, lost: 0, duplicated: 0, blanked: 0, false: 0, hung: 0 };
		row.runs++;
		for (const [name, count] of Object.entries(verdict)) row[name as keyof Row] += count;
		this.rows.set(key, row);
		this.notes.push(...notes);
	}

	print(): string {
		const head =
			'| quirk | runs | lost | duplicated | blanked | false | hung |\n| --- | --- | --- | --- | --- | --- | --- |';
		return [
			head,
			...[...this.rows].map(([key, row]) => `| ${key} | ${Object.values(row).join(' | ')} |`),
		].join('\n');
	}
}

/** Every quirk in each of its strengths with every operation and trigger, or the share that a seed draws. */
export async function judgeAll(table: Table, quirk: string, { share = 1, seed = 1 } = {}): Promise<void> {
	const random = new Random(seed, 'matrix', quirk);
	for (const server of servers.filter((one) => one.quirk === quirk)) {
		for (const use of operationUses)
			if (random.chance(share)) table.add(quirk, 'operations', await judgeOperation(use, server));
		for (const use of triggerUses)
			if (random.chance(share)) table.add(quirk, 'triggers', await judgeTrigger(use, server));
	}
}

/** Two quirks at once, drawn by a seed, with an operation and a trigger. */
export async function judgePair(table: Table, seed: number): Promise<void> {
	const random = new Random(seed, 'pair');
	const [one, other] = [random.pick(servers), random.pick(servers)];
	const both: Server = {
		quirk: `${one.quirk} + ${other.quirk}`,
		set: { ...one.set, ...other.set },
		then: { ...one.then, ...other.then },
		faults(kiamo) {
			one.faults?.(kiamo);
			other.faults?.(kiamo);
		},
	};
	table.add('pairs', 'operations', await judgeOperation(random.pick(operationUses), both));
	table.add('pairs', 'triggers', await judgeTrigger(random.pick(triggerUses), both));
}

export const quirkNames = [...new Set(servers.map(({ quirk }) => quirk))];
